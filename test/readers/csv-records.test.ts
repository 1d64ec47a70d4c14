/** Delimited text cut into rows: what csv-parse reads of well-formed text, and every letter of any other. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import type { Dialect } from '../../src/readers/csv-dialect.ts'
import { RecordCutter, type Row } from '../../src/readers/csv-records.ts'
import { pieces } from './reading.ts'

const WIDTH = 4

type Marks = Pick<Dialect, 'delimiter' | 'quote'> & Partial<Dialect>
const USUAL = { padded: false, escaped: false, bordered: false, unusual: false }

async function read(text: string, marks: Marks, length = text.length): Promise<(Row | null)[]> {
  const rows: (Row | null)[] = []
  const cutter = new RecordCutter({ ...USUAL, ...marks }, WIDTH)
  const take = (piece: string, atEnd: boolean): void => {
    for (const { records } of cutter.cut(piece, atEnd)) {
      for (const record of records) rows.push(record?.cells ?? null)
    }
  }
  for await (const piece of pieces(text, length || 1)) take(piece, false)
  take('', true)
  return rows
}

const delimiter = fc.constantFrom(',', ';', '|', '\t', ':')
const quote = fc.constantFrom('"' as const, "'" as const)
const newline = fc.constantFrom('\n', '\r\n', '\r')

/** A cell over several lines holds no delimiter: three lines that are rows by themselves are taken for swallowed rows. */
const cell = fc.oneof(
  fc.stringMatching(/^[a-z0-9,;|:\t"' é\u0928]{1,8}$/),
  fc.stringMatching(/^[a-z"'\n\r ]{0,6}$/),
)
const table = fc.array(fc.array(cell, { minLength: WIDTH, maxLength: WIDTH }), { maxLength: 12 })

const written = (rows: readonly Row[], dialect: Marks, lineEnd: string, all: boolean): string => {
  const { delimiter: between, quote: mark } = dialect
  const special = new RegExp(`[${between}${mark}\\r\\n]`)
  const cells = (text: string): string =>
    mark !== null && (all || special.test(text))
      ? `${mark}${text.replaceAll(mark, mark + mark)}${mark}`
      : text
  return rows.map((row) => row.map(cells).join(between) + lineEnd).join('')
}

describe('well-formed text', () => {
  const random = fc.record({ rows: table, delimiter, quote, lineEnd: newline, all: fc.boolean() })

  test('comes back as the table it was written from, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(random, fc.integer({ min: 1, max: 40 }), async (tableOf, length) => {
        const { rows, lineEnd, all, ...marks } = tableOf
        const dialect = marks
        const text = written(rows, dialect, lineEnd, all)
        expect(await read(text, dialect, length)).toEqual(rows)
        expect(await read(text.slice(0, -lineEnd.length), dialect, length)).toEqual(rows)
      }),
      { numRuns: 400 },
    )
  })

  test('comes back as csv-parse reads it', async () => {
    await fc.assert(
      fc.asyncProperty(random, async ({ rows, lineEnd, all, ...marks }) => {
        const dialect = marks
        const text = written(rows, dialect, lineEnd, all)
        const theirs = parse(text, {
          ...marks,
          escape: marks.quote,
          record_delimiter: ['\r\n', '\n', '\r'],
        })
        expect(await read(text, dialect)).toEqual(theirs)
      }),
      { numRuns: 400 },
    )
  })
})

describe.each([
  ['as it is', false],
  ['with spaces before quotes', true],
])('any text, %s', (_, padded) => {
  const dialect: Marks = { delimiter: ',', quote: '"', padded }
  const unit = fc.constantFrom('a', 'b', ',', '"', '"', '\n', '\r', ' ', '\u00a0')
  const garbage = fc.string({ unit, maxLength: 60 })

  test('reads the same at once and in pieces cut at every position', async () => {
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        const atOnce = await read(text, dialect)
        for (let length = 1; length <= text.length; length++) {
          expect(await read(text, dialect, length)).toEqual(atOnce)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('loses no letter, and gives none twice', async () => {
    const letters = (text: string): string => text.replace(/[^ab]/g, '')
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        const rows = await read(text, dialect)
        expect(letters(rows.flatMap((row) => row ?? []).join(''))).toBe(letters(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('quotes that do not hold', () => {
  const dialect: Marks = { delimiter: ',', quote: '"' }

  test('inside a cell they are letters', async () => {
    expect(await read('1,5" pipe,Ram "Babu" K,x\n', dialect)).toEqual([
      ['1', '5" pipe', 'Ram "Babu" K', 'x'],
    ])
  })

  test('a quote that is never closed swallows nothing', async () => {
    expect(await read('1,"a,b,c\n2,d,e,f\n', dialect)).toEqual([
      ['1', '"a', 'b', 'c'],
      ['2', 'd', 'e', 'f'],
    ])
  })

  test('a quote that another row closes swallows nothing', async () => {
    expect(await read('1,"a,b,c\n2,d,e,f\n3,g,h",i\n4,j,"k",l\n', dialect)).toEqual([
      ['1', '"a', 'b', 'c'],
      ['2', 'd', 'e', 'f'],
      ['3', 'g', 'h"', 'i'],
      ['4', 'j', 'k', 'l'],
    ])
  })

  test('a cell of several lines that are no rows stays one cell', async () => {
    const address = '12 MG Road,\nPune, Maharashtra\nIndia'
    expect(await read(`1,"${address}",b,c\n`, dialect)).toEqual([['1', address, 'b', 'c']])
  })

  test('with spaces before it, a quote opens a cell where the file writes them so', async () => {
    expect(await read('1, "a, b", c,d\n', { ...dialect, padded: true })).toEqual([
      ['1', 'a, b', 'c', 'd'],
    ])
  })
})

describe('the limit of a record', () => {
  const dialect: Marks = { delimiter: ',', quote: '"' }
  const long = 'x'.repeat(LIMITS.recordBytes + 1)
  const row = '1,a,b,c'

  test.each([
    ['a line', `${row}\n${long}\n${row}\n`],
    ['a quoted line', `${row}\n"${long}"\n${row}\n`],
    ['the last line', `${row}\n${row}\n${long}`],
  ])('%s over it is one row that is left out', async (_, text) => {
    for (const length of [1000, 65_536, text.length]) {
      const rows = await read(text, dialect, length)
      expect(rows.filter((cells) => cells === null)).toHaveLength(1)
      expect(rows.filter((cells) => cells?.join() === row)).toHaveLength(2)
    }
  })

  test('an open quote swallows no more than that, and nothing that is a row', async () => {
    const rows = 200_000
    const text = `"${row}\n`.concat(`${row}\n`.repeat(rows))
    expect(await read(text, dialect, 65_536)).toHaveLength(rows + 1)
  })
})
