/** Files of any size in every format, of invented people, the same for the same size; for measurements. */
import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { inventAadhaar, inventPhone, inventSeries } from '../src/demo/identifiers.ts'
import { Random } from '../src/demo/random.ts'
import { toOds } from '../test/readers/open-document.ts'
import { toWorkbook } from '../test/readers/workbook.ts'

const PEOPLE = 5000
const HEADER = ['name', 'mobile', 'aadhaar', 'email', 'city']
const random = new Random('generated files')
const series = inventSeries(random)
const given = ['Asha', 'Ravi', 'Meena', 'Lakshmi', 'Mohan', 'Farida', 'Imran', 'Sunita']
const family = ['Bhide', 'Menon', 'Nair', 'Iyer', 'Kulkarni', 'Khan', 'Das']
const people = Array.from({ length: PEOPLE }, (_, i) => [
  `${random.pick(given)} ${random.pick(family)}`,
  inventPhone(random, series),
  inventAadhaar(random),
  `person.${i}@mail.example`,
  random.pick(['Pune', 'Kochi', 'Delhi', 'New Delhi, NCT']),
])
const person = (index: number): readonly string[] => people[index % PEOPLE] ?? []
const cell = (index: number, column: number): string => person(index)[column] ?? ''
const pairs = (index: number): string[] =>
  HEADER.map((key, column) => `${key}: ${cell(index, column)}`)
const record = (index: number): string =>
  JSON.stringify(Object.fromEntries(HEADER.map((key, column) => [key, cell(index, column)])))
const csvRow = (cells: readonly string[]): string =>
  cells.map((text) => (text.includes(',') ? `"${text}"` : text)).join()

interface Written {
  readonly opening?: string
  readonly row: (index: number) => string
  readonly closing?: string
}

const separated = (index: number): string => (index === 0 ? '' : ',')
const message = (index: number): string => {
  const isQuery = index % 2 === 0
  const text = isQuery ? cell(index, 1) : pairs(index).join('\n')
  const from_id = isQuery ? 'user1' : 'user5'
  const date = '2023-06-12T10:00:00'
  return separated(index) + JSON.stringify({ id: index, type: 'message', date, from_id, text })
}
const pageMessage = (index: number): string => {
  const [from, text] =
    index % 2 === 0 ? ['Asker', cell(index, 1)] : ['Bot', pairs(index).join('<br>')]
  return `<div class="message default" id="message${index}"><div class="body"><div class="pull_right date details" title="12.06.2023 10:00:00 UTC+05:30">10:00</div><div class="from_name">${from}</div><div class="text">${text}</div></div></div>\n`
}

const TEXTS: Readonly<Record<string, Written>> = {
  csv: { opening: `${HEADER.join()}\n`, row: (i) => `${csvRow(person(i))}\n` },
  telegram: {
    opening: '{"name":"x","type":"bot_chat","id":5,"messages":[',
    row: message,
    closing: ']}',
  },
  'telegram-html': {
    opening: '<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_body chat_page">',
    row: pageMessage,
    closing: '</div></div></body></html>',
  },
  whatsapp: {
    row: (i) =>
      `12/06/2023, 21:41 - ${i % 2 === 0 ? `Asker: ${cell(i, 1)}` : `Bot: ${pairs(i).join('\n')}`}\n`,
  },
  json: { row: (i) => `${record(i)}\n` },
  sql: {
    opening: '-- MySQL dump 10.13\n',
    row: (i) =>
      `${i % 1000 === 0 ? `${i === 0 ? '' : ';\n'}INSERT INTO \`people\` (\`${HEADER.join('`,`')}\`) VALUES ` : ','}('${person(i).join("','")}')`,
    closing: ';\n-- Dump completed\n',
  },
  vcard: {
    row: (i) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${cell(i, 0)}\r\nTEL;TYPE=CELL:${cell(i, 1)}\r\nEMAIL:${cell(i, 3)}\r\nEND:VCARD\r\n`,
  },
  'html-table': {
    opening: `<html><table><tr><th>${HEADER.join('</th><th>')}</th></tr>`,
    row: (i) => `<tr><td>${person(i).join('</td><td>')}</td></tr>\n`,
    closing: '</table></html>',
  },
  'stealer-log': {
    row: (i) =>
      `URL: https://portal.example/${i}\nUsername: ${cell(i, i % 2 === 0 ? 1 : 3)}\nPassword: x${i}\nApplication: Chrome_Default\n===============\n`,
  },
  blocks: { row: (i) => `${pairs(i).join('\n')}\n\n` },
  transcript: {
    opening: `transcribed from,asked,asked at,${HEADER.join()}\n`,
    row: (i) => `shot ${i},${cell(i, 1)},2023-06-12 10:04,${csvRow(person(i))}\n`,
  },
  text: {
    row: (i) =>
      `${i % 3 === 0 ? 'they rang' : 'call'} ${cell(i, 0)} on mobile ${cell(i, 1)} or write to ${cell(i, 3)}${i % 5 === 0 ? ' soon' : ''}\n`,
  },
}

/** The rows of a text format, piece by piece, until so many bytes are written. */
export function* generatedText(format: string, bytes: number): Generator<Buffer> {
  const written = TEXTS[format]
  if (written === undefined) throw new Error(`${format} is no text`)
  let piece = written.opening ?? ''
  for (let done = 0, index = 0; done < bytes; index++) {
    piece += written.row(index)
    if (piece.length < 131_072) continue
    done += piece.length
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece + (written.closing ?? ''))
}

/** Rows whose sheet takes about so many bytes before it is packed. */
const sheetRows = (bytes: number): string[][] => [
  HEADER,
  ...Array.from({ length: Math.floor(bytes / 500) }, (_, i) => [...person(i)]),
]

export async function writeGenerated(format: string, path: string, bytes: number): Promise<void> {
  if (format === 'xlsx') writeFileSync(path, toWorkbook([{ name: 'p', rows: sheetRows(bytes) }]))
  else if (format === 'ods') writeFileSync(path, toOds([{ name: 'p', rows: sheetRows(bytes) }]))
  else if (format === 'sqlite') writeDatabase(path, bytes)
  else await writeText(format, path, bytes)
}

async function writeText(format: string, path: string, bytes: number): Promise<void> {
  const file = createWriteStream(path)
  for (const piece of generatedText(format, bytes)) {
    if (!file.write(piece)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}

function writeDatabase(path: string, bytes: number): void {
  const database = new DatabaseSync(path)
  database.exec(`CREATE TABLE people(${HEADER.join()}); BEGIN`)
  const insert = database.prepare(`INSERT INTO people VALUES (${HEADER.map(() => '?').join()})`)
  for (let index = 0; index * 80 < bytes; index++) insert.run(...person(index))
  database.exec('COMMIT')
  database.close()
}
