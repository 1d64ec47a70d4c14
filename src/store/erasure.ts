/** Removing a source so that none of its bytes stays in the case's files: rows, then journal, then what lies between live rows. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DIGESTED } from './box-writer.ts'
import { type Connection, inOurWords, openDatabase } from './database.ts'
import { type ReadThrough, wipeRemnants } from './remnants.ts'
import { syncFolder } from './sync-folder.ts'

const SQL = {
  parts: 'SELECT part.id FROM part JOIN file ON file.id = part.file WHERE file.source = ?',
  boxes: DIGESTED.map((table) => `DELETE FROM ${table} WHERE part = ?`),
  part: 'DELETE FROM part WHERE id = ?',
  files: 'DELETE FROM file WHERE source = ?',
  custody: 'DELETE FROM custody WHERE source = ?',
  source: 'DELETE FROM source WHERE id = ?',
  begin: 'UPDATE case_file SET erasing = 1',
  end: 'UPDATE case_file SET erasing = 0',
} as const

/**
 * Deletes the rows of a source within the caller's transaction; `completeErasure` must follow. SQLite overwrites what it
 * deletes with zeros (`secure_delete`), but the rollback journal holds the pages as they were. Deleted table by table: a
 * cascade would keep a second journal in memory.
 */
export function removeSource(db: Connection, source: number): void {
  for (const part of db.prepare<[number], number>(SQL.parts).pluck().all(source)) {
    for (const sql of SQL.boxes) db.prepare(sql).run(part)
    db.prepare(SQL.part).run(part)
  }
  db.prepare(SQL.files).run(source)
  db.prepare(SQL.custody).run(source)
  db.prepare(SQL.source).run(source)
  db.prepare(SQL.begin).run()
}

/**
 * Wipes what `removeSource` left, in a case that no connection of this process has open; begun again by whatever command opens
 * the case next where it is killed. No VACUUM: that writes a copy.
 */
export function completeErasure(path: string, waitMs = 0): ReadThrough {
  const found = underLock(path, waitMs, (db) => {
    wipeJournal(`${path}-journal`)
    return wipeRemnants(db, path)
  })
  // A connection of its own: the first one has pages in memory as they were before.
  underLock(path, waitMs, (db) => db.prepare(SQL.end).run())
  return found
}

function underLock<T>(path: string, waitMs: number, work: (db: Connection) => T): T {
  const db = openDatabase(path, waitMs)
  try {
    return inOurWords(() => db.transaction(() => work(db)).exclusive())
  } finally {
    db.close()
  }
}

const ZEROS = Buffer.alloc(1024 * 1024)

function wipeJournal(path: string): void {
  if (!existsSync(path)) return
  const file = openSync(path, 'r+')
  try {
    const { size } = statSync(path)
    for (let at = 0; at < size; at += ZEROS.length)
      writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  unlinkSync(path)
  syncFolder(dirname(path))
}
