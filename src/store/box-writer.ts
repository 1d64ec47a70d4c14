/** Seals the boxes of one part and inserts them; keeps the digest of their tags for the audit trail. */
import { createHash, type Hash } from 'node:crypto'
import type { Connection, Statement } from './database.ts'
import type { Sealer } from './seal.ts'
import { ENTRY_BYTES } from './segment.ts'

const SQL = {
  segment:
    'INSERT INTO segment (part, kind, version, ordinal, count, box) VALUES (?, ?, ?, ?, ?, ?)',
  index:
    'INSERT INTO segment_index (part, kind, version, segments, tokens, box) VALUES (?, ?, ?, ?, ?, ?)',
  block: 'INSERT INTO block (part, ordinal, count, box) VALUES (?, ?, ?, ?)',
  dictionary: 'INSERT INTO dictionary (part, attribute, count, box) VALUES (?, ?, ?, ?)',
  probe: 'INSERT INTO probe (part, count, box) VALUES (?, ?, ?)',
  queries: 'INSERT INTO query_block (part, ordinal, count, box) VALUES (?, ?, ?, ?)',
  spill: 'INSERT INTO spill (part, kind, lead, count, box) VALUES (?, ?, ?, ?, ?)',
  spilled: 'SELECT id, count, box FROM spill WHERE part = ? AND kind = ? AND lead = ? ORDER BY id',
  dropSpill: 'DELETE FROM spill WHERE part = ? AND kind = ? AND lead = ?',
} as const

interface Spilled {
  readonly count: number
  readonly box: Buffer
}

/** Tables whose boxes a digest covers, in its order. */
export const DIGESTED = [
  'block',
  'segment',
  'segment_index',
  'dictionary',
  'probe',
  'query_block',
] as const
type Digested = (typeof DIGESTED)[number]
const TAG_BYTES = 16

export class BoxWriter {
  readonly #db: Connection
  readonly #sealer: Sealer
  readonly #part: number
  readonly #statements = new Map<string, Statement>()
  readonly #tags = new Map<Digested, Hash>(DIGESTED.map((table) => [table, createHash('sha256')]))

  constructor(db: Connection, sealer: Sealer, part: number) {
    this.#db = db
    this.#sealer = sealer
    this.#part = part
  }

  segment(kind: string, version: string, ordinal: number, count: number, plain: Buffer): void {
    const box = this.#seal('segment', kind, version, ordinal, count, plain)
    this.#statement(SQL.segment).run(this.#part, kind, version, ordinal, count, box)
  }

  index(kind: string, version: string, segments: number, tokens: number, plain: Buffer): void {
    const box = this.#seal('segment_index', kind, version, tokens, segments, plain)
    this.#statement(SQL.index).run(this.#part, kind, version, segments, tokens, box)
  }

  block(ordinal: number, count: number, plain: Buffer): void {
    const box = this.#seal('block', '', '1', ordinal, count, plain)
    this.#statement(SQL.block).run(this.#part, ordinal, count, box)
  }

  dictionary(attribute: string, count: number, plain: Buffer): void {
    const box = this.#seal('dictionary', attribute, '1', 0, count, plain)
    this.#statement(SQL.dictionary).run(this.#part, attribute, count, box)
  }

  probe(count: number, plain: Buffer): void {
    const box = this.#seal('probe', '', '1', 0, count, plain)
    this.#statement(SQL.probe).run(this.#part, count, box)
  }

  queries(ordinal: number, count: number, plain: Buffer): void {
    const box = this.#seal('query_block', '', '1', ordinal, count, plain)
    this.#statement(SQL.queries).run(this.#part, ordinal, count, box)
  }

  /** Entries that wait, sealed, in the transaction until their leading byte, or a group of such, is sorted. */
  spill(kind: string, lead: number, entries: Buffer): void {
    const count = entries.length / ENTRY_BYTES
    const place = { table: 'spill', kind, version: '', owner: this.#part, ordinal: lead, count }
    this.#statement(SQL.spill).run(this.#part, kind, lead, count, this.#sealer.seal(place, entries))
  }

  takeSpill(kind: string, lead: number): Buffer {
    const rows = this.#statement(SQL.spilled).all(this.#part, kind, lead) as Spilled[]
    const entries = rows.map(({ count, box }) =>
      this.#sealer.open(
        { table: 'spill', kind, version: '', owner: this.#part, ordinal: lead, count },
        box,
      ),
    )
    this.#statement(SQL.dropSpill).run(this.#part, kind, lead)
    return Buffer.concat(entries)
  }

  /** Prepared once a part. */
  #statement(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql)
    this.#statements.set(sql, known)
    return known
  }

  /** SHA-256 over the SHA-256 of each table's tags, hexadecimal. */
  digest(): string {
    const all = createHash('sha256')
    for (const tags of this.#tags.values()) all.update(tags.digest())
    return all.digest('hex')
  }

  #seal(
    table: Digested,
    kind: string,
    version: string,
    ordinal: number,
    count: number,
    plain: Buffer,
  ): Buffer {
    const box = this.#sealer.seal(
      { table, kind, version, owner: this.#part, ordinal, count },
      plain,
    )
    this.#tags.get(table)?.update(box.subarray(-TAG_BYTES))
    return box
  }
}
