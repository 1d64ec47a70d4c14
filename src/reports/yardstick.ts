/**
 * The yardstick of agreement: how often records of the other sources agree with a source, field by field. Agreement of the
 * dump that is no higher needs no common origin. Rates over whole sources only, so that nothing is told of a person.
 */
import { LEVEL, type Level, type PatternsDocument } from '../match/patterns.ts'

export interface Yardstick {
  /** Highest rate of agreement (exact or with the same words) that another source reaches, and which one it is. */
  readonly rate: number
  readonly from: string
}

/** What is looked at: the samples of every source, compared with every other. */
type Measured = Pick<PatternsDocument, 'sources' | 'slots' | 'emission'>

/** By name of the source, then by field. */
export type Yardsticks = Readonly<Record<string, Readonly<Record<string, Yardstick>>>>

/** Fewest linked records from which a rate is told. */
const LEAST_RECORDS = 40

const AGREEING: readonly Level[] = [LEVEL.exact, LEVEL.canonical]
const COMPARED: readonly Level[] = [...AGREEING, LEVEL.partial, LEVEL.different]

export function yardsticksOf(patterns: Measured): Yardsticks {
  return Object.fromEntries(
    patterns.sources.map(({ id, name }) => [
      name,
      Object.fromEntries(
        patterns.slots.flatMap((slot, position) => {
          const best = highest(patterns, id, position)
          return best === null ? [] : [[slot, best] as const]
        }),
      ),
    ]),
  )
}

function highest(patterns: Measured, to: number, slot: number): Yardstick | null {
  const rates = patterns.sources
    .filter(({ id, role }) => id !== to && role !== 'dump')
    .flatMap(({ id, name }) => {
      const [agreeing, compared] = counted(patterns, id, to, slot)
      return compared < LEAST_RECORDS ? [] : [{ rate: agreeing / compared, from: name }]
    })
  return rates.toSorted((a, b) => b.rate - a.rate)[0] ?? null
}

function counted(
  { emission }: Measured,
  from: number,
  to: number,
  slot: number,
): readonly [agreeing: number, compared: number] {
  let [agreeing, compared] = [0, 0]
  for (const row of emission) {
    const code = row.links[to] ?? null
    if (row.from !== from || code === null) continue
    const level = Number.parseInt(code.charAt(slot), 16) as Level
    if (COMPARED.includes(level)) compared += row.n
    if (AGREEING.includes(level)) agreeing += row.n
  }
  return [agreeing, compared]
}
