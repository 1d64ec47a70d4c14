/** The columns of a delimited text: its header if it has one, how many cells a row must have, and which rows fit. Pure. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { fits, type Row } from './csv-rows.ts'
import type { Sniffed } from './csv-sniff.ts'

export interface Layout {
  /** The header's cells, or `null` where the first row is data. */
  readonly header: Row | null
  /** Cells a row, without those at the end that are blank in every row. */
  readonly width: number
  /** Puts surplus cells back into the last one: values of a combolist, or of a single column, hold the delimiter. */
  readonly joins: string | null
}

/** Throws INPUT_LIMIT beyond the limit on columns. */
export function layoutOf({ dialect, sample, width: cells }: Sniffed): Layout {
  const whole = sample.filter((row) => row.length === cells)
  const width = whole.reduce((most, row) => Math.max(most, filledCells(row)), 1)
  if (width > LIMITS.columns) {
    throw new AppError('INPUT_LIMIT', `a row has more than ${LIMITS.columns} columns`)
  }
  const first = sample.findIndex((row) => fits(row, width))
  const header = sample[first]
  const rows = sample.slice(first + 1).filter((row) => row.length >= width)
  const isHeader = header !== undefined && looksLikeHeader(header, rows)
  const joins = width === 1 || (dialect.delimiter === ':' && !isHeader) ? dialect.delimiter : null
  return { header: isHeader ? header : null, width, joins }
}

/** The row cut to the columns of the file, or `null` where it has more cells or fewer. Trailing blank cells do not count. */
export function fitRow(row: Row, { width, joins }: Layout): Row | null {
  if (row.length === width) return row
  if (fits(row, width)) return row.slice(0, width)
  if (joins === null || row.length < width) return null
  return [...row.slice(0, width - 1), row.slice(width - 1).join(joins)]
}

function filledCells(row: Row): number {
  return row.findLastIndex((cell) => cell.trim() !== '') + 1
}

const DIGIT = /\p{Nd}/gu
const PAN = /^\s*[a-z]{5}\d{4}[a-z]\s*$/i
/** No column's name has as many digits. */
const VALUE_DIGITS = 5

/** Whether a cell is a value rather than a name: an address of e-mail, a number, a date, an identifier. */
function isValue(cell: string): boolean {
  if (cell.includes('@') || PAN.test(cell)) return true
  const digits = cell.match(DIGIT)?.length ?? 0
  return digits >= VALUE_DIGITS || (digits > 0 && digits * 2 >= cell.trim().length)
}

/** A first row of words is a header where values stand under it, or where at least none of its words comes again. */
export function looksLikeHeader(first: Row, rows: readonly Row[]): boolean {
  if (!first.some((cell) => /\p{L}/u.test(cell)) || first.some(isValue)) return false
  const hasValues = first.some(
    (_, column) => rows.filter((row) => isValue(row[column] ?? '')).length * 2 > rows.length,
  )
  return hasValues || !first.some((cell, column) => rows.some((row) => row[column] === cell))
}
