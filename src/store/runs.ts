/** Stored runs of `match`: the patterns document, the provenance document and what they rest on beside, sealed. */

import { createHash } from 'node:crypto'
import { AppError } from '../core/error.ts'
import type { Connection } from './database.ts'
import type { Sealer } from './seal.ts'
import type { TrailEvent } from './trail.ts'

export interface StoredRun {
  readonly run: number
  readonly created: string
  /** JSON texts, each in one line. */
  readonly patterns: string
  readonly document: string
  /** In the box of the document, as its second line; `null` for a run that was stored without. */
  readonly basis: string | null
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
  const seal = (kind: 'patterns' | 'document', text: string) =>
    sealer.seal(place(stored.run, kind), Buffer.from(text))
  const { run, created, patterns, document, basis } = stored
  const lines = basis === null ? document : `${document}\n${basis}`
  db.prepare(SQL.add).run(run, created, seal('patterns', patterns), seal('document', lines))
}

export const listRuns = (db: Connection): { run: number; created: string }[] =>
  db.prepare<[], { run: number; created: string }>(SQL.list).all()

/** Whether the run is the one that was recorded: a box of another case's run 3 under the same key would open as well. */
export function runFault(
  { run, document }: StoredRun,
  events: readonly TrailEvent[],
): string | null {
  const entry = events.find((event) => event.action === 'match' && event['run'] === run)
  if (entry === undefined) return `run ${run} is in the store but not in the trail`
  const digest = entry['digest']
  // Entries of the first version say nothing of the document.
  const isSame =
    digest === undefined || digest === createHash('sha256').update(document).digest('hex')
  return isSame ? null : `run ${run} is not the one that the trail tells of`
}

/** @throws AppError USAGE where there is no such run */
export function readRun(db: Connection, sealer: Sealer, run: number): StoredRun {
  type Row = { run: number; created: string; patterns: Buffer; document: Buffer }
  const row = db.prepare<[number], Row>(SQL.one).get(run)
  if (row === undefined)
    throw new AppError('USAGE', `there is no run ${run}`, { hint: 'leakcheck match stores one' })
  const open = (kind: 'patterns' | 'document') =>
    sealer.open(place(run, kind), row[kind]).toString('utf8')
  const [document = '', basis = null] = open('document').split('\n')
  return { run, created: row.created, patterns: open('patterns'), document, basis }
}
