/** The audit trail: entries as exact bytes, chained by hash, each with an HMAC under the case key. */
import { createHash, createHmac } from 'node:crypto'
import type { CaseKey } from '../tokens/case-key.ts'
import type { Connection } from './database.ts'

/** What an entry says; texts are ours or the operator's, never from a dump. */
export interface TrailEntry {
  readonly action: string
  readonly at: string
  readonly operator: string
  readonly host: string
  readonly version: string
  readonly [detail: string]: unknown
}

/** The newest entry: its number and hash, hexadecimal. */
export interface TrailHead {
  readonly sequence: number
  readonly hash: string
}

export interface TrailRow {
  readonly sequence: number
  readonly entry: Buffer
  readonly hash: Buffer
  readonly mac: Buffer
}

const SQL = {
  head: 'SELECT sequence, hash FROM trail ORDER BY sequence DESC LIMIT 1',
  append: 'INSERT INTO trail (sequence, entry, hash, mac) VALUES (?, ?, ?, ?)',
  all: 'SELECT sequence, entry, hash, mac FROM trail ORDER BY sequence',
} as const

const START = Buffer.alloc(32)

/** SHA-256('leakcheck/trail/1' | u64 sequence, big-endian | previous hash | entry). */
export function entryHash(sequence: number, previous: Uint8Array, entry: Uint8Array): Buffer {
  const number = Buffer.alloc(8)
  number.writeBigUInt64BE(BigInt(sequence))
  return createHash('sha256')
    .update('leakcheck/trail/1')
    .update(number)
    .update(previous)
    .update(entry)
    .digest()
}

export const entryMac = (key: CaseKey, hash: Uint8Array): Buffer =>
  createHmac('sha256', key.derivation.subkey('trail')).update(hash).digest()

/** Appends within the transaction of what it records. */
export function appendTrail(db: Connection, key: CaseKey, entry: TrailEntry): TrailHead {
  const last = db.prepare<[], { sequence: number; hash: Buffer }>(SQL.head).get()
  const sequence = (last?.sequence ?? 0) + 1
  const bytes = Buffer.from(JSON.stringify(entry), 'utf8')
  const hash = entryHash(sequence, last?.hash ?? START, bytes)
  db.prepare(SQL.append).run(sequence, bytes, hash, entryMac(key, hash))
  return { sequence, hash: hash.toString('hex') }
}

export const trailRows = (db: Connection): TrailRow[] => db.prepare<[], TrailRow>(SQL.all).all()

/** The first entry that does not follow, in words, or `null`. */
export function trailFault(rows: readonly TrailRow[], key: CaseKey): string | null {
  let previous: Buffer = START
  for (const [i, row] of rows.entries()) {
    if (row.sequence !== i + 1) return `trail entry ${i + 1} is missing`
    const hash = entryHash(row.sequence, previous, row.entry)
    if (!hash.equals(row.hash))
      return `trail entry ${row.sequence} does not follow from the one before`
    if (!entryMac(key, hash).equals(row.mac))
      return `trail entry ${row.sequence} was not written with this key`
    previous = hash
  }
  return null
}
