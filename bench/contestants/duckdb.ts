/**
 * The same outcome in DuckDB: typed columns, each value normalised once, HMAC-SHA-256 cut to 128 bits (as UUID, its fixed type
 * of that width), tokens sorted with their rows, a keyed hash of every attribute. It checks less: no Verhoeff, no numbering plan.
 */
import { randomBytes } from 'node:crypto'
import { DuckDBInstance } from '@duckdb/node-api'

const [input = '', output = '', threads = '2'] = process.argv.slice(2)
const BLOCK_BYTES = 64

const instance = await DuckDBInstance.create(output, { threads, memory_limit: '1GB' })
const db = await instance.connect()

/** `key ⊕ pad` as a blob literal: HMAC's two prefixes. */
function padded(key: Uint8Array, pad: number): string {
  const bytes = Buffer.alloc(BLOCK_BYTES, pad)
  key.forEach((byte, i) => {
    bytes[i] = byte ^ pad
  })
  return `unhex('${bytes.toString('hex')}')`
}

function hmac(text: string): string {
  const key = randomBytes(32)
  const inner = `unhex(sha256(${padded(key, 0x36)} || encode(${text})))`
  return `substr(sha256(${padded(key, 0x5c)} || ${inner}), 1, 32)::UUID`
}

await db.run(`CREATE TABLE record AS
  SELECT row_number() OVER () - 1 AS row,
    regexp_extract(replace(replace(phone, ' ', ''), '-', ''), '^(?:\\+?91|0)?([6-9]\\d{9})$', 1) AS phone,
    regexp_extract(replace(replace(aadhaar, ' ', ''), '-', ''), '^([2-9]\\d{11})$', 1) AS aadhaar,
    regexp_extract(upper(trim(pan)), '^([A-Z]{5}\\d{4}[A-Z])$', 1) AS pan,
    hash(lower(trim(name)), 11)::UBIGINT AS name,
    list_transform(string_split(lower(trim(name)), ' '), word -> (hash(word, 12) % 8388608)::UINTEGER) AS words,
    hash(trim(name), 13)::UBIGINT AS exact,
    TRY_CAST(yob AS SMALLINT) AS yob,
    hash(lower(gender), 14)::UBIGINT AS gender,
    hash(lower(district), 15)::UBIGINT AS district
  FROM read_csv('${input}', header = true, all_varchar = true)`)
for (const [kind, canonical] of [
  ['phone', "'+91' || phone"],
  ['aadhaar', 'aadhaar'],
  ['pan', 'pan'],
] as const) {
  await db.run(`CREATE TABLE token_${kind} AS
    SELECT ${hmac(canonical)} AS token, row::UINTEGER AS row FROM record WHERE ${kind} <> '' ORDER BY token`)
}
await db.run('ALTER TABLE record DROP phone')
await db.run('ALTER TABLE record DROP aadhaar')
await db.run('ALTER TABLE record DROP pan')
await db.run('CHECKPOINT')
