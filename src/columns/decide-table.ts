/** What the columns of a table hold, decided from its headers and first rows; the only place where both are opened for it. */
import { AppError } from '../core/error.ts'
import type { ColumnKind } from '../core/kinds.ts'
import { type RowBatch, SAMPLE_ROWS, type Table } from '../readers/reader.ts'
import { type ColumnDecision, decideColumns } from './decide.ts'

/** `--map COLUMN=KIND`: a column by its header or its number from 0. */
export interface ColumnMapping {
  readonly column: string
  readonly kind: ColumnKind
}

export function decideTable(
  table: Table,
  sample: readonly RowBatch[],
  mappings: readonly ColumnMapping[],
): ColumnDecision[] {
  const width = sample.reduce((widest, { columns }) => Math.max(widest, columns), 0)
  const headers = table.columns.slice(0, width).map((header) => header?.expose() ?? null)
  // Not a row more: how a file is cut into batches must decide nothing.
  const rows = sample.flatMap((batch) => batch.rows.expose()).slice(0, SAMPLE_ROWS)
  const overrides = new Map(
    mappings.map(({ column, kind }) => [columnIndex(headers, column), kind]),
  )
  return decideColumns({ headers, sample: rows, overrides })
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

function columnIndex(headers: readonly (string | null)[], column: string): number {
  const byHeader = headers.findIndex(
    (header) => header !== null && folded(header) === folded(column),
  )
  if (byHeader !== -1) return byHeader
  const number = /^\d{1,4}$/.test(column) ? Number(column) : -1
  if (number >= 0 && number < headers.length) return number
  // The text is not repeated: a responder may have pasted a value instead of a header.
  throw new AppError('USAGE', '--map names a column that the file does not have', {
    hint: 'use a header of the file, or a column number from 0',
  })
}
