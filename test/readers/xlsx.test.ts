/** Workbooks: what cells hold, where tables begin, limits, damage, and passwords. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import type { EvidenceFile } from '../../src/evidence/file.ts'
import { startReading } from '../../src/readers/index.ts'
import type { RowBatch } from '../../src/readers/reader.ts'
import { openBytes } from '../evidence/scratch.ts'
import { toZip } from '../evidence/zip.ts'
import { partsOf, toWorkbook } from './workbook.ts'

const signal = new AbortController().signal

async function readOpened(file: EvidenceFile) {
  try {
    const { format, reading } = await startReading(file, signal)
    const batches: RowBatch[] = await Array.fromAsync(reading.batches)
    const { ending } = await file.finish()
    const rejected = batches.map((batch) => batch.rejected)
    return {
      format,
      dialect: reading.dialect(),
      whole: ending.whole && reading.ending().whole,
      rejected: Object.assign({}, ...rejected) as Record<string, number>,
      columns: [...new Set(batches.map(({ table }) => table))].map(({ columns }) =>
        columns.map((column) => column?.expose() ?? null),
      ),
      rows: batches.flatMap(({ rows }) => rows.expose()),
    }
  } finally {
    await file.close()
  }
}

const read = async (bytes: Uint8Array) => readOpened(await openBytes(bytes))
const ROWS = [
  ['name', 'mobile', 'city'],
  ['Asha Bhide', '9822011201', 'Pune'],
  ['Ravi & <Menon>', 9845022302, ''],
]
const PEOPLE = { name: 'People', rows: ROWS }

/** The first cell of a row of XML, under a row that is no header. */
async function cell(xml: string, is1904 = false): Promise<string | undefined> {
  const sheet = {
    name: 'x',
    rows: [],
    xml: `<row r="1"><c><v>1</v></c></row><row r="2">${xml}</row>`,
  }
  return (await read(toWorkbook([sheet], is1904))).rows[1]?.[0]
}

test('a sheet is a table with its header', async () => {
  expect(await read(toWorkbook([PEOPLE]))).toEqual({
    format: 'xlsx',
    dialect: '1 sheet',
    whole: true,
    rejected: {},
    columns: [['name', 'mobile', 'city']],
    rows: [
      ['Asha Bhide', '9822011201', 'Pune'],
      ['Ravi & <Menon>', '9845022302', ''],
    ],
  })
})

test('every sheet is one, the hidden ones too', async () => {
  const hidden = { name: 'Old', state: 'veryHidden', rows: [['pan'], ['ABCPE1234F']] }
  const { dialect, columns, rows } = await read(toWorkbook([PEOPLE, hidden]))
  expect(dialect).toBe('2 sheets, 1 of them hidden')
  expect(columns[1]).toEqual(['pan'])
  expect(rows[2]).toEqual(['ABCPE1234F'])
})

test('lines above the header and headers that come again are counted', async () => {
  const rows = [['List of beneficiaries'], [], ...ROWS, ROWS[0] ?? [], ['Meena', 9811033403]]
  const result = await read(toWorkbook([{ name: 'x', rows }]))
  expect(result.rejected).toEqual({ preamble: 1, 'repeated-header': 1 })
  expect(result.rows).toHaveLength(3)
})

test('a sheet without a header is rows', async () => {
  const { columns, rows } = await read(toWorkbook([{ name: 'x', rows: ROWS.slice(1) }]))
  expect(columns).toEqual([[null, null, null]])
  expect(rows).toHaveLength(2)
})

describe('cells', () => {
  test.each([
    ['<c r="A1"><v>9822011201</v></c>', '9822011201'],
    ['<c r="A1" s="3"><v>9.822011201E9</v></c>', '9822011201'],
    ['<c r="A1"><v>9.1987654321000001E+11</v></c>', '919876543210.00001'],
    ['<c r="A1"><v>2.34123412346E11</v></c>', '234123412346'],
    ['<c r="A1"><v>1.5E-3</v></c>', '1.5E-3'],
    ['<c r="A1" t="str"><f>A2&amp;""</f><v>cached</v></c>', 'cached'],
    ['<c r="A1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>', 'inline'],
    ['<c r="A1" t="inlineStr"><is><t>山</t><rPh><t>やま</t></rPh></is></c>', '山'],
    ['<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['<c r="A1" s="1"><v>27428</v></c>', '1975-02-03'],
    ['<c r="A1" s="2"><v>27428.5</v></c>', '1975-02-03T12:00:00'],
    ['<c r="A1" s="1"><v>59</v></c>', '1900-02-28'],
    ['<c r="A1" s="1"><v>61</v></c>', '1900-03-01'],
    ['<c r="A1" s="1"><v>9822011201</v></c>', '9822011201'],
    ['<c><v>7</v></c>', '7'],
  ])('%s', async (xml, text) => {
    expect(await cell(xml)).toBe(text)
  })

  test('days may count from 1904', async () => {
    expect(await cell('<c r="A1" s="1"><v>25966</v></c>', true)).toBe('1975-02-03')
  })

  test('places decide the column, and gaps are blank', async () => {
    const xml = '<row r="1"><c r="C1"><v>3</v></c><c r="AA1"><v>27</v></c></row>'
    const { rows } = await read(toWorkbook([{ name: 'x', rows: [], xml }]))
    expect(rows[0]?.map((text, column) => [text, column]).filter(([text]) => text !== '')).toEqual([
      ['3', 2],
      ['27', 26],
    ])
  })
})

describe('refused', () => {
  const withPart = (name: string, content: string): Buffer =>
    toZip(partsOf([PEOPLE]).map((part) => (part.name === name ? { name, content } : part)))

  test('entities and document types', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`
    await expect(read(withPart('xl/sharedStrings.xml', bomb))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining('document type'),
    })
  })

  test.each([
    ['the nesting', '<a>'.repeat(LIMITS.xmlDepth + 1)],
    ['a text', `<sst><si><t>${'x '.repeat(2 * LIMITS.recordBytes)}`],
  ])('%s over the limit', async (_, content) => {
    await expect(read(withPart('xl/styles.xml', content))).rejects.toMatchObject({
      code: 'INPUT_LIMIT',
    })
  })

  test('a member that unpacks to hundreds of times its size', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, ' ')
    const parts = [...partsOf([PEOPLE])].filter(({ name }) => name !== 'xl/styles.xml')
    await expect(read(toZip([...parts, { name: 'xl/styles.xml', content }]))).rejects.toMatchObject(
      { code: 'INPUT_LIMIT' },
    )
  })

  test('passwords, by their name', async () => {
    const [first, ...rest] = partsOf([PEOPLE])
    const locked = first === undefined ? [] : [{ ...first, lie: { encrypted: true } }, ...rest]
    await expect(read(toZip(locked))).rejects.toThrow('encrypted')
  })

  test('a document that is no workbook, without the names of its parts', async () => {
    const zip = toZip([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: '9822011201.xml', content: '<document/>' },
    ])
    await expect(read(zip)).rejects.toThrow(/^dump\.csv is a document of parts and no workbook$/)
  })
})

describe('damage', () => {
  test('an archive cut at any byte is refused', async () => {
    const bytes = toWorkbook([PEOPLE])
    for (let cut = 5; cut < bytes.length; cut += 7) {
      await expect(read(bytes.subarray(0, cut))).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' })
    }
  })

  test('a member whose sum is wrong is not whole', async () => {
    const parts = partsOf([PEOPLE]).map((part) =>
      part.name.includes('sheet1') ? { ...part, lie: { crc: 1 } } : part,
    )
    expect(await read(toZip(parts))).toMatchObject({ whole: false })
  })

  test('XML that breaks off keeps the rows before, and is not whole', async () => {
    const parts = partsOf([PEOPLE]).map((part) =>
      part.name.includes('sheet1')
        ? { ...part, content: String(part.content).split('9845022302')[0] ?? '' }
        : part,
    )
    const { rows, whole } = await read(toZip(parts))
    expect({ rows: rows.length, whole }).toEqual({ rows: 1, whole: false })
  })

  test('a sheet that is missing is told', async () => {
    const parts = partsOf([PEOPLE, PEOPLE]).filter(({ name }) => !name.includes('sheet2'))
    expect(await read(toZip(parts))).toMatchObject({ whole: false })
  })
})

test('a workbook that was packed once more is held and read', async () => {
  const { rows, whole } = await read(gzipSync(toWorkbook([PEOPLE])))
  expect({ rows: rows.length, whole }).toEqual({ rows: 2, whole: true })
})
