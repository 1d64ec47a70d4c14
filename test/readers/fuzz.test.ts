/** Damaged fixtures through the whole intake: read, or refused with an error of ours that holds no text of the file. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../src/core/error.ts'
import { DecodedText } from '../../src/evidence/decoded-text.ts'
import { chooseReader, READERS } from '../../src/readers/index.ts'
import { readAll } from './reading.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const MARK = 'qzxwv'
/** A file of 100 kB or less is read within this. */
const LIMIT_MS = 2000

const fixtures = READERS.flatMap(({ name }) =>
  readdirSync(join(FIXTURES, name))
    .filter((file) => file !== 'expected.json' && !file.endsWith('.gz'))
    .map((file) => readFileSync(join(FIXTURES, name, file))),
)

/** A piece of the file is replaced by other bytes: of the formats' own marks, of anything, or of another place in it. */
const damage = fc.record({
  at: fc.nat(),
  length: fc.nat(40),
  bytes: fc.oneof(
    fc
      .constantFrom(
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        '\n',
        '\r',
        ',',
        ':',
        '\\',
        '\u0000',
        MARK,
        '"messages":[',
      )
      .map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc.nat().map((from) => from),
  ),
})

function damaged(
  file: Buffer,
  wounds: readonly { at: number; length: number; bytes: Buffer | number }[],
): Buffer {
  return wounds.reduce((bytes, { at, length, bytes: put }) => {
    const start = at % (bytes.length + 1)
    const piece =
      typeof put === 'number' ? bytes.subarray(put % (bytes.length + 1)).subarray(0, 500) : put
    return Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start + length)])
  }, file)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

test('nothing but rows, counts and our own errors comes out of a damaged file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtures),
      fc.array(damage, { minLength: 1, maxLength: 8 }),
      async (file, wounds) => {
        const bytes = damaged(file, wounds)
        const started = performance.now()
        try {
          const head = (await Array.fromAsync(new DecodedText(once(bytes), bytes, null))).join('')
          await readAll(chooseReader(head), new DecodedText(once(bytes), bytes, null))
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(inspect(error)).not.toMatch(new RegExp(`${MARK}|9822011201|Bhide`))
        }
        expect(performance.now() - started).toBeLessThan(LIMIT_MS)
      },
    ),
    { numRuns: 1500 },
  )
})

test.each([
  ['quotes', '"'],
  ['opened cells', ',"'],
  ['opened rows', '"a\n'],
  ['brackets', '['],
  ['braces', '{"a":'],
  ['delimiters', ','],
  ['line ends', '\n'],
  ['carriage returns', '\r'],
  ['zeros', '\u0000'],
  ['colons', 'a:'],
])('100 kB of %s are read or refused in no time', async (_, unit) => {
  const text = unit.repeat(100_000 / unit.length)
  for (const reader of READERS) {
    const started = performance.now()
    reader.sniff(text.slice(0, 65_536))
    const bytes = Buffer.from(text)
    const reading = readAll(reader, new DecodedText(once(bytes), bytes, null))
    await reading.catch((error: unknown) => expect(error).toBeInstanceOf(AppError))
    expect(performance.now() - started).toBeLessThan(LIMIT_MS)
  }
})
