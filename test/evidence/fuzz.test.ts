/**
 * Damaged containers: opened and read to their end, or refused with an error of ours that holds no text of the file.
 * LEAKCHECK_FUZZ_RUNS asks for more than the short run; LEAKCHECK_FUZZ_SEED for another one.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../src/core/error.ts'
import { openFile, Unreadable } from '../../src/evidence/file.ts'
import { cpuTime } from '../cpu-time.ts'
import { scratchFolder } from './scratch.ts'
import { headerOf, storedIn7z, withHeader } from './seven-zip.ts'
import { toTar } from './tar.ts'
import { toZip } from './zip.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const RUNS = Number(process.env['LEAKCHECK_FUZZ_RUNS'] ?? 150)
const SEED = Number(process.env['LEAKCHECK_FUZZ_SEED'] ?? 20_230_612)
/** A file of 100 kB or less is read within this. */
const LIMIT_MS = 2000
const MARK = 'qzxwv'
const TEXT = `name,mobile\n${MARK} Bhide,9822011201\n`.repeat(300)
const NAME = `${MARK}-9822011201.csv`

/** What a fixture of a container is worth damaging: drawing the key of an encrypted one takes too long for thousands of tries. */
const fixturesOf = (container: string): Buffer[] =>
  readdirSync(join(FIXTURES, container))
    .filter((name) => name !== 'expected.json' && !name.startsWith('aes'))
    .map((name) => readFileSync(join(FIXTURES, container, name)))

const written: Readonly<Record<string, readonly Buffer[]>> = {
  gzip: [gzipSync(TEXT), gzipSync(gzipSync(TEXT))],
  zstd: [zstdCompressSync(TEXT)],
  zip: [toZip([1, 2].map(() => ({ name: NAME, content: TEXT })))],
  tar: [toTar([1, 2].map(() => ({ name: NAME, content: TEXT })))],
  '7z': [storedIn7z(TEXT)],
  bzip2: [],
  xz: [],
}

/** Words and numbers that formats give a meaning to. */
const tokens = fc.constantFrom(
  ...['504b0304', '504b0102', '504b0506', '504b0607', 'ffffffff', '00000000', '0000008000000000'],
  ...[
    'fd377a585a00',
    '377abcaf271c',
    '1f8b0800',
    '28b52ffd',
    '425a6839',
    '314159265359',
    '177245385090',
  ],
  ...['17060001', '0b0100', '7fffffff', '80', 'ff', '7573746172'],
)

const wound = fc.record({
  at: fc.nat(),
  length: fc.nat(12),
  bytes: fc.oneof(
    tokens.map((hex) => Buffer.from(hex, 'hex')),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
  ),
})

type Wound = { readonly at: number; readonly length: number; readonly bytes: Buffer }

const damaged = (file: Buffer, wounds: readonly Wound[]): Buffer =>
  wounds.reduce((bytes, { at, length, bytes: put }) => {
    const start = at % (bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + length)])
  }, file)

/** Opens and reads all; returns every word that a user would be shown. */
async function told(path: string): Promise<string> {
  const words: string[] = []
  try {
    const file = await openFile(path, new AbortController().signal, { password: 'secret' })
    try {
      for await (const member of file.files()) {
        words.push(member.label)
        if (member instanceof Unreadable) words.push(inspect(member.error))
        else for await (const _ of member.text());
      }
      words.push(inspect(await file.finish()))
    } finally {
      await file.close()
    }
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).exit).toBe(3)
    words.push(inspect(error))
  }
  return words.join('\n')
}

async function expectTold(path: string, bytes: Buffer): Promise<void> {
  writeFileSync(path, bytes)
  const spent = cpuTime()
  const words = await told(path)
  expect(spent()).toBeLessThan(LIMIT_MS)
  expect(words).not.toMatch(/98220|Bhide/)
}

describe.each(Object.keys(written))('%s', (container) => {
  const files = [...(written[container] ?? []), ...fixturesOf(container)]

  test('damaged', async () => {
    const path = join(scratchFolder(), 'dump')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(wound, { minLength: 1, maxLength: 6 }),
        async (file, wounds) => expectTold(path, damaged(file, wounds)),
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('begun and gone on with anything', async () => {
    const path = join(scratchFolder(), 'dump')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.nat(600),
        fc.uint8Array({ maxLength: 2000 }),
        async (file, start, rest) =>
          expectTold(path, Buffer.concat([file.subarray(0, start), rest])),
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })
})

test('a damaged header of 7z whose sums are right', async () => {
  const path = join(scratchFolder(), 'dump')
  const files = [storedIn7z(TEXT), readFileSync(join(FIXTURES, '7z/copy.7z'))]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(wound, { minLength: 1, maxLength: 3 }),
      async (file, wounds) => expectTold(path, withHeader(file, damaged(headerOf(file), wounds))),
    ),
    { numRuns: 2 * RUNS, seed: SEED },
  )
})
