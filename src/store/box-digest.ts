/** The digest of a part's boxes as they stand in the store; `BoxWriter` makes the same one while it writes them. */
import { createHash } from 'node:crypto'
import { DIGESTED } from './box-writer.ts'
import type { Connection } from './database.ts'

const TAGS = {
  block: 'SELECT substr(box, -16) AS tag FROM block WHERE part = ? ORDER BY ordinal',
  segment: 'SELECT substr(box, -16) AS tag FROM segment WHERE part = ? ORDER BY id',
  segment_index: 'SELECT substr(box, -16) AS tag FROM segment_index WHERE part = ? ORDER BY rowid',
  dictionary: 'SELECT substr(box, -16) AS tag FROM dictionary WHERE part = ? ORDER BY rowid',
  probe: 'SELECT substr(box, -16) AS tag FROM probe WHERE part = ?',
  query_block: 'SELECT substr(box, -16) AS tag FROM query_block WHERE part = ? ORDER BY ordinal',
} as const

/** SHA-256 over the SHA-256 of each table's tags, hexadecimal. */
export function boxDigest(db: Connection, part: number): string {
  const all = createHash('sha256')
  for (const table of DIGESTED) {
    const tags = createHash('sha256')
    for (const { tag } of db.prepare<[number], { tag: Buffer }>(TAGS[table]).iterate(part))
      tags.update(tag)
    all.update(tags.digest())
  }
  return all.digest('hex')
}
