/** What every format answers: decoded text or bytes in, batches of rows out. */
import type { Plaintext, PlaintextRows } from '../core/secret.ts'
import type { Archive } from '../evidence/archive.ts'
import type { Database } from '../evidence/database.ts'
import type { TextPiece } from '../evidence/decoded-text.ts'
import type { Ending } from '../evidence/ending.ts'
import type { Grammar } from './csv-grammar.ts'

/** Rows by which columns are decided; so many are read even where they are given away as a range. */
export const SAMPLE_ROWS = 20_000
/** Rows a batch holds at most. */
export const ROWS_PER_BATCH = 4096
/** Cells a batch holds at most: wide tables come in shorter batches, so that memory stays bounded. */
const CELLS_PER_BATCH = 2 ** 18

/** Rows that a batch of so many columns holds at most. */
export const rowsPerBatch = (columns: number): number =>
  Math.min(ROWS_PER_BATCH, Math.max(1, Math.floor(CELLS_PER_BATCH / Math.max(1, columns))))

/** One row set of a file: a CSV file has one, a SQL dump one a table. Columns may be appended while it is read. */
export interface Table {
  /** Position in the file, from 0. */
  readonly ordinal: number
  /** The table, sheet or chat's name as the file has it; never printed as it is. */
  readonly name: Plaintext | null
  /** Header texts by column; `null` where the file has none. Grows, never shrinks. */
  readonly columns: (Plaintext | null)[]
}

/** A question put to a bot and what came of it. `firstRow`/`rows` point at the rows of the answer within the batch. */
export interface Query {
  readonly text: Plaintext
  /** ISO date and time as the file has it, or `null`. */
  readonly time: string | null
  readonly firstRow: number
  /** 0: the bot said that it found nothing, or did not answer (`answered` tells which). */
  readonly rows: number
  readonly answered: boolean
}

/** What a range held, as far as its reader must know. */
export interface RangeSummary {
  /** Rows, whatever became of them. */
  readonly rows: number
  /** Rows that fit the table. */
  readonly kept: number
  /** Lengths in characters that the last cells of these have. */
  readonly lastLengths: readonly number[]
}

/** Whole lines of a file as they stand in it, for kernels that read bytes. */
export interface RowRange {
  /** UTF-8 in memory of its own, which may be handed over. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly grammar: Grammar
  /** Whether the batch has its rows too. */
  readonly isRead: boolean
  /** To be told what came of it where it was read elsewhere. */
  settle(summary: RangeSummary): void
  /** Gives it back to be read in the plain way; all that were given behind it must be given back too, in their order. */
  giveBack(bytes: Uint8Array<ArrayBuffer>): void
}

export interface RowBatch {
  readonly table: Table
  /** Columns that the table has as far as this batch. */
  readonly columns: number
  readonly rows: PlaintextRows
  /** The same rows as they stand in the file; where it is not read, `rows` and `rejected` are empty. */
  readonly range?: RowRange
  /** Rows of the file that are not in `rows`, by reason (`ragged`, `cell-too-long`, …). */
  readonly rejected: Readonly<Record<string, number>>
  readonly queries: readonly Query[]
  /** Bytes of decoded input consumed so far, for progress. */
  readonly bytes: number
}

/** What a reader is given: the file as decoded text, piece by piece, and the user's overrules. */
export interface TextInput {
  readonly text: AsyncIterable<string>
  /** The same text instead, for a user that takes ranges. */
  readonly pieces?: AsyncIterable<TextPiece>
  readonly signal: AbortSignal
}

/** The same for a file that is an archive of parts. */
export interface ArchiveInput {
  readonly archive: Archive
  readonly signal: AbortSignal
}

/** The same for a file that is a database. */
export interface DatabaseInput {
  readonly database: Database
  readonly signal: AbortSignal
}

export interface Reading {
  readonly batches: AsyncIterable<RowBatch>
  /** Known once `batches` is exhausted. */
  ending(): Ending
  /** Whether rows were typed from screenshots, where the format may hold such; known once `batches` is exhausted. */
  transcribed?(): boolean
  /** Whether a whole file without a record is nothing strange. */
  readonly mayHoldNobody?: boolean
  /** What was found of the dialect, in words of ours (`delimiter ;, quote ", header`). */
  dialect(): string
}

export interface Reader {
  /** The word for `--format`. */
  readonly name: string
  /** Whether any run of a file's lines is of the format too, so that a large file can be looked at in several places. */
  readonly isOfLines?: true
  /** How surely the first 64 KiB of decoded text are of this format: 0 no, 1 certain. */
  sniff(head: string): number
  read(input: TextInput): Reading
}

/** A format whose files are archives of parts. */
export interface ArchiveReader {
  readonly name: string
  /** Whether an archive with members of these names is of this format. */
  fits(names: readonly string[]): boolean
  read(input: ArchiveInput): Reading
}

/** A format whose files are databases. */
export interface DatabaseReader {
  readonly name: string
  read(input: DatabaseInput): Reading
}
