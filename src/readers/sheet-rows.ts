/** The rows of a sheet: its header found among the first ones, what stands above it counted, the rest kept. */
import { LIMITS } from '../core/limits.ts'
import { looksLikeHeader } from './csv-header.ts'
import type { RowBatch } from './reader.ts'
import { TableRows } from './table-rows.ts'

type Row = readonly string[]

/** Rows that are looked at before the header is decided. */
const LOOKED_AT = LIMITS.preambleLines + 64

export class SheetRows {
  readonly #rows: TableRows
  #first: Row[] = []
  #header: Row | null = null
  #isDecided = false

  constructor(ordinal: number, name: string) {
    this.#rows = new TableRows(ordinal, name)
  }

  add(row: Row): void {
    if (this.#isDecided) this.#take(row)
    else if (this.#first.push(row) === LOOKED_AT) this.#decide()
  }

  *full(bytes: number): Generator<RowBatch> {
    if (this.#rows.isFull) yield this.#rows.batch(bytes)
  }

  *rest(bytes: number): Generator<RowBatch> {
    if (!this.#isDecided) this.#decide()
    if (!this.#rows.isEmpty) yield this.#rows.batch(bytes)
  }

  #decide(): void {
    this.#isDecided = true
    const rows = this.#first
    this.#first = []
    const at = headerOf(rows)
    this.#header = rows[at] ?? null
    if (this.#header !== null) {
      if (at > 0) this.#rows.rejects.add('preamble', at)
      this.#rows.name(this.#header.map((cell) => (cell.trim() === '' ? null : cell.trim())))
    }
    for (const row of rows.slice(at + 1)) this.#take(row)
  }

  #take(row: Row): void {
    const header = this.#header
    const isHeader =
      header !== null &&
      row.length === header.length &&
      row.every((cell, column) => cell === header[column])
    if (isHeader) this.#rows.rejects.add('repeated-header')
    else this.#rows.addCells(row)
  }
}

const filled = (row: Row): number => row.filter((cell) => cell.trim() !== '').length

/** The header's place among the first rows, or -1: the first row that fills most columns, if it names them. */
function headerOf(rows: readonly Row[]): number {
  const widest = rows.reduce((most, row) => Math.max(most, filled(row)), 0)
  const first = rows.findIndex((row) => filled(row) * 2 > widest)
  const row = rows[first]
  if (row === undefined || first > LIMITS.preambleLines) return -1
  return looksLikeHeader(row, rows.slice(first + 1)) ? first : -1
}
