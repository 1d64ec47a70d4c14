/** The digest of everything that stands in clear: each trail entry holds it, so that no clear column can change unseen. */
import { createHash } from 'node:crypto'
import type { Connection } from './database.ts'

/** What the boxes' associated data does not bind; `case_file.erasing` is left out, for it says nothing of the evidence. */
const CLEAR = [
  'SELECT case_id, check_value, commitment, created, noticed, operator, reference FROM case_file ORDER BY id',
  'SELECT id, name, role, stated FROM source ORDER BY id',
  'SELECT id, source, name, sha256, bytes, options, ingested, account FROM file ORDER BY id',
  'SELECT id, file, ordinal, records, layout, filled FROM part ORDER BY id',
  'SELECT part, kind, version, segments, tokens FROM segment_index NOT INDEXED ORDER BY part, kind',
  'SELECT part, ordinal, count FROM query_block NOT INDEXED ORDER BY part, ordinal',
  'SELECT id, created FROM run ORDER BY id',
  // A number that is given out twice would let an old box stand in a new one's place.
  'SELECT name, seq FROM sqlite_sequence ORDER BY name',
] as const

/** Tables that came with format 2 count only where they hold something: a case of format 1 stays as its trail left it. */
const LATER = [
  'SELECT source, hex(substr(box, -16)) FROM custody ORDER BY source',
  'SELECT sequence, hex(reply) FROM stamp ORDER BY sequence',
] as const

/** SHA-256 over the rows as JSON arrays, one a line, hexadecimal. */
export function stateDigest(db: Connection): string {
  const digest = createHash('sha256')
  for (const sql of [...CLEAR, ...LATER.filter((later) => holdsRows(db, later))]) {
    digest.update(`${sql}\n`)
    for (const row of db.prepare<[], unknown[]>(sql).raw().iterate())
      digest.update(`${JSON.stringify(row)}\n`)
  }
  return digest.digest('hex')
}

const holdsRows = (db: Connection, sql: string): boolean => db.prepare(sql).get() !== undefined
