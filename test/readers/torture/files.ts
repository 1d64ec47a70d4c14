/** The torture set: a table without fault, with every pollution alone, and with every two that can go together. */
import { DAMAGE } from './damage.ts'
import { DIALECTS } from './dialects.ts'
import { goTogether, type Pollution, polluted } from './pollution.ts'
import { SURROUNDINGS } from './surroundings.ts'
import { registry } from './tables.ts'
import { PLAIN, type Written, write } from './writing.ts'

export interface Tortured extends Written {
  readonly pollutions: readonly string[]
}

const POLLUTIONS: readonly Pollution[] = [...DIALECTS, ...SURROUNDINGS, ...DAMAGE]

const pairs = (): (readonly Pollution[])[] =>
  POLLUTIONS.flatMap((first, at) =>
    POLLUTIONS.slice(at + 1)
      .filter((second) => goTogether(first, second))
      .map((second) => [first, second]),
  )

/** @param seed of the people; the pollutions are the same for every seed */
export function* torturedFiles(seed: string): Generator<Tortured> {
  const table = registry(seed)
  for (const pollutions of [[], ...POLLUTIONS.map((one) => [one]), ...pairs()]) {
    const written = write(table, pollutions.reduce(polluted, PLAIN))
    yield { ...written, pollutions: pollutions.map(({ name }) => name) }
  }
}
