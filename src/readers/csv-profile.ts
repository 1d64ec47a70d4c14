/** What the cells of each column look like in the rows that fit, to judge the rows that do not. Pure. */
import type { Row } from './csv-records.ts'

/** Fewer rows than this say nothing. */
const LEAST_ROWS = 8
/** What a look that no row had counts for, in rows. */
const UNSEEN = 0.1
/** Bits by which a column speaks against a value that would be new to it, at most. */
const NEW_VALUE_BITS = 6

interface ProfiledColumn {
  readonly looks: ReadonlyMap<string, number>
  readonly values: ReadonlyMap<string, number>
  /** Bits by which a value that none of the rows has is odd. */
  readonly newness: number
  /** Filled cells. */
  readonly filled: number
  /** Filled cells that hold the delimiter. */
  readonly delimited: number
}

/** A profile in plain data, which a worker can be sent. */
export interface ProfileData {
  readonly columns: readonly ProfiledColumn[]
  /** Rows that were looked at. */
  readonly rows: number
  readonly delimiter: string
}

export class Profile {
  readonly data: ProfileData

  constructor(data: ProfileData) {
    this.data = data
  }

  /** @param rows that fit */
  static of(rows: readonly Row[], width: number, delimiter: string): Profile {
    const columns = Array.from({ length: width }, (_, at) =>
      columnOf(
        rows.map((row) => row[at] ?? ''),
        delimiter,
      ),
    )
    return new Profile({ columns, rows: rows.length, delimiter })
  }

  /** The same columns in another order; -1 for one that is new. */
  reordered(order: readonly number[]): Profile {
    const none = columnOf([], this.data.delimiter)
    const columns = order.map((at) => this.data.columns[at] ?? none)
    return new Profile({ ...this.data, columns })
  }

  get isTelling(): boolean {
    return this.data.rows >= LEAST_ROWS
  }

  /** How surprising a cell is in a column, in bits. */
  surprise(cell: string, column: number): number {
    const { columns, rows, delimiter } = this.data
    const own = columns[column]
    if (own === undefined) return 0
    if (cell.trim() === '') return bits(rows - own.filled, rows)
    const holds = cell.includes(delimiter)
    const delimited = bits(holds ? own.delimited : own.filled - own.delimited, own.filled)
    const newness = own.values.has(cell.trim()) ? 0 : own.newness
    const isFilled = bits(own.filled, rows)
    return isFilled + bits(own.looks.get(look(cell)) ?? 0, own.filled) + delimited + newness
  }
}

const bits = (count: number, of: number): number => -Math.log2((count + UNSEEN) / (of + 2 * UNSEEN))

function columnOf(cells: readonly string[], delimiter: string): ProfiledColumn {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const values = counted(filled)
  const once = [...values.values()].filter((count) => count === 1).length
  return {
    looks: counted(filled.map(look)),
    values,
    // A city that no row had is odd among few cities; a name that none had is not.
    newness: filled.length === 0 ? 0 : Math.min(NEW_VALUE_BITS, bits(once, filled.length)),
    filled: filled.length,
    delimited: filled.filter((cell) => cell.includes(delimiter)).length,
  }
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Numbers, dates and codes look like their digits; the rest is an address of some kind, words, or mixed text. */
function look(text: string): string {
  const cell = text.trim()
  if (/^[a-z]+:\/\//i.test(cell)) return 'url'
  if (/^[^\s@:;|,]+@[\w.-]+$/.test(cell)) return '@'
  if (!/\p{L}/u.test(cell)) return cell.replace(/\p{Nd}/gu, '9')
  if (!/\p{Nd}/u.test(cell)) return /^[\p{L}\p{M} .'’"-]+$/u.test(cell) ? 'words' : 'text'
  if (!/\s/.test(cell) && cell.length <= 20)
    return cell.replace(/\p{Nd}/gu, '9').replace(/\p{L}+/gu, 'a')
  return 'text'
}
