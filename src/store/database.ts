/** The SQLite connection: pragmas, format check, and the driver's errors in our words. */
import Database from 'better-sqlite3'
import { AppError } from '../core/error.ts'
import { APPLICATION_ID, FORMAT, MIGRATIONS } from './schema.ts'

export type Connection = Database.Database
export type Statement = Database.Statement

const PRAGMAS = [
  'trusted_schema = OFF',
  'secure_delete = ON',
  'temp_store = MEMORY',
  'journal_mode = PERSIST',
  'synchronous = FULL',
  'foreign_keys = ON',
  'cell_size_check = ON',
  'cache_size = -16384',
] as const

/** Creates `path`, which must not exist, with the tables of this format. */
export function createDatabase(path: string): Connection {
  return inOurWords(() => {
    const db = new Database(path)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    preparePragmas(db)
    migrate(db, 0)
    return db
  })
}

/** @throws AppError NOT_A_CASE, CASE_TOO_NEW, CASE_BUSY, STORE_DAMAGED */
export function openDatabase(path: string, waitMs = 0): Connection {
  return inOurWords(() => {
    const db = new Database(path, { fileMustExist: true, timeout: waitMs })
    try {
      admit(db)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

function admit(db: Connection): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new AppError('NOT_A_CASE', 'case.db is not a leakcheck case')
  }
  const format = Number(db.pragma('user_version', { simple: true }))
  if (format > FORMAT) {
    throw new AppError('CASE_TOO_NEW', `case.db has format ${format}, this version knows ${FORMAT}`)
  }
  preparePragmas(db)
  if (format < FORMAT) migrate(db, format)
  checkSchema(db)
}

const SCHEMA = 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name'

/** Tables that are not ours to the letter, or a trigger that somebody planted, would answer in our name. */
function checkSchema(db: Connection): void {
  const ours = new Database(':memory:')
  for (const migration of MIGRATIONS) ours.exec(migration)
  const [expected, found] = [ours, db].map((one) => JSON.stringify(one.prepare(SCHEMA).all()))
  ours.close()
  if (found !== expected)
    throw new AppError('STORE_DAMAGED', 'the tables of case.db are not those of a case')
}

function preparePragmas(db: Connection): void {
  for (const pragma of PRAGMAS) db.pragma(pragma)
}

function migrate(db: Connection, from: number): void {
  const run = db.transaction(() => {
    for (const migration of MIGRATIONS.slice(from)) db.exec(migration)
    db.pragma(`user_version = ${FORMAT}`)
  })
  run.immediate()
}

const BY_SQLITE_CODE = [
  [/^SQLITE_(BUSY|LOCKED)/, 'CASE_BUSY', 'the case is in use by another command'],
  [
    /^SQLITE_(CORRUPT|FORMAT|MISMATCH|ERROR|CONSTRAINT|TOOBIG|IOERR_SHORT_READ|IOERR_CORRUPTFS)/,
    'STORE_DAMAGED',
    'case.db is damaged',
  ],
  [/^SQLITE_NOTADB/, 'NOT_A_CASE', 'case.db is not a SQLite database'],
  [/^SQLITE_CANTOPEN/, 'NOT_A_CASE', 'case.db cannot be opened'],
  [/^SQLITE_FULL/, 'DISK_FULL', 'the disk is full'],
  [/^SQLITE_IOERR/, 'DISK_FULL', 'case.db cannot be written'],
  [/^SQLITE_READONLY/, 'CASE_READ_ONLY', 'the case cannot be written'],
] as const

/** Runs what talks to SQLite; its failures come out as AppErrors without the driver's text. */
export function inOurWords<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw translated(error)
  }
}

export function translated(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const known = BY_SQLITE_CODE.find(([pattern]) => pattern.test(error.code))
  return known === undefined ? error : new AppError(known[1], known[2], { cause: error })
}
