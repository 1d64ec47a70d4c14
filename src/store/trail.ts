/** The audit trail: entries as exact bytes, chained by hash, each with an HMAC under the case key. */
import { createHash, createHmac } from 'node:crypto'
import { AppError } from '../core/error.ts'
import type { CaseKey } from '../tokens/case-key.ts'
import type { Connection } from './database.ts'
import { object, text } from './shape.ts'
import { stateDigest } from './state.ts'

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
  last: 'SELECT sequence, entry, hash, mac FROM trail ORDER BY sequence DESC LIMIT 2',
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

/** Appends within the transaction of what it records, after its last write: the entry holds the digest of the state. */
export function appendTrail(db: Connection, key: CaseKey, entry: TrailEntry): TrailHead {
  const last = db.prepare<[], { sequence: number; hash: Buffer }>(SQL.head).get()
  const sequence = (last?.sequence ?? 0) + 1
  const bytes = Buffer.from(JSON.stringify({ ...entry, state: stateDigest(db) }), 'utf8')
  const hash = entryHash(sequence, last?.hash ?? START, bytes)
  db.prepare(SQL.append).run(sequence, bytes, hash, entryMac(key, hash))
  return { sequence, hash: hash.toString('hex') }
}

export const trailRows = (db: Connection): TrailRow[] => db.prepare<[], TrailRow>(SQL.all).all()

/** The first entry that does not follow, in words, or `null`. */
export function trailFault(rows: readonly TrailRow[], key: CaseKey): string | null {
  if (rows.length === 0) return 'the trail is empty'
  for (const [i, row] of rows.entries()) {
    const fault =
      row.sequence === i + 1
        ? entryFault(row, rows[i - 1]?.hash ?? START, key)
        : `trail entry ${i + 1} is missing`
    if (fault !== null) return fault
  }
  return null
}

function entryFault(row: TrailRow, previous: Uint8Array, key: CaseKey): string | null {
  const { sequence, entry, hash, mac } = row
  if (![entry, hash, mac].every(Buffer.isBuffer)) return `trail entry ${sequence} is damaged`
  if (!entryHash(sequence, previous, entry).equals(hash))
    return `trail entry ${sequence} does not follow from the one before`
  return entryMac(key, hash).equals(mac)
    ? null
    : `trail entry ${sequence} was not written with this key`
}

/** Whether what stands in clear is what the newest entry left behind; in words, or `null`. */
export function stateFault(db: Connection, key: CaseKey): string | null {
  const [last, before] = db.prepare<[], TrailRow>(SQL.last).all()
  if (last === undefined) return 'the trail is empty'
  const fault = entryFault(last, before?.hash ?? START, key)
  if (fault !== null) return fault
  return eventOf(last).state === stateDigest(db)
    ? null
    : 'what case.db says of its sources, files and runs is not what the newest trail entry left'
}

/** An entry as it can be read, with its place. */
export interface TrailEvent extends TrailEntry, TrailHead {
  readonly state: string
}

export const trailEvents = (db: Connection): TrailEvent[] => trailRows(db).map(eventOf)

const ENTRY = object({
  action: text,
  at: text,
  operator: text,
  host: text,
  version: text,
  state: text,
})

/** @throws AppError STORE_DAMAGED */
function eventOf({ sequence, entry, hash }: TrailRow): TrailEvent {
  try {
    const read = JSON.parse(entry.toString('utf8'))
    if (ENTRY(read)) return { ...read, sequence, hash: hash.toString('hex') }
  } catch (cause) {
    throw unreadable(sequence, cause)
  }
  throw unreadable(sequence)
}

const unreadable = (sequence: number, cause?: unknown): AppError =>
  new AppError('STORE_DAMAGED', `trail entry ${sequence} cannot be read`, { cause })
