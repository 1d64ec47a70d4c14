/** The rows of one table on their way into batches: columns found as they come, what is over a limit counted. */
import { LIMITS } from '../core/limits.ts'
import { Plaintext, PlaintextRows } from '../core/secret.ts'
import { type Query, type RowBatch, rowsPerBatch, type Table } from './reader.ts'
import { Rejects } from './rejects.ts'

/** One cell: the key of its column as the file has it, and its text. */
export type Entry = readonly [key: string, value: string]

/** Characters of rows that are held at most; one record may add its own limit to them. */
const HELD_CHARACTERS = 4 * 1024 * 1024

export class TableRows {
  readonly table: Table
  readonly rejects = new Rejects()
  readonly #columns = new Map<string, number>()
  readonly #form: (key: string) => string
  #rows: (readonly string[])[] = []
  #queries: Query[] = []
  #characters = 0

  /** @param form what two keys of one column have in common; without it they must be the same */
  constructor(ordinal: number, name: string | null, form: (key: string) => string = (key) => key) {
    this.table = { ordinal, name: name === null ? null : new Plaintext(name), columns: [] }
    this.#form = form
  }

  /** Rows held. */
  get length(): number {
    return this.#rows.length
  }

  get characters(): number {
    return this.#characters
  }

  get isEmpty(): boolean {
    return this.#rows.length + this.#queries.length === 0 && this.rejects.isEmpty
  }

  get isFull(): boolean {
    return !this.hasRoom(1)
  }

  /** Whether so many rows or questions more stay within a batch. */
  hasRoom(added: number): boolean {
    const held = Math.max(this.#rows.length, this.#queries.length)
    const most = rowsPerBatch(this.table.columns.length)
    return this.#characters < HELD_CHARACTERS && (held === 0 || held + added <= most)
  }

  /** Columns by their position; `null` for one without a header. Those over the limit are left out, and reject their rows. */
  name(headers: readonly (string | null)[]): void {
    for (const header of headers.slice(0, LIMITS.columns)) {
      this.table.columns.push(header === null ? null : new Plaintext(header))
      if (header !== null && !this.#columns.has(this.#form(header))) {
        this.#columns.set(this.#form(header), this.table.columns.length - 1)
      }
    }
  }

  /** A row by the keys of its cells; a key that is new is a new column. */
  addEntries(entries: readonly Entry[]): void {
    const row = Array<string>(this.table.columns.length).fill('')
    for (const [key, value] of entries) {
      const column = this.#column(key)
      if (column === null) {
        this.rejects.add('too-many-columns')
        return
      }
      row[column] = value
    }
    this.#keep(row)
  }

  /** A row by the position of its cells; more cells than columns make columns without a header. */
  addCells(cells: readonly string[]): void {
    if (cells.length > LIMITS.columns) {
      this.rejects.add('too-many-columns')
      return
    }
    while (this.table.columns.length < cells.length) this.table.columns.push(null)
    this.#keep(cells)
  }

  addQuery(query: Query): void {
    this.#queries.push(query)
  }

  /** What is held, blanks filled in. `bytes`: of decoded input, consumed so far. */
  batch(bytes: number): RowBatch {
    const width = this.table.columns.length
    const rows = this.#rows.map((row) => (row.length === width ? row : padded(row, width)))
    const queries = this.#queries
    this.#rows = []
    this.#queries = []
    this.#characters = 0
    const rejected = this.rejects.take()
    return {
      table: this.table,
      columns: width,
      rows: new PlaintextRows(rows),
      rejected,
      queries,
      bytes,
    }
  }

  #keep(row: readonly string[]): void {
    if (row.some(isTooLong)) {
      this.rejects.add('cell-too-long')
      return
    }
    this.#characters += row.reduce((sum, cell) => sum + cell.length, 0)
    this.#rows.push(row)
  }

  #column(key: string): number | null {
    const form = this.#form(key)
    const known = this.#columns.get(form)
    if (known !== undefined) return known
    if (this.table.columns.length === LIMITS.columns) return null
    this.table.columns.push(new Plaintext(key))
    this.#columns.set(form, this.table.columns.length - 1)
    return this.table.columns.length - 1
  }
}

/** Columns that came later are blank in the rows before. */
const padded = (row: readonly string[], width: number): string[] =>
  Array.from({ length: width }, (_, i) => row[i] ?? '')

/** Only a cell of a third of the limit in characters can be over it in bytes. */
export const isTooLong = (cell: string): boolean =>
  cell.length * 3 > LIMITS.cellBytes && Buffer.byteLength(cell) > LIMITS.cellBytes
