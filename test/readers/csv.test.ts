/** Delimited files as a whole: dialect, header, rows that do not fit, limits, and how they end. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { csv } from '../../src/readers/csv.ts'
import { ROWS_PER_BATCH } from '../../src/readers/reader.ts'
import { pieces, type Read, readAll } from './reading.ts'

const read = (text: string): Promise<Read> => readAll(csv, pieces(text))
const total = ({ rejected }: Read): number =>
  Object.values(rejected).reduce((sum, count) => sum + count, 0)

const phone = fc.integer({ min: 6_000_000_000, max: 9_999_999_999 }).map(String)
const word = fc.stringMatching(/^[A-Z][a-z]{2,9}$/)
const name = fc.tuple(word, word).map((words) => words.join(' '))
const address = fc
  .tuple(fc.integer({ min: 1, max: 999 }), word, word)
  .map(([n, a, b]) => `${n} ${a}, ${b}`)
const person = fc.tuple(
  phone,
  name,
  address,
  fc.constantFrom('M', 'F', ''),
  fc.integer({ min: 110_000, max: 899_999 }).map(String),
)
const people = fc.array(person, { minLength: 6, maxLength: 40 })
const HEADER = ['mobile', 'name', 'address', 'gender', 'pincode']

describe('dialect and header', () => {
  const style = fc.record({
    delimiter: fc.constantFrom(',', ';', '|', '\t'),
    quote: fc.constantFrom('"', "'"),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    header: fc.boolean(),
    closing: fc.boolean(),
  })

  test('are found in tables of people, however they are written', async () => {
    await fc.assert(
      fc.asyncProperty(
        people,
        style,
        async (rows, { delimiter, quote, lineEnd, header, closing }) => {
          const quoted = quote === "'" || delimiter === ','
          const lines = (header ? [HEADER, ...rows] : rows).map((row) =>
            row.map((cell) => (quoted ? `${quote}${cell}${quote}` : cell)).join(delimiter),
          )
          const result = await read(lines.join(lineEnd) + (closing ? lineEnd : ''))
          expect(result.rows).toEqual(rows)
          expect(result.columns).toEqual(header ? HEADER : HEADER.map(() => null))
          expect(result).toMatchObject({ rejected: {}, whole: true })
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a first row of data is never a header', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (rows) => {
        const { columns } = await read(rows.map((row) => row.join('|')).join('\n'))
        expect(columns).toEqual(HEADER.map(() => null))
      }),
    )
  })

  test('words over words are a header unless one of them comes again below', async () => {
    expect((await read('name,city\nAsha,Pune\nRavi,Kochi\n')).columns).toEqual(['name', 'city'])
    expect((await read('Asha,Pune\nRavi,Pune\nMeena,Ranchi\n')).columns).toEqual([null, null])
  })

  test('a title, comments and blank lines before the header are counted, not read', async () => {
    const result = await read(
      'Export\n# made in June\n\nname;mobile\nAsha;9822011201\nRavi;9845022302\n',
    )
    expect(result).toMatchObject({ columns: ['name', 'mobile'], rejected: { preamble: 2 } })
  })

  test('the dialect is told in words', async () => {
    expect((await read('name\tmobile\nAsha\t9822011201\n')).dialect).toBe(
      'delimiter tab, quote ", header',
    )
    expect((await read('a@b.in:x\nc@d.in:y\n')).dialect).toBe('delimiter :, no quotes, no header')
  })

  test('columns that are blank to the end of the head do not count, trailing delimiters neither', async () => {
    const result = await read(
      'name,mobile,,\nAsha,9822011201,,\nRavi,9845022302\nMeena,9431066706,,,\n',
    )
    expect(result).toMatchObject({ columns: ['name', 'mobile'], rejected: {} })
    expect(result.rows).toHaveLength(3)
  })
})

describe('accounts', () => {
  const line = fc.oneof(
    person.map((row) => row.join('|')),
    fc.stringMatching(/^[a-z| ]{1,20}$/),
  )

  test('every line is a row or a counted reject', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.array(line), async (rows, more) => {
        const lines = [...rows.map((row) => row.join('|')), ...more]
        const result = await read(`${lines.join('\n')}\n`)
        expect(result.rows.length + total(result)).toBe(lines.length)
      }),
    )
  })

  test('a row with too few cells is never filled up from its neighbours', async () => {
    const result = await read(
      'name,mobile,city\nAsha,9822011201,Pune\nRavi,98450\n22302,Kochi,x,y\nMeena,9431066706,Ranchi\n',
    )
    expect(result.rows.map((row) => row[0])).toEqual(['Asha', 'Meena'])
    expect(result.rejected).toEqual({ ragged: 2 })
  })

  test('a cell over its limit rejects its row, and no other', async () => {
    const long = 'न'.repeat(LIMITS.cellBytes / 3 + 1)
    const result = await read(
      `name,mobile\nAsha,9822011201\n${long},9845022302\nMeena,9431066706\n`,
    )
    expect(result.rows).toHaveLength(2)
    expect(result.rejected).toEqual({ 'cell-too-long': 1 })
  })

  test('a line over the limit of a record is one reject, wherever it is, and breaks nothing off', async () => {
    const long = 'x,'.repeat(LIMITS.recordBytes)
    for (const [before, after] of [
      [5, 5],
      [5, 0],
    ]) {
      const row = 'Asha,9822011201\n'
      const result = await read(`${row.repeat(before ?? 0) + long}\n${row.repeat(after ?? 0)}`)
      expect(result).toMatchObject({ rejected: { 'record-too-long': 1 }, whole: true })
      expect(result.rows).toHaveLength((before ?? 0) + (after ?? 0))
    }
  })

  test('batches hold no more than their share', async () => {
    const rows = 3 * ROWS_PER_BATCH + 1
    const { batches } = await read('9822011201,Pune\n'.repeat(rows))
    expect(batches.map((batch) => batch.rows.length)).toEqual([4096, 4096, 4096, 1])
    expect(batches.at(-1)?.bytes).toBe(16 * rows)
  })

  test('too many columns are refused', async () => {
    const row = 'x1234,'.repeat(LIMITS.columns + 1)
    await expect(read(`${row}\n${row}\n`)).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
  })
})

describe('an end that is none', () => {
  const whole = readFileSync(join(import.meta.dirname, '../../fixtures/csv/registry.csv'), 'utf8')
  const lines = whole.split('\n')

  // A file cut between two rows, with or without the line end, is a shorter file and cannot be told from one. The same holds
  // for a cut inside the last cell where the column's cells have no length of their own: names, addresses, and the first
  // rows of any column.
  test('a cut inside a row is told, wherever it is', async () => {
    const enough = lines.slice(0, 5).join('\n').length + 1
    for (let end = enough; end < whole.length; end++) {
      const betweenRows = whole[end] === '\n' || whole[end - 1] === '\n'
      const result = await read(whole.slice(0, end))
      expect({ end, whole: result.whole }).toEqual({ end, whole: betweenRows })
      expect(result.rejected).toEqual(betweenRows ? {} : { truncated: 1 })
      expect(result.rows.every((row) => lines.includes(row.join(',')))).toBe(true)
    }
  })

  test('a cut before the last cell is told from the first row on', async () => {
    const header = whole.indexOf('\n') + 1
    for (let end = header + 1; end < whole.indexOf('411004'); end++) {
      expect((await read(whole.slice(0, end))).whole).toBe(false)
    }
  })

  test('a cut inside quotes is told', async () => {
    const text = '"Asha","9822011201"\n'.repeat(4).concat('"Ravi","9845022302"')
    for (let end = text.indexOf('"Ravi') + 1; end < text.length; end++) {
      expect({ end, whole: (await read(text.slice(0, end))).whole }).toEqual({ end, whole: false })
    }
    expect((await read(text)).whole).toBe(true)
  })

  test('a quote that is left open makes a file not whole, and every row of it is read', async () => {
    const result = await read(
      'id,name,mobile\n1,"Asha,9822011201\n2,Ravi,9845022302\n3,Meena,9431066706\n',
    )
    expect(result.whole).toBe(false)
    expect(result.rows).toHaveLength(3)
  })

  test('a column of names says nothing of its last cell', async () => {
    const names = [
      'Asha Bhide',
      'Ravi Menon',
      'Lakshmi Iyer',
      'Gurpreet Sidhu',
      'Joseph Lobo',
      'Jo',
    ]
    const text = names.map((name, index) => `982201120${index},${name}`).join('\n')
    expect((await read(text)).whole).toBe(true)
  })
})
