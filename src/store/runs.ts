/** Stored runs of `match`: the patterns document and the provenance document, sealed. */
import { AppError } from '../core/error.ts'
import type { Connection } from './database.ts'
import type { Sealer } from './seal.ts'

export interface StoredRun {
  readonly run: number
  readonly created: string
  /** JSON texts. */
  readonly patterns: string
  readonly document: string
}

const SQL = {
  next: 'SELECT coalesce(max(id), 0) + 1 AS run FROM run',
  add: 'INSERT INTO run (id, created, patterns, document) VALUES (?, ?, ?, ?)',
  one: 'SELECT id AS run, created, patterns, document FROM run WHERE id = ?',
  list: 'SELECT id AS run, created FROM run ORDER BY id',
} as const

const place = (run: number, kind: 'patterns' | 'document') =>
  ({ table: 'run', kind, version: '1', owner: run, ordinal: 0, count: 1 }) as const

export function nextRun(db: Connection): number {
  return db.prepare<[], { run: number }>(SQL.next).get()?.run ?? 1
}

export function addRun(db: Connection, sealer: Sealer, stored: StoredRun): void {
  const seal = (kind: 'patterns' | 'document') =>
    sealer.seal(place(stored.run, kind), Buffer.from(stored[kind]))
  db.prepare(SQL.add).run(stored.run, stored.created, seal('patterns'), seal('document'))
}

export const listRuns = (db: Connection): { run: number; created: string }[] =>
  db.prepare<[], { run: number; created: string }>(SQL.list).all()

/** @throws AppError USAGE where there is no such run */
export function readRun(db: Connection, sealer: Sealer, run: number): StoredRun {
  type Row = { run: number; created: string; patterns: Buffer; document: Buffer }
  const row = db.prepare<[number], Row>(SQL.one).get(run)
  if (row === undefined)
    throw new AppError('USAGE', `there is no run ${run}`, { hint: 'leakcheck match stores one' })
  const open = (kind: 'patterns' | 'document') =>
    sealer.open(place(run, kind), row[kind]).toString('utf8')
  return { run, created: row.created, patterns: open('patterns'), document: open('document') }
}
