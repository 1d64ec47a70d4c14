/** Damaged fixtures through the whole intake: read, or refused with an error of ours that holds no text of the file. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../src/core/error.ts'
import { DecodedText } from '../../src/evidence/decoded-text.ts'
import { EvidenceFile } from '../../src/evidence/file.ts'
import { chooseReader, READERS, startReading } from '../../src/readers/index.ts'
import { cpuTime } from '../cpu-time.ts'
import { openBytes } from '../evidence/scratch.ts'
import { toZip } from '../evidence/zip.ts'
import { readAll } from './reading.ts'
import { partsOf } from './workbook.ts'

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
        '<div class="message">',
        '</html>',
        '&#x',
        'INSERT INTO a VALUES (',
        '/*',
        ');',
        '\\.\n',
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
        const spent = cpuTime()
        try {
          const head = (await Array.fromAsync(new DecodedText(once(bytes), bytes, null))).join('')
          await readAll(chooseReader(head), new DecodedText(once(bytes), bytes, null))
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(inspect(error)).not.toMatch(new RegExp(`${MARK}|9822011201|Bhide`))
        }
        expect(spent()).toBeLessThan(LIMIT_MS)
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
  ['elements', '<div>'],
  ['open tags', '<div class="'],
  ['statements', 'INSERT INTO a VALUES ('],
  ['parentheses', '('],
  ['quotes and backslashes', "\\'"],
  ['comments', '/*'],
  ['entities', '&amp'],
])('100 kB of %s are read or refused in no time', async (_, unit) => {
  const text = unit.repeat(100_000 / unit.length)
  for (const reader of READERS) {
    const spent = cpuTime()
    reader.sniff(text.slice(0, 65_536))
    const bytes = Buffer.from(text)
    const reading = readAll(reader, new DecodedText(once(bytes), bytes, null))
    await reading.catch((error: unknown) => expect(error).toBeInstanceOf(AppError))
    expect(spent()).toBeLessThan(LIMIT_MS)
  }
})

test('a damaged workbook is read, or refused with an error of ours', async () => {
  const rows = [
    ['name', 'mobile'],
    [`Asha Bhide ${MARK}`, 9822011201],
  ]
  const parts = partsOf([{ name: MARK, rows }])
  const whole = toZip(parts)
  await fc.assert(
    fc.asyncProperty(
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      fc.nat(parts.length),
      async (wounds, wounded) => {
        const bytes =
          wounded === parts.length
            ? damaged(whole, wounds)
            : toZip(
                parts.map(({ name, content }, i) => ({
                  name,
                  content: i === wounded ? damaged(Buffer.from(content), wounds) : content,
                })),
              )
        const file = await openBytes(bytes).catch((error: unknown) => error)
        try {
          if (!(file instanceof EvidenceFile)) throw file
          const { reading } = await startReading(file, new AbortController().signal)
          await Array.fromAsync(reading.batches)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(inspect(error)).not.toMatch(new RegExp(`${MARK}|9822011201|Bhide`))
        } finally {
          if (file instanceof EvidenceFile) await file.close()
        }
      },
    ),
    { numRuns: 200 },
  )
})
