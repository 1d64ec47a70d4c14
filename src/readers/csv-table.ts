/** The records of a delimited text on their way into tables: those that fit, those that can be mended, and the count of the rest. */
import { LIMITS } from '../core/limits.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import type { Dialect } from './csv-dialect.ts'
import type { Grammar } from './csv-grammar.ts'
import { namesAgain } from './csv-header.ts'
import { fitRow, type Layout, withoutBlankEnd } from './csv-layout.ts'
import { aligned, type Mender, readOtherwise, rejoined } from './csv-mend.ts'
import type { CsvRecord, Row } from './csv-records.ts'
import { LastColumn } from './last-column.ts'
import type { RangeSummary, RowBatch } from './reader.ts'
import { TableRows } from './table-rows.ts'

/** Lines that one row may have been torn into. */
const TORN_INTO = 8

export class CsvTable {
  ending: Ending = WHOLE
  readonly #dialect: Dialect
  #layout: Layout
  #mender: Mender
  #table: TableRows
  #lastColumn = new LastColumn()
  /** Rows with too few cells, which may be pieces of one. */
  #torn: CsvRecord[] = []
  #batches: RowBatch[] = []
  #bytes = 0
  /** Rows seen so far, kept or not. */
  #seen = 0
  #phase: 'preamble' | 'rows'

  constructor({ dialect, layout }: Grammar) {
    this.#dialect = dialect
    this.#layout = layout
    this.#mender = { dialect, width: layout.width, profile: layout.profile }
    this.#table = newTable(0, layout)
    this.#phase = layout.header === null ? 'rows' : 'preamble'
  }

  /** A table as it is amid its rows. */
  static amid(grammar: Grammar): CsvTable {
    const table = new CsvTable(grammar)
    table.#phase = 'rows'
    return table
  }

  /** Rows seen so far. */
  get seen(): number {
    return this.#seen
  }

  /** Whether the table is still the one that the file began with, its header behind it. */
  get isUniform(): boolean {
    const { ordinal, columns } = this.#table.table
    return this.#phase === 'rows' && ordinal === 0 && columns.length === this.#layout.width
  }

  /** Whether what comes next is read without regard to what came before. */
  get isFree(): boolean {
    return this.isUniform && this.#torn.length === 0
  }

  get summary(): RangeSummary {
    const { rows: kept, lengths: lastLengths } = this.#lastColumn
    return { rows: this.#seen, kept, lastLengths }
  }

  /** Takes note of rows that were read elsewhere. */
  note({ rows, kept, lastLengths }: RangeSummary): void {
    this.#seen += rows
    this.#lastColumn.addLengths(kept, lastLengths)
  }

  /** The batches that are full, and one of what is left or of nothing; torn rows stay. */
  all(bytes: number): RowBatch[] {
    const full = this.batches(bytes)
    return [...full, this.#table.batch(bytes)]
  }

  /** The batches that are full. `bytes`: of decoded input, consumed so far. */
  batches(bytes: number): RowBatch[] {
    this.#bytes = bytes
    const full = this.#batches
    this.#batches = []
    return full
  }

  /** All that is left. */
  rest(): RowBatch[] {
    this.#settleTorn()
    this.#flush()
    return this.batches(this.#bytes)
  }

  take(record: CsvRecord | null): void {
    if (record === null) {
      this.#settleTorn()
      this.#reject('record-too-long')
      return
    }
    if (this.#isHeader(record.cells)) return
    const cells = withoutBlankEnd(withoutMark(record.cells), this.#layout)
    const row = fitRow(cells, this.#layout)
    if (row === null) this.#takeMisfit({ ...record, cells })
    else if (this.#phase === 'preamble') this.#takePreamble(row)
    else this.#keep(withoutApostrophes(row, this.#dialect))
  }

  /** The last record of a file without a final line end may be cut; one cut inside a text of any length cannot be told. */
  takeLast(record: CsvRecord | null): void {
    const row =
      record === null
        ? null
        : (fitRow(record.cells, this.#layout) ?? readOtherwise(record, this.#mender))
    const isWhole = row !== null && !this.#lastColumn.isCut(row.at(-1) ?? '')
    if (isWhole && this.ending.whole) {
      this.take(record)
      return
    }
    this.#settleTorn()
    this.#reject('truncated')
    if (this.ending.whole) this.ending = brokenOff('the last row is cut short', `row ${this.#seen}`)
  }

  #takeMisfit(record: CsvRecord): void {
    const row = readOtherwise(record, this.#mender)
    if (row !== null && this.#phase === 'rows') this.#keep(row)
    else if (record.cells.length < this.#layout.width && this.#phase === 'rows') this.#hold(record)
    else {
      this.#settleTorn()
      this.#settle(record)
    }
  }

  /** A row above the header that has as many cells as it. */
  #takePreamble(row: Row): void {
    if (this.#seen < LIMITS.preambleLines) this.#reject('preamble')
    else this.#keep(row)
  }

  /** Holds a row that has too few cells until it is seen whether the next ones are the rest of it. */
  #hold(record: CsvRecord): void {
    this.#torn.push(record)
    const row = this.#torn.length === 1 ? null : rejoined(this.#torn, this.#mender)
    if (row !== null) {
      this.#torn = []
      this.#keep(row)
    } else if (this.#torn.length === TORN_INTO) this.#settleTorn()
  }

  #settleTorn(): void {
    const torn = this.#torn
    this.#torn = []
    for (const record of torn) this.#settle(record)
  }

  #settle(record: CsvRecord): void {
    const row = this.#phase === 'rows' ? aligned(record, this.#mender) : null
    if (row !== null) {
      this.#keep(row)
      return
    }
    const isAbove = this.#phase === 'preamble' && this.#seen < LIMITS.preambleLines
    this.#reject(isAbove ? 'preamble' : 'ragged')
  }

  /**
   * Whether this is the header, which is no row. Where files were glued together it comes again and is counted; with its names
   * in another order another table begins.
   */
  #isHeader(cells: Row): boolean {
    const { header } = this.#layout
    if (header === null) return false
    if (this.#phase === 'preamble') {
      const isOwn =
        header.row.length === cells.length && header.row.every((name, at) => name === cells[at])
      if (isOwn) this.#phase = 'rows'
      return isOwn
    }
    const places = namesAgain(cells, header)
    if (places === null) return false
    this.#settleTorn()
    if (places.some((place, at) => place !== at)) this.#beginTable(cells, places)
    this.#reject('repeated-header')
    return true
  }

  #beginTable(names: Row, places: readonly number[]): void {
    const profile = this.#layout.profile.reordered(places)
    this.#flush()
    this.#layout = { ...this.#layout, header: { row: names, names }, profile }
    this.#layout = { ...this.#layout, cells: names.length, width: names.length }
    this.#mender = { dialect: this.#dialect, width: names.length, profile }
    this.#table = newTable(this.#table.table.ordinal + 1, this.#layout)
    this.#lastColumn = new LastColumn()
  }

  #keep(row: Row): void {
    this.#settleTorn()
    this.#phase = 'rows'
    this.#seen++
    // A batch begins with the row that brings a column: what the column holds is judged by that batch.
    if (row.length > this.#table.table.columns.length) this.#flush()
    this.#table.addCells(row)
    this.#lastColumn.add(row[this.#layout.width - 1] ?? '')
    if (this.#table.isFull) this.#flush()
  }

  #reject(reason: string): void {
    this.#seen++
    this.#table.rejects.add(reason)
  }

  #flush(): void {
    if (!this.#table.isEmpty) this.#batches.push(this.#table.batch(this.#bytes))
  }
}

function newTable(ordinal: number, { header, width }: Layout): TableRows {
  const table = new TableRows(ordinal, null)
  const names = header?.names ?? Array<string>(width).fill('')
  table.name(names.map((name) => (name === '' ? null : name)))
  return table
}

/** Files glued together keep their marks of byte order, now in front of a first cell. */
const withoutMark = (row: Row): Row =>
  row[0]?.startsWith('\uFEFF') ? [row[0].slice(1), ...row.slice(1)] : row

const QUOTED = /^'.*'$/s

/** A row of which every cell stands in apostrophes, among others that do not. */
function withoutApostrophes(row: Row, { quote }: Dialect): Row {
  if (quote === "'" || !row[0]?.startsWith("'")) return row
  const isQuoted = row.every((cell) => QUOTED.test(cell) || cell === '')
  return isQuoted ? row.map((cell) => cell.slice(1, -1).replaceAll("''", "'")) : row
}
