/** What the cells of each column look like in the rows that fit, to judge the rows that do not. Pure. */
import type { Row } from './csv-records.ts'

/** Fewer rows than this say nothing. */
const LEAST_ROWS = 8
/** What a look that no row had counts for, in rows. */
const UNSEEN = 0.1
/** Bits by which a column speaks against a value that would be new to it, at most. */
const NEW_VALUE_BITS = 6

interface Column {
  readonly looks: ReadonlyMap<string, number>
  readonly values: ReadonlyMap<string, number>
  /** Bits by which a value that none of the rows has is odd. */
  readonly newness: number
  /** Filled cells. */
  readonly filled: number
  /** Filled cells that hold the delimiter. */
  readonly delimited: number
}

export class Profile {
  readonly #columns: readonly Column[]
  readonly #rows: number
  readonly #delimiter: string

  private constructor(columns: readonly Column[], rows: number, delimiter: string) {
    this.#columns = columns
    this.#rows = rows
    this.#delimiter = delimiter
  }

  /** @param rows that fit */
  static of(rows: readonly Row[], width: number, delimiter: string): Profile {
    const columns = Array.from({ length: width }, (_, at) =>
      columnOf(
        rows.map((row) => row[at] ?? ''),
        delimiter,
      ),
    )
    return new Profile(columns, rows.length, delimiter)
  }

  /** The same columns in another order; -1 for one that is new. */
  reordered(order: readonly number[]): Profile {
    const none = columnOf([], this.#delimiter)
    const columns = order.map((at) => this.#columns[at] ?? none)
    return new Profile(columns, this.#rows, this.#delimiter)
  }

  get isTelling(): boolean {
    return this.#rows >= LEAST_ROWS
  }

  /** How surprising a cell is in a column, in bits. */
  surprise(cell: string, column: number): number {
    const own = this.#columns[column]
    if (own === undefined) return 0
    if (cell.trim() === '') return bits(this.#rows - own.filled, this.#rows)
    const holds = cell.includes(this.#delimiter)
    const delimited = bits(holds ? own.delimited : own.filled - own.delimited, own.filled)
    const newness = own.values.has(cell.trim()) ? 0 : own.newness
    const isFilled = bits(own.filled, this.#rows)
    return isFilled + bits(own.looks.get(look(cell)) ?? 0, own.filled) + delimited + newness
  }
}

const bits = (count: number, of: number): number => -Math.log2((count + UNSEEN) / (of + 2 * UNSEEN))

function columnOf(cells: readonly string[], delimiter: string): Column {
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
