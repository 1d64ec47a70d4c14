/** The columns of a delimited text: their names, how many cells a row must have, and what its rows look like. Pure. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { type Header, headerOf, namesAgain } from './csv-header.ts'
import { Profile } from './csv-profile.ts'
import type { Row } from './csv-records.ts'
import { fits, type Sniffed } from './csv-sniff.ts'

export interface Layout {
  /** `null` where the first row is data. */
  readonly header: Header | null
  /** Cells a row as most rows have them. */
  readonly cells: number
  /** The same without those at the end that are blank in every row. */
  readonly width: number
  /** Puts surplus cells back into the last one: values of a combolist, or of a single column, hold the delimiter. */
  readonly joins: string | null
  readonly profile: Profile
}

/** A list of logins has an address, a password, and what they open. */
const COMBOLIST_WIDTH = 3

/** Throws INPUT_LIMIT beyond the limit on columns. */
export function layoutOf(sniffed: Sniffed): Layout {
  const { dialect, sample, width: cells } = sniffed
  const { delimiter } = dialect
  const rows = sample.map((record) => record.cells)
  const whole = rows.filter((row) => row.length === cells)
  const width = whole.reduce((most, row) => Math.max(most, filledCells(row)), 1)
  if (width > LIMITS.columns) {
    throw new AppError('INPUT_LIMIT', `a row has more than ${LIMITS.columns} columns`)
  }
  const header = headerOf(sniffed, width)
  const data = firstTable(whole, header).map((row) => row.slice(0, width))
  const isList = (header === null && delimiter === ':') || isCombolist(data, width)
  return {
    header,
    cells,
    width,
    joins: width === 1 || isList ? delimiter : null,
    profile: Profile.of(data, width, delimiter),
  }
}

/** The rows up to where the header comes again with its names in another order, without any header. */
function firstTable(rows: readonly Row[], header: Header | null): Row[] {
  if (header === null) return [...rows]
  const again = rows.map((row) => namesAgain(row, header))
  const end = again.findIndex((places) => places?.some((place, at) => place !== at))
  return rows.filter((_, at) => again[at] === null && (end < 0 || at < end))
}

function isCombolist(rows: readonly Row[], width: number): boolean {
  if (width > COMBOLIST_WIDTH) return false
  const withAddress = rows.filter((row) => row.slice(0, -1).some((cell) => cell.includes('@')))
  return withAddress.length * 2 > rows.length
}

/** The row as it has the columns of the file, or `null` where it has more cells or fewer. */
export function fitRow(row: Row, { width, joins, profile }: Layout): Row | null {
  if (row.length === width) return row
  // Blank cells at the end may be those of a row that is shifted: where its neighbours can tell, they must.
  if (!profile.isTelling && fits(row, width)) return row.slice(0, width)
  if (joins === null || row.length < width) return null
  return [...row.slice(0, width - 1), row.slice(width - 1).join(joins)]
}

/** A row without the blank cells that end every row of the file: one cell too few before them would go unseen. */
export function withoutBlankEnd(row: Row, { cells, width }: Layout): Row {
  if (cells === width) return row
  const end = Math.max(filledCells(row), row.length - (cells - width))
  return row.length === end ? row : row.slice(0, end)
}

function filledCells(row: Row): number {
  return row.findLastIndex((cell) => cell.trim() !== '') + 1
}
