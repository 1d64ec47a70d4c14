/** Stored replies of time-stamping authorities, each with the trail entry whose hash it signs. */
import { AppError } from '../core/error.ts'
import type { Connection } from './database.ts'
import { checkedStamp, type TimeStamp } from './time-stamp.ts'
import type { TrailRow } from './trail.ts'

interface StampRow {
  /** Of the trail entry. */
  readonly sequence: number
  readonly reply: Buffer
}

const SQL = {
  add: 'INSERT INTO stamp (sequence, reply) VALUES (?, ?)',
  all: 'SELECT sequence, reply FROM stamp ORDER BY sequence',
} as const

const stampRows = (db: Connection): StampRow[] => db.prepare<[], StampRow>(SQL.all).all()

export interface StoredStamp extends Omit<TimeStamp, 'imprint'> {
  readonly sequence: number
}

/** The replies as they can be shown. @throws AppError STORE_DAMAGED where one does not hold */
export const storedStamps = (db: Connection): StoredStamp[] =>
  stampRows(db).map(({ sequence, reply }) => {
    try {
      const { imprint: _, ...shown } = checkedStamp(reply)
      return { sequence, ...shown }
    } catch (cause) {
      throw new AppError('STORE_DAMAGED', fault(sequence), { cause })
    }
  })

const fault = (sequence: number): string =>
  `the time stamp of trail entry ${sequence} does not hold`

/** @throws AppError USAGE where the entry has one already */
export function addStamp(db: Connection, sequence: number, reply: Uint8Array): void {
  if (stampRows(db).some((row) => row.sequence === sequence))
    throw new AppError('USAGE', `trail entry ${sequence} has a time stamp already`, {
      hint: 'leakcheck log --tsq FILE makes a request over the newest entry',
    })
  db.prepare(SQL.add).run(sequence, reply)
}

/** Replies that do not hold, or are not over the entry that they are kept for; in words. */
export function stampFaults(db: Connection, trail: readonly TrailRow[]): string[] {
  return stampRows(db).flatMap(({ sequence, reply }) => {
    const entry = trail.find((row) => row.sequence === sequence)
    return entry !== undefined && signs(reply, entry.hash) ? [] : [fault(sequence)]
  })
}

function signs(reply: Buffer, hash: Buffer): boolean {
  try {
    return checkedStamp(reply).imprint.equals(hash)
  } catch {
    return false
  }
}
