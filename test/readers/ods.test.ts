/** OpenDocument spreadsheets: what the cells hold and not what they show, and repeated cells within bounds. */
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { startReading } from '../../src/readers/index.ts'
import { openBytes } from '../evidence/scratch.ts'
import { toZip } from '../evidence/zip.ts'
import { type OdsSheet, odsParts, SPREADSHEET, toOds } from './open-document.ts'

async function read(bytes: Buffer) {
  const file = await openBytes(bytes)
  try {
    const { format, reading } = await startReading(file, new AbortController().signal)
    const rows: (readonly string[])[] = []
    const columns: (string | null)[] = []
    let tables = 0
    for await (const { table, rows: some } of reading.batches) {
      if (table.ordinal >= tables) {
        columns.push(...table.columns.map((name) => name?.expose() ?? null))
        tables = table.ordinal + 1
      }
      rows.push(...some.expose())
    }
    const { ending } = await file.finish()
    const whole = ending.whole && reading.ending().whole
    return { format, columns, rows, tables, whole, words: reading.dialect() }
  } finally {
    await file.close()
  }
}

const sheet = (more: Partial<OdsSheet>): OdsSheet => ({ name: 'p', ...more })
const cell = (attributes: string, content = '<text:p>shown</text:p>'): string =>
  `<table:table-cell ${attributes}>${content}</table:table-cell>`
/** A row of numbers in front keeps the others from being taken for a header; blanks at the end of a row say nothing. */
async function rowsOf(xml: string): Promise<string[][]> {
  const numbers = cell(
    'office:value-type="float" office:value="1" table:number-columns-repeated="6"',
  )
  const front = `<table:table-row>${numbers}</table:table-row>`
  const { rows } = await read(toOds([sheet({ xml: front + xml })]))
  return rows.slice(1).map((row) => row.slice(0, row.findLastIndex((one) => one !== '') + 1))
}

test('a sheet is a table with its header, a hidden one too', async () => {
  const rows = [
    ['name', 'mobile'],
    ['Asha Bhide', 9822011201],
    ['', ''],
    ['Ravi Menon', 9845022302],
  ]
  const hidden = [['mobile'], [9811033403]]
  expect(await read(toOds([sheet({ rows }), sheet({ rows: hidden, isHidden: true })]))).toEqual({
    format: 'ods',
    columns: ['name', 'mobile', 'mobile'],
    rows: [['Asha Bhide', '9822011201'], ['Ravi Menon', '9845022302'], ['9811033403']],
    tables: 2,
    whole: true,
    words: '2 sheets, 1 of them hidden',
  })
})

describe('cells', () => {
  test.each([
    [
      'a number that shows few digits',
      'office:value-type="float" office:value="9822011201"',
      '9822011201',
    ],
    [
      'a number with an exponent',
      'office:value-type="float" office:value="9.822011201E9"',
      '9822011201',
    ],
    ['a day', 'office:value-type="date" office:date-value="1961-03-02T00:00:00"', '1961-03-02'],
    [
      'a time',
      'office:value-type="date" office:date-value="2023-06-12T10:04:05"',
      '2023-06-12T10:04:05',
    ],
    ['a truth', 'office:value-type="boolean" office:boolean-value="true"', 'TRUE'],
    [
      'a text beside what it shows',
      'office:value-type="string" office:string-value="kept"',
      'kept',
    ],
    ['a formula', 'table:formula="of:=1" office:value-type="float" office:value="7"', '7'],
    ['an error', 'calcext:value-type="error" office:value-type="string"', ''],
  ])('%s', async (_, attributes, wanted) => {
    const [row] = await rowsOf(
      `<table:table-row>${cell(attributes)}${cell('', '<text:p>end</text:p>')}</table:table-row>`,
    )
    expect(row).toEqual([wanted, 'end'])
  })

  test('lines, blanks, links and notes', async () => {
    const content =
      '<office:annotation><text:p>a note</text:p></office:annotation><text:p>Asha<text:s text:c="2"/><text:a>Bhide</text:a></text:p><text:p>Pune<text:tab/>MH</text:p>'
    expect(await rowsOf(`<table:table-row>${cell('', content)}</table:table-row>`)).toEqual([
      ['Asha  Bhide\nPune\tMH'],
    ])
  })

  test('cells and rows that stand for several', async () => {
    const xml = `<table:table-row table:number-rows-repeated="2">${cell('table:number-columns-repeated="2"')}<table:covered-table-cell table:number-columns-repeated="3"/>${cell('')}</table:table-row>`
    const row = ['shown', 'shown', '', '', '', 'shown']
    expect(await rowsOf(xml)).toEqual([row, row])
  })
})

describe('what is refused', () => {
  test.each([
    [
      'rows',
      `<table:table-row table:number-rows-repeated="${LIMITS.repeatedCells}">${cell('')}</table:table-row>`,
    ],
    [
      'cells',
      `<table:table-row table:number-rows-repeated="900">${cell('table:number-columns-repeated="16384"')}</table:table-row>`,
    ],
    [
      'blanks',
      `<table:table-row>${cell('', `<text:p>${'<text:s text:c="65536"/>'.repeat(60)}x</text:p>`)}</table:table-row>`.repeat(
        2000,
      ),
    ],
  ])('a bomb of %s', async (what, xml) => {
    const started = process.memoryUsage().rss
    const reading = read(toOds([sheet({ xml: what === 'rows' ? xml.repeat(2) : xml })]))
    if (what === 'blanks') expect((await reading).rows).toEqual([])
    else await expect(reading).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
    expect(process.memoryUsage().rss - started).toBeLessThan(200 * 2 ** 20)
  })

  test('a text document, and one under a password', async () => {
    const parts = odsParts([sheet({ rows: [['mobile'], [9822011201]] })])
    const text = odsParts([], 'application/vnd.oasis.opendocument.text')
    await expect(read(toZip(text))).rejects.toMatchObject({ message: /no spreadsheet/ })
    const locked = parts.map((part) =>
      part.name.endsWith('manifest.xml')
        ? {
            ...part,
            content: '<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
          }
        : part,
    )
    await expect(read(toZip(locked))).rejects.toMatchObject({ message: /password-protected/ })
    expect(parts[0]?.content).toBe(SPREADSHEET)
  })

  test('XML that breaks off is never whole', async () => {
    const parts = odsParts([sheet({ rows: [['mobile'], [9822011201], [9845022302]] })])
    const cut = parts.map((part) =>
      part.name === 'content.xml' ? { ...part, content: part.content.slice(0, -300) } : part,
    )
    expect(await read(toZip(cut))).toMatchObject({ whole: false })
  })
})
