/**
 * Every reader over its fixtures, damaged, and over noise: rows, counts and errors of ours come out, in time and within memory.
 * Some rounds in the suite; FUZZ_MINUTES=n for so long a reader.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuUsage, memoryUsage } from 'node:process'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { decideTable } from '../../src/columns/decide-table.ts'
import { AppError } from '../../src/core/error.ts'
import type { Random } from '../../src/demo/random.ts'
import { openFile, Unreadable } from '../../src/evidence/file.ts'
import { FORMATS, startReading } from '../../src/readers/index.ts'
import type { RowBatch } from '../../src/readers/reader.ts'
import { scratchFolder } from '../evidence/scratch.ts'
import { FUZZ_TIMEOUT_MS, fuzz, mutated } from '../fuzz.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
/** Of the processor, for a file of 100 kB or less. */
const LIMIT_MS = 2000
const LIMIT_BYTES = 300 * 2 ** 20
const MARK = 'qzxwv'
const ROUNDS = 25
/** A database is read by a process of its own, which takes its time to start. */
const SLOW_ROUNDS: Readonly<Record<string, number>> = { sqlite: 8 }
const LONGEST = 100_000
/** Seeds on which something was found. */
const FOUND: Readonly<Record<string, readonly string[]>> = {}

const fixturesOf = (format: string): Buffer[] =>
  readdirSync(join(FIXTURES, format))
    .filter((name) => name !== 'expected.json')
    .map((name) => readFileSync(join(FIXTURES, format, name)))

const noise = (random: Random): Buffer =>
  Buffer.from(Array.from({ length: random.between(0, 600) }, () => random.between(0, 255)))

/** A damaged fixture, one that goes on with noise, or one over and over; with a name that no error may repeat. */
function damaged(random: Random, whole: Buffer): Buffer {
  const at = random.between(0, whole.length)
  const marked = Buffer.concat([whole.subarray(0, at), Buffer.from(MARK), whole.subarray(at)])
  const bytes = mutated(random, random.chance(0.5) ? marked : whole)
  if (random.chance(0.1)) return Buffer.concat([bytes.subarray(0, at), noise(random)])
  const times = random.chance(0.1) ? Math.ceil(LONGEST / Math.max(1, bytes.length)) : 1
  return Buffer.concat(Array(times).fill(bytes)).subarray(0, LONGEST)
}

/** Reads all of a file, decides its columns, and gives every word that a user would be shown. */
async function told(path: string, format: string | undefined): Promise<string> {
  const words: unknown[] = []
  const signal = new AbortController().signal
  const file = await openFile(path, signal)
  try {
    for await (const member of file.files()) {
      if (member instanceof Unreadable) throw member.error
      const { reading } = await startReading(member, signal, format)
      const tables = new Map<number, RowBatch[]>()
      for await (const batch of reading.batches) {
        const own = tables.get(batch.table.ordinal) ?? []
        tables.set(batch.table.ordinal, [...own, batch])
      }
      for (const batches of tables.values()) {
        const [first] = batches
        if (first !== undefined) words.push(decideTable(first.table, batches, []))
      }
      words.push(reading.dialect(), reading.ending(), member.label)
    }
    words.push(await file.finish())
    return inspect(words, { depth: 9 })
  } finally {
    await file.close()
  }
}

describe.each(FORMATS)('%s', (format) => {
  const fixtures = fixturesOf(format)

  test(
    'damaged files',
    async () => {
      const path = join(scratchFolder(), 'dump')
      await fuzz(
        `reader ${format}`,
        SLOW_ROUNDS[format] ?? ROUNDS,
        async (random) => {
          writeFileSync(path, damaged(random, random.pick(fixtures)))
          const started = cpuUsage()
          const words = await told(path, random.chance(0.5) ? format : undefined).catch((error) => {
            expect(error).toBeInstanceOf(AppError)
            return inspect(error)
          })
          const { user, system } = cpuUsage(started)
          expect(words).not.toMatch(new RegExp(`${MARK}|98220|Bhide`, 'i'))
          expect((user + system) / 1000).toBeLessThan(LIMIT_MS)
          expect(memoryUsage().rss).toBeLessThan(LIMIT_BYTES)
        },
        FOUND[format] ?? [],
      )
    },
    FUZZ_TIMEOUT_MS,
  )
})
