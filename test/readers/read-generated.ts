/**
 * Reads a generated file of a format and of so many megabytes, and prints how many rows it gave: run in a process whose
 * heap is kept small, it shows that memory does not grow with the file.
 */
import { argv, stdout } from 'node:process'
import { READERS } from '../../src/readers/index.ts'

const [, , format, megabytes] = argv

async function* generate(row: (index: number) => string, opening = '', closing = '') {
  yield opening
  for (let bytes = 0, index = 0; bytes < Number(megabytes) * 1e6; ) {
    let piece = ''
    for (; piece.length < 131_072; index++) piece += row(index)
    bytes += piece.length
    yield piece
  }
  yield closing
}

const person = (index: number) => ({
  mobile: String(9_000_000_000 + index),
  name: `Asha ${index % 977}`,
})

const message = (index: number): string => {
  const { mobile, name } = person(index)
  const isQuery = index % 2 === 0
  const text = isQuery ? mobile : [{ type: 'bold', text: 'Name' }, `: ${name}\nMobile: ${mobile}`]
  const from_id = isQuery ? 'user1' : 'user5'
  return `${index === 0 ? '' : ','}${JSON.stringify({ id: index, type: 'message', date: '2023-06-12T10:00:00', from_id, text })}`
}

const pageMessage = (index: number): string => {
  const { mobile, name } = person(index)
  const [from, text] =
    index % 2 === 0 ? ['Asker', mobile] : ['Bot', `Name: ${name}<br>Mobile: ${mobile}`]
  return `<div class="message default" id="message${index}"><div class="body"><div class="from_name">${from}</div><div class="text">${text}</div></div></div>\n`
}

const FILES: Record<string, AsyncIterable<string>> = {
  csv: generate((index) => `${Object.values(person(index)).join()},"Pune, ""MH""\n${index}"\n`),
  'telegram-html': generate(
    pageMessage,
    '<html><body><div class="page_body chat_page">',
    '</div></body></html>',
  ),
  json: generate((index) => `${index === 0 ? '' : ','}${JSON.stringify(person(index))}`, '[', ']'),
  sql: generate(
    (index) => `${index === 0 ? '' : ','}('${Object.values(person(index)).join("','")}')\n`,
    'INSERT INTO people VALUES ',
    ';',
  ),
  whatsapp: generate((index) => {
    const { mobile, name } = person(index)
    const said = index % 2 === 0 ? `Asker: ${mobile}` : `Bot: Name: ${name}\nMobile: ${mobile}`
    return `12/06/2023, 21:41 - ${said}\n`
  }),
  vcard: generate((index) => {
    const { mobile, name } = person(index)
    return `BEGIN:VCARD\nFN:${name}\nTEL:${mobile}\nEND:VCARD\n`
  }),
  'html-table': generate(
    (index) => `<tr><td>${Object.values(person(index)).join('</td><td>')}</td></tr>\n`,
    '<html><table>',
    '</table></html>',
  ),
  blocks: generate((index) => {
    const { mobile, name } = person(index)
    return `Mobile: ${mobile}\nName: ${name}\n\n`
  }),
  'stealer-log': generate(
    (index) =>
      `URL: https://a.example/${index}\nUsername: ${person(index).mobile}\nPassword: x\n===\n`,
  ),
  transcript: generate(
    (index) => `shot ${index},${person(index).mobile},,${Object.values(person(index)).join()}\n`,
    'transcribed from,asked,asked at,mobile,name\n',
  ),
  text: generate((index) => `call ${person(index).name} on ${person(index).mobile} today\n`),
  telegram: generate(message, '{"name":"x","type":"bot_chat","id":5,"messages":[', ']}'),
}

const reader = READERS.find(({ name }) => name === format)
const text = FILES[format ?? '']
if (reader === undefined || text === undefined) throw new Error('unknown format')
const reading = reader.read({ text, signal: new AbortController().signal })
let rows = 0
for await (const batch of reading.batches) rows += batch.rows.length
stdout.write(JSON.stringify({ rows, whole: reading.ending().whole }))
