/** The header of a delimited text: which of the first rows it is, and where it comes again. Pure. */
import { USUAL_DELIMITERS } from './csv-delimiters.ts'
import type { CsvRecord, Row } from './csv-records.ts'
import { fits, type Sniffed } from './csv-sniff.ts'

export interface Header {
  /** The row as it stands in the file. */
  readonly row: Row
  /** A name a column. */
  readonly names: Row
}

/** @param width columns of the file */
export function headerOf({ sample, dialect }: Sniffed, width: number): Header | null {
  const rows = sample.map(({ cells }) => cells)
  const first = rows.findIndex((row) => fits(row, width))
  const below = (at: number): Row[] => rows.slice(at + 1).filter((row) => row.length >= width)
  const named = [first, first + 1, first + 2].filter((at) => {
    const row = rows[at]
    return row !== undefined && fits(row, width) && looksLikeHeader(row, below(at))
  })
  if (named[0] === first) {
    // A line of groups may stand above the names: it fills fewer columns.
    const fullest = named
      .filter((at, place) => at === first + place)
      .reduce((best, at) => (filled(rows[at]) > filled(rows[best]) ? at : best), first)
    return { row: rows[fullest] ?? [], names: namesOf(rows[fullest] ?? [], width) }
  }
  return misfitHeader(
    sample.slice(0, Math.max(0, first)),
    width,
    dialect.delimiter,
    below(first - 1),
  )
}

/** A header that has a name too few or too many, or is divided otherwise than the rows that fit. */
function misfitHeader(
  above: readonly CsvRecord[],
  width: number,
  delimiter: string,
  rows: readonly Row[],
): Header | null {
  const others = USUAL_DELIMITERS.filter((other) => other !== delimiter)
  const isHeader = (names: Row): boolean =>
    looksLikeHeader(names, rows) && new Set(names.map(folded)).size === names.length
  for (const { cells } of above.toReversed()) {
    const foreign = others
      .map((other) => cells.join(delimiter).split(other))
      .filter((names) => names.length === width)
    const near = cells.length >= Math.max(2, width / 2) ? [cells] : []
    const names = [...near, ...foreign].find(isHeader)
    if (names !== undefined) return { row: cells, names: namesOf(names, width) }
  }
  return null
}

const filled = (row: Row = []): number => row.filter((cell) => cell.trim() !== '').length

const namesOf = (row: Row, width: number): Row =>
  Array.from({ length: width }, (_, at) => (row[at] ?? '').trim().replace(/^\uFEFF?(?:#\s*)?/, ''))

export const folded = (name: string): string =>
  name
    .replace(/^[\uFEFF#]+/, '')
    .trim()
    .toLowerCase()

/** Share of a row's cells that must be names of the header for the row to be one. */
const NAMES = 2 / 3

/**
 * For a row that names columns of the header again: the place in the header of each of its cells, -1 for a new name. `null`
 * for any other row.
 */
export function namesAgain(row: Row, { names }: Header): readonly number[] | null {
  const known = names.map(folded)
  const first = folded(row[0] ?? '')
  // Rows are many: most are told by their first cell.
  if (first !== '' && !known.includes(first) && !known.includes(folded(row[1] ?? ''))) return null
  const end = Math.max(known.length, row.findLastIndex((cell) => cell.trim() !== '') + 1)
  const cells = row.slice(0, end).map(folded)
  const places = cells.map((cell, at) => (known[at] === cell ? at : known.indexOf(cell)))
  const found = new Set(places.filter((place) => place >= 0 && known[place] !== '')).size
  const said = cells.filter((cell) => cell !== '').length
  return found >= 2 && found >= NAMES * said ? places : null
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

const COMMENT = /^\s*(?:#|--|\/\/)\s/
/** Words of a column's name at most; prose has more between its commas. */
const MOST_WORDS = 8

/** A first row of words is a header where values stand under it, or where at least none of its words comes again. */
export function looksLikeHeader(first: Row, rows: readonly Row[]): boolean {
  if (!first.some((cell) => /\p{L}/u.test(cell)) || first.some(isValue)) return false
  if (COMMENT.test(first[0] ?? '') || first.some((cell) => cell.split(/\s+/).length > MOST_WORDS)) {
    return false
  }
  const hasValues = first.some(
    (_, column) => rows.filter((row) => isValue(row[column] ?? '')).length * 2 > rows.length,
  )
  return hasValues || !first.some((cell, column) => rows.some((row) => row[column] === cell))
}
