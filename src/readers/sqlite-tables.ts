/** The tables of a SQLite file, read by a connection that changes nothing and runs nothing that the file brings along. */
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { LIMITS } from '../core/limits.ts'
import { rowsPerBatch } from './reader.ts'

/** Where the database is, or its bytes. */
export type SqlitePlace = { readonly path: string } | { readonly bytes: Uint8Array }

/** What the process that reads tells the one that asks, in turn with its asking. */
export type SqliteAnswer =
  | {
      readonly kind: 'rows'
      readonly table: { readonly ordinal: number; readonly name: string }
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Rows that are left out, because a cell is over its limit. */
      readonly tooLong: number
    }
  | ({ readonly kind: 'end' } & SqliteCounts)
  /** `where`, in words of ours. */
  | { readonly kind: 'broken'; readonly where: string }
  | { readonly kind: 'refused'; readonly why: string }

export interface SqliteCounts {
  readonly tables: number
  readonly views: number
  readonly virtual: number
  /** Cells of bytes that are no text. */
  readonly binary: number
}

/** Of one chunk. */
const CHARACTERS = 1024 * 1024
/** The least that a row takes in its page: more rows than these fit are pages that are read again and again. */
const BYTES_A_ROW = 6
const TABLES_PER_FILE = 1024
/** Bytes that say how a database is written to: 1 asks for no log beside it. */
const WRITE_VERSIONS = [18, 19]

/** @param size of the file, bytes */
export function* sqliteAnswers(place: SqlitePlace, size: number): Generator<SqliteAnswer> {
  let where = 'its schema'
  try {
    using database = opened(place)
    const { tables, views, virtual } = contentsOf(database)
    if (tables.length > TABLES_PER_FILE) {
      yield { kind: 'refused', why: `the database holds more than ${TABLES_PER_FILE} tables` }
      return
    }
    const counts = { rows: 0, binary: 0, most: size / BYTES_A_ROW }
    for (const [ordinal, name] of tables.entries()) {
      where = `table ${ordinal + 1}`
      for (const answer of tableRows(database, { ordinal, name }, counts)) {
        yield answer
        where = `table ${ordinal + 1}, behind row ${counts.rows} of all`
      }
    }
    yield { kind: 'end', tables: tables.length, views, virtual, binary: counts.binary }
  } catch {
    // The library's words quote the file's names.
    yield { kind: 'broken', where }
  }
}

function opened(place: SqlitePlace): DatabaseSync {
  const options = { readOnly: true, allowExtension: false, defensive: true }
  const database =
    'path' in place
      ? new DatabaseSync(immutable(place.path), options)
      : inMemory(Uint8Array.from(place.bytes))
  database.exec('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON')
  return database
}

/** No lock, no log and no index is made beside a file that is said never to change. */
function immutable(path: string): URL {
  const url = pathToFileURL(path)
  url.search = 'immutable=1'
  return url
}

function inMemory(bytes: Uint8Array): DatabaseSync {
  const database = new DatabaseSync(':memory:', { allowExtension: false })
  for (const at of WRITE_VERSIONS) bytes[at] = 1
  database.deserialize(bytes)
  database.enableDefensive(true)
  return database
}

interface Contents extends Pick<SqliteCounts, 'views' | 'virtual'> {
  readonly tables: readonly string[]
}

/** A table without pages of its own is virtual: what it holds would be computed by code that the file names. */
function contentsOf(database: DatabaseSync): Contents {
  const all = database
    .prepare("SELECT type, name, rootpage FROM sqlite_schema WHERE type IN ('table', 'view')")
    .all()
    .map(({ type, name, rootpage }) => ({ type, name: String(name), pages: Number(rootpage) }))
  const own = all.filter(({ type, name }) => type === 'table' && !name.startsWith('sqlite_'))
  return {
    tables: own.filter(({ pages }) => pages > 0).map(({ name }) => name),
    views: all.filter(({ type }) => type === 'view').length,
    virtual: own.filter(({ pages }) => pages <= 0).length,
  }
}

interface Progress {
  rows: number
  binary: number
  readonly most: number
}

function* tableRows(
  database: DatabaseSync,
  table: { readonly ordinal: number; readonly name: string },
  progress: Progress,
): Generator<SqliteAnswer> {
  const columns = columnsOf(database, table.name)
  if (columns.length === 0) return
  const statement = database.prepare(
    `SELECT ${columns.map(bounded).join()} FROM ${quoted(table.name)} NOT INDEXED`,
  )
  statement.setReadBigInts(true)
  statement.setReturnArrays(true)
  const most = rowsPerBatch(columns.length)
  let [rows, characters, tooLong]: [string[][], number, number] = [[], 0, 0]
  for (const cells of statement.iterate()) {
    if (++progress.rows > progress.most) throw new Error('pages are used again')
    const row = Array.from(Object.values(cells), (cell) => textOf(cell, progress))
    if (row.includes(TOO_LONG)) tooLong++
    else rows.push(row)
    characters += row.reduce((sum, cell) => sum + cell.length, 0)
    if (rows.length + tooLong < most && characters < CHARACTERS) continue
    yield { kind: 'rows', table, columns, rows, tooLong }
    ;[rows, characters, tooLong] = [[], 0, 0]
  }
  if (rows.length + tooLong > 0) yield { kind: 'rows', table, columns, rows, tooLong }
}

/** Columns that are stored: what is generated would be computed by expressions that the file brings along. */
function columnsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare(`PRAGMA table_xinfo(${quoted(table)})`)
    .all()
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => String(name))
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text over the limit is never loaded: as many zeros come in its stead. */
function bounded(column: string): string {
  const name = quoted(column)
  return `iif(octet_length(${name}) > ${LIMITS.cellBytes}, zeroblob(${LIMITS.cellBytes + 1}), ${name})`
}

/** Stands for a cell over the limit; no text of a database holds it, as none is read whole at that length. */
const TOO_LONG = '\0'.repeat(LIMITS.cellBytes + 1)
const UTF8 = new TextDecoder('utf-8', { fatal: true })
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000E-\u001F]/

function textOf(cell: unknown, progress: Progress): string {
  if (cell === null) return ''
  if (!(cell instanceof Uint8Array)) return String(cell)
  if (cell.length > LIMITS.cellBytes) return TOO_LONG
  try {
    const text = UTF8.decode(cell)
    if (!CONTROLS.test(text)) return text
  } catch {
    // Bytes that are no text.
  }
  progress.binary++
  return ''
}
