/** Sources, their files and parts: what stands in clear of them. */
import { createHash } from 'node:crypto'
import type { Role } from '../core/kinds.ts'
import type { PartLayout } from '../tokens/record.ts'
import { ACCOUNT, LAYOUT, STATED, WORDS } from './clear-shapes.ts'
import type { Connection } from './database.ts'
import { parsedJson } from './stored-json.ts'

/** A date as a user states it: a day, or the first and last day of a month, a year or a range (ISO). */
export interface StatedRange {
  readonly earliest: string
  readonly latest: string
}

/** How a registry export relates to the registry. Not stated counts as an extract. */
export type Completeness =
  | { readonly kind: 'complete' }
  | { readonly kind: 'sampled'; readonly fraction: number }
  | { readonly kind: 'extract'; readonly text: string }

/** What somebody said of a source; everything may be unknown. */
export interface Stated {
  readonly taken?: StatedRange
  readonly occurred?: StatedRange
  readonly published?: StatedRange
  readonly seen?: StatedRange
  readonly statedBy?: string
  readonly completeness?: Completeness
  readonly collects?: readonly string[]
  readonly verifiedBy?: 'aadhaar' | 'pan' | 'none'
}

export interface SourceRow {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly stated: Stated
}

export interface ColumnAccount {
  readonly index: number
  readonly header: string | null
  readonly kind: string | null
  readonly values: number
  readonly valid: number
  readonly masked: number
  readonly placeholder: number
  readonly invalid: number
  readonly truncated: number
  readonly unchecked: number
}

/** Hexadecimal SHA-256 and length of some bytes. */
export interface BytesDigest {
  readonly sha256: string
  readonly bytes: number
}

/** The archive that a file came in, as it was received. */
export interface ReceivedArchive extends BytesDigest {
  readonly name: string
  /** Its members that were left out, by reason. */
  readonly skipped: Readonly<Record<string, number>>
}

/** The account of a file's rows: `rows = records + Σ rejected`. */
export interface FileAccount {
  readonly format: string
  readonly dialect: string
  readonly encoding: string
  readonly complete: boolean
  /** Why and where a file that is not complete ended. */
  readonly ending: { readonly why: string; readonly where: string } | null
  readonly rows: number
  readonly records: number
  readonly rejected: Readonly<Record<string, number>>
  readonly undecodableBytes: number
  readonly queries: {
    readonly asked: number
    readonly missed: number
    readonly unanswered: number
  } | null
  readonly columns: readonly ColumnAccount[]
  /** Where the file is the member of an archive. */
  readonly received?: ReceivedArchive
  /** Of the text inside, where the file is packed. */
  readonly content?: BytesDigest
  /** The part of token space whose records were kept; all where it is not given. */
  readonly quick?: number
  /** Typed from screenshots. */
  readonly transcribed?: true
}

/** What the trail keeps of an account, hexadecimal SHA-256. */
export const accountDigest = (account: FileAccount): string =>
  createHash('sha256').update(JSON.stringify(account)).digest('hex')

/** The hash of what a file holds, the same however it is packed. */
export const contentHash = ({
  sha256,
  account,
}: {
  readonly sha256: string
  readonly account: Pick<FileAccount, 'content'>
}): string => account.content?.sha256 ?? sha256

export interface FileRow {
  readonly id: number
  readonly source: number
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly options: string
  readonly ingested: string
  readonly account: FileAccount
}

export interface PartRow {
  readonly part: number
  readonly file: number
  readonly records: number
  readonly layout: PartLayout
  readonly filled: readonly string[]
}

const SQL = {
  addSource: 'INSERT INTO source (name, role, stated) VALUES (?, ?, ?)',
  putSource: 'INSERT INTO source (id, name, role, stated) VALUES (?, ?, ?, ?)',
  unnumber: 'DELETE FROM sqlite_sequence WHERE name = ?',
  number: 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)',
  restate: 'UPDATE source SET stated = ? WHERE id = ?',
  sources: 'SELECT id, name, role, stated FROM source ORDER BY id',
  addFile:
    'INSERT INTO file (source, name, sha256, bytes, options, ingested, account) VALUES (?, ?, ?, ?, ?, ?, ?)',
  completeFile: 'UPDATE file SET sha256 = ?, bytes = ?, account = ? WHERE id = ?',
  files: 'SELECT id, source, name, sha256, bytes, options, ingested, account FROM file ORDER BY id',
  addPart: "INSERT INTO part (file, ordinal, records, layout, filled) VALUES (?, ?, 0, ?, '[]')",
  completePart: 'UPDATE part SET records = ?, filled = ? WHERE id = ?',
  filesOf: 'SELECT id FROM file WHERE source = ?',
  parts: 'SELECT id AS part, file, records, layout, filled FROM part ORDER BY id',
} as const

type Text<Row, Keys extends keyof Row> = { [K in keyof Row]: K extends Keys ? string : Row[K] }

export function addSource(db: Connection, name: string, role: Role, stated: Stated): number {
  return Number(db.prepare(SQL.addSource).run(name, role, JSON.stringify(stated)).lastInsertRowid)
}

/** For a copy of a case: the source keeps its number. */
export function putSource(db: Connection, { id, name, role, stated }: SourceRow): void {
  db.prepare(SQL.putSource).run(id, name, role, JSON.stringify(stated))
}

/** For a copy of a case: the next row of the table is given the number `next`. */
export function numberFrom(db: Connection, table: 'file' | 'part', next: number): void {
  db.prepare(SQL.unnumber).run(table)
  db.prepare(SQL.number).run(table, next - 1)
}

export function restateSource(db: Connection, source: number, stated: Stated): void {
  db.prepare(SQL.restate).run(JSON.stringify(stated), source)
}

export function sourceRows(db: Connection): SourceRow[] {
  const rows = db.prepare<[], Text<SourceRow, 'stated'>>(SQL.sources).all()
  return rows.map((row) => ({ ...row, stated: parsedJson(row.stated, STATED) }))
}

/** Inserts the row of a file that is about to be read; hash, size and account follow at its end. */
export function addFile(
  db: Connection,
  file: Pick<FileRow, 'source' | 'name' | 'options' | 'ingested'>,
): number {
  const { source, name, options, ingested } = file
  return Number(
    db.prepare(SQL.addFile).run(source, name, '', 0, options, ingested, '{}').lastInsertRowid,
  )
}

export function completeFile(
  db: Connection,
  id: number,
  sha256: string,
  bytes: number,
  account: FileAccount,
): void {
  db.prepare(SQL.completeFile).run(sha256, bytes, JSON.stringify(account), id)
}

export function fileRows(db: Connection): FileRow[] {
  const rows = db.prepare<[], Text<FileRow, 'account'>>(SQL.files).all()
  return rows.map((row) => ({ ...row, account: parsedJson(row.account, ACCOUNT) }))
}

export function addPart(db: Connection, file: number, ordinal: number, layout: PartLayout): number {
  return Number(db.prepare(SQL.addPart).run(file, ordinal, JSON.stringify(layout)).lastInsertRowid)
}

export function completePart(
  db: Connection,
  part: number,
  records: number,
  filled: readonly string[],
): void {
  db.prepare(SQL.completePart).run(records, JSON.stringify(filled), part)
}

export function partRows(db: Connection, source: number): PartRow[] {
  const files = new Set(db.prepare<[number], number>(SQL.filesOf).pluck().all(source))
  const rows = db.prepare<[], Text<PartRow, 'layout' | 'filled'>>(SQL.parts).all()
  return rows
    .filter(({ file }) => files.has(file))
    .map((row) => ({
      ...row,
      layout: parsedJson(row.layout, LAYOUT),
      filled: parsedJson(row.filled, WORDS),
    }))
}
