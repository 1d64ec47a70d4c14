/** What a careful responder would write in an afternoon: csv-parse, libphonenumber-js, createHmac, one SQL row a token. */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse'
import parsePhoneNumber from 'libphonenumber-js/max'

const [input = '', output = ''] = process.argv.slice(2)
const keys = ['phone', 'aadhaar', 'pan'].map(() => createSecretKey(randomBytes(32)))
const db = new Database(output)
db.exec(`CREATE TABLE token (kind INTEGER, token BLOB, row INTEGER, PRIMARY KEY (kind, token, row)) WITHOUT ROWID;
  CREATE TABLE record (row INTEGER PRIMARY KEY, name TEXT, yob INTEGER, gender TEXT, district TEXT)`)
const token = db.prepare('INSERT OR IGNORE INTO token VALUES (?, ?, ?)')
const record = db.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?)')

const hash = (kind: number, text: string): Buffer =>
  createHmac('sha256', keys[kind] ?? '')
    .update(text)
    .digest()
    .subarray(0, 16)

db.exec('BEGIN')
let row = 0
for await (const cells of createReadStream(input).pipe(parse({ from_line: 2 }))) {
  const [phone, aadhaar, pan, name, yob, gender, district] = cells as string[]
  const number = parsePhoneNumber(phone ?? '', 'IN')
  if (number?.isValid()) token.run(0, hash(0, number.number), row)
  if (/^[2-9]\d{11}$/.test(aadhaar ?? '')) token.run(1, hash(1, aadhaar ?? ''), row)
  if (/^[A-Z]{5}\d{4}[A-Z]$/.test(pan ?? '')) token.run(2, hash(2, pan ?? ''), row)
  const keyed = [name, gender, district].map((text) =>
    hash(0, (text ?? '').toLowerCase()).toString('hex'),
  )
  record.run(row, keyed[0], Number(yob), keyed[1], keyed[2])
  row += 1
}
db.exec('COMMIT')
