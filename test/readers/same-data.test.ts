/** The same people written in every format give the same rows, and no cut through any of them is taken for the end. */
import { expect, test } from 'vitest'
import { startReading } from '../../src/readers/index.ts'
import { openBytes } from '../evidence/scratch.ts'
import { insertsInto, toDatabase } from './database.ts'
import { toOds } from './open-document.ts'
import { toPage } from './telegram-page.ts'
import { toWorkbook } from './workbook.ts'

const HEADER = ['name', 'mobile', 'city']
const PEOPLE = [
  ['Asha "A" O\'Bhide', '9822011201', 'Pune; MH'],
  ['रवि <Menon> & Co', '9845022302', 'C:\\x, y'],
  ['Meena -- Nair', '9811033403', "it''s; (Kochi)"],
]

const records = PEOPLE.map((row) => Object.fromEntries(HEADER.map((key, i) => [key, row[i] ?? ''])))
const lines = (rows: readonly unknown[]): string =>
  `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
const pairs = (row: readonly string[]): string[] => HEADER.map((key, i) => `${key}: ${row[i]}`)
const replies = PEOPLE.map((row, id) => ({
  id,
  date: '2023-06-12T10:00:00',
  from: 'Lookup',
  from_id: 'user5',
  text: pairs(row).join('\n'),
}))

const doubled = (text: string): string => `'${text.replaceAll("'", "''")}'`
const escaped = (text: string): string => `'${text.replace(/[\\'"]/g, '\\$&')}'`
const tuple = (quote: (text: string) => string) => (row: readonly string[]) =>
  `(${row.map(quote).join(',')})`

const markup = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

interface Written {
  readonly format: string
  readonly bytes: string | Buffer
  /** Where a file could be whole as well: behind every row, or (delimited text of few rows) even inside a text. */
  readonly mayEnd?: 'after a row' | 'anywhere'
  /** How many cuts are tried at most, where one takes long. */
  readonly cuts?: number
}

const WRITTEN: Readonly<Record<string, Written>> = {
  'Telegram JSON': {
    format: 'telegram',
    bytes: JSON.stringify({ name: 'x', type: 'bot_chat', id: 5, messages: replies }),
  },
  'Telegram pages': { format: 'telegram-html', bytes: toPage({ title: 'x', messages: replies }) },
  'JSON array': { format: 'json', bytes: JSON.stringify(records, null, 2) },
  'JSON lines': { format: 'json', bytes: lines(records), mayEnd: 'after a row' },
  'MongoDB JSON': {
    format: 'json',
    bytes: lines(records.map((one) => ({ ...one, mobile: { $numberLong: one['mobile'] } }))),
    mayEnd: 'after a row',
  },
  'Elasticsearch bulk': {
    format: 'json',
    bytes: lines(records.flatMap((one) => [{ index: { _index: 'people' } }, one])),
    mayEnd: 'after a row',
  },
  'Elasticsearch hits': {
    format: 'json',
    bytes: JSON.stringify({ hits: { hits: records.map((one) => ({ _source: one })) } }),
  },
  mysqldump: {
    format: 'sql',
    bytes: `-- MySQL dump 10.13\nCREATE TABLE \`p\` (\n\`name\` text,\n\`mobile\` text,\n\`city\` text);\nINSERT INTO \`p\` VALUES ${PEOPLE.map(tuple(escaped)).join(',')};\n-- Dump completed`,
  },
  'pg_dump COPY': {
    format: 'sql',
    bytes: `COPY public.p (name, mobile, city) FROM stdin;\n${PEOPLE.map((row) => row.map((cell) => cell.replaceAll('\\', '\\\\')).join('\t')).join('\n')}\n\\.`,
  },
  'SQLite dump': {
    format: 'sql',
    bytes: `BEGIN TRANSACTION;\nCREATE TABLE p(name,mobile,city);\n${PEOPLE.map((row) => `INSERT INTO p VALUES${tuple(doubled)(row)};\n`).join('')}COMMIT;`,
  },
  'SQL Server script': {
    format: 'sql',
    bytes: PEOPLE.map(
      (row) =>
        `INSERT [dbo].[p] ([name],[mobile],[city]) VALUES ${tuple((text) => `N${doubled(text)}`)(row)}\n`,
    ).join(''),
    mayEnd: 'after a row',
  },
  CSV: {
    format: 'csv',
    bytes: [HEADER, ...PEOPLE]
      .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join()}\r\n`)
      .join(''),
    mayEnd: 'anywhere',
  },
  vCards: {
    format: 'vcard',
    bytes: PEOPLE.map(
      (row) =>
        `BEGIN:VCARD\r\nVERSION:4.0\r\n${row.map((cell, i) => `${['FN', 'X-MOBILE', 'X-CITY'][i]}:${cell.replace(/[\\,;]/g, '\\$&')}\r\n`).join('')}END:VCARD\r\n`,
    ).join(''),
    mayEnd: 'after a row',
  },
  'web page': {
    format: 'html-table',
    bytes: `<html><table>${[HEADER, ...PEOPLE].map((row) => `<tr>${row.map((cell) => `<td>${markup(cell)}</td>`).join('')}</tr>\n`).join('')}</table></html>`,
  },
  'WhatsApp chat': {
    format: 'whatsapp',
    bytes: PEOPLE.map(
      (row) =>
        `12/06/2023, 21:41 - Asker: who?\n12/06/2023, 21:41 - Lookup: ${pairs(row).join('\n')}\n`,
    ).join(''),
    mayEnd: 'anywhere',
  },
  'blocks of keys and values': {
    format: 'blocks',
    bytes: PEOPLE.map((row) => `${pairs(row).join('\n')}\n\n`).join(''),
    mayEnd: 'anywhere',
  },
  'screenshots, typed': {
    format: 'transcript',
    bytes: [['transcribed from', ...HEADER], ...PEOPLE.map((row) => ['shot 1', ...row])]
      .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join()}\r\n`)
      .join(''),
    mayEnd: 'anywhere',
  },
  'OpenDocument spreadsheet': {
    format: 'ods',
    bytes: toOds([{ name: 'p', rows: [HEADER, ...PEOPLE] }]),
  },
  'SQLite database': {
    format: 'sqlite',
    bytes: toDatabase(`CREATE TABLE p(name, mobile, city); ${insertsInto('p', PEOPLE)}`),
    cuts: 20,
  },
  workbook: { format: 'xlsx', bytes: toWorkbook([{ name: 'p', rows: [HEADER, ...PEOPLE] }]) },
}

async function read(bytes: string | Buffer) {
  const file = await openBytes(bytes)
  try {
    const { format, reading } = await startReading(file, new AbortController().signal)
    const rows: Record<string, string>[] = []
    for await (const batch of reading.batches) {
      const names = batch.table.columns.map((name) => name?.expose() ?? '')
      for (const row of batch.rows.expose()) {
        rows.push(Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])))
      }
    }
    const { ending } = await file.finish()
    return { format, rows, whole: ending.whole && reading.ending().whole }
  } finally {
    await file.close()
  }
}

test.each(Object.entries(WRITTEN))('%s gives the same rows', async (_, { format, bytes }) => {
  expect(await read(bytes)).toEqual({ format, rows: records, whole: true })
})

test('logins that a stealer kept give the same numbers', async () => {
  const logins = PEOPLE.map(
    ([name, mobile]) => `URL: https://a.example/\nUsername: ${mobile}\nPassword: ${name}\n\n`,
  )
  const { format, rows } = await read(logins.join(''))
  expect({ format, rows }).toEqual({
    format: 'stealer-log',
    rows: records.map(({ mobile }) => ({ url: 'https://a.example/', mobile })),
  })
})

const TELLING = Object.entries(WRITTEN).filter(([, { mayEnd }]) => mayEnd !== 'anywhere')

test.each(TELLING)('a cut through %s is never taken for the end', async (_, written) => {
  const { format, bytes, mayEnd, cuts = 500 } = written
  const whole = Buffer.from(bytes)
  // Every byte of a short file, one of two or three of a long one.
  const step = Math.ceil(whole.length / cuts)
  for (let cut = 1; cut < whole.length; cut += step) {
    const result = await read(whole.subarray(0, cut)).catch(() => null)
    // A comment alone is no dump yet, and holds nobody.
    if (result === null || !result.whole || result.format !== format) continue
    const lost = records.length - result.rows.length
    // Where a file may end after any row, what it still holds of them is whole.
    expect({ cut, lost, rows: result.rows }).toEqual({
      cut,
      lost: mayEnd === 'after a row' ? lost : 0,
      rows: records.slice(0, result.rows.length),
    })
  }
})
