/** Fuzzing: some rounds from kept seeds in the suite; with FUZZ_MINUTES=n fresh seeds for so long. A failure names its seed: FUZZ_SEED=… runs it alone. */
import { randomBytes } from 'node:crypto'
import { Random } from '../src/demo/random.ts'

const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 0)
const SEED = process.env['FUZZ_SEED']

/** For a test's own limit. */
export const FUZZ_TIMEOUT_MS = (MINUTES + 5) * 60_000

/**
 * @param what  names the target, so that two of them go different ways from one number
 * @param found seeds on which it once failed: they are always tried
 */
export async function fuzz(
  what: string,
  rounds: number,
  trial: (random: Random) => Promise<void> | void,
  found: readonly string[] = [],
): Promise<void> {
  const ends = Date.now() + MINUTES * 60_000
  let round = 0
  for (const seed of seeds(rounds, ends, found)) {
    round += 1
    try {
      await trial(new Random(`${what} ${seed}`))
    } catch (cause) {
      throw new Error(`${what}: FUZZ_SEED=${seed}`, { cause })
    }
  }
  if (MINUTES > 0) process.stdout.write(`${what}: ${round} rounds\n`)
}

function* seeds(rounds: number, ends: number, found: readonly string[]): Generator<string> {
  if (SEED !== undefined) {
    yield SEED
    return
  }
  yield* found
  for (let i = 0; i < rounds; i++) yield String(i)
  while (Date.now() < ends) yield randomBytes(6).toString('hex')
}

/** Bytes with a few things done to them that damage, a careless copy or an enemy would do. */
export function mutated(random: Random, whole: Buffer, unit = 1): Buffer {
  let bytes = Buffer.from(whole)
  for (let i = random.between(1, 4); i > 0; i--)
    bytes = Buffer.from(random.pick(MUTATIONS)(random, bytes, unit))
  return bytes
}

type Mutation = (random: Random, bytes: Buffer, unit: number) => Buffer

/** A run of whole units. */
function span(random: Random, bytes: Buffer, unit: number): { from: number; to: number } {
  const units = Math.max(1, Math.floor(bytes.length / unit))
  const first = random.between(0, units - 1)
  const length = random.between(1, Math.min(4, units - first))
  return { from: first * unit, to: Math.min(bytes.length, (first + length) * unit) }
}

const edited = (bytes: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(bytes)
  if (copy.length > 0) copy[at % copy.length] = value
  return copy
}

const MUTATIONS: readonly Mutation[] = [
  // A bit, a byte, an extreme value.
  (random, bytes) => {
    const at = random.between(0, Math.max(0, bytes.length - 1))
    return edited(bytes, at, (bytes[at] ?? 0) ^ (1 << random.between(0, 7)))
  },
  (random, bytes) =>
    edited(bytes, random.between(0, Math.max(0, bytes.length - 1)), random.between(0, 255)),
  (random, bytes) => edited(bytes, random.between(0, 99), random.pick([0, 1, 0x7f, 0x80, 0xff])),
  // A run taken out, doubled, overwritten, cut off.
  (random, bytes, unit) => {
    const { from, to } = span(random, bytes, unit)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (random, bytes, unit) => {
    const { from, to } = span(random, bytes, unit)
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  },
  (random, bytes, unit) => {
    const [one, other] = [span(random, bytes, unit), span(random, bytes, unit)]
    const copy = Buffer.from(bytes)
    bytes.copy(copy, one.from, other.from, other.to)
    return copy
  },
  (random, bytes, unit) => {
    const { from, to } = span(random, bytes, unit)
    return Buffer.from(bytes).fill(random.pick([0, 0xff, 0x20]), from, to)
  },
  (random, bytes) => bytes.subarray(0, random.between(0, bytes.length)),
]
