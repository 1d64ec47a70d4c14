/** Delimited text (`, ; | tab :`), with or without a header: rows out, every line that is none of them counted. */
import { LIMITS } from '../core/limits.ts'
import { Plaintext, PlaintextRows } from '../core/secret.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { type Block, blocksOf } from './csv-blocks.ts'
import { fitRow, type Layout, layoutOf } from './csv-layout.ts'
import { type Row, rowsOf } from './csv-rows.ts'
import { CONSISTENT, type Sniffed, sniffDialect } from './csv-sniff.ts'
import { foreignFormat } from './foreign.ts'
import { headOf } from './head-of.ts'
import { LastColumn } from './last-column.ts'
import { type Reader, type Reading, type RowBatch, rowsPerBatch, type Table } from './reader.ts'
import { Rejects } from './rejects.ts'
import { isTooLong } from './table-rows.ts'

/** What text of one column must mostly look like to be a list of identifiers. */
const LISTED = /^\s*(?=.{5,64}$)(?:\S+@\S+|(?:[^\p{Nd}]*\p{Nd}){4,}[^\p{Nd}]*)\s*$/u

export const csv: Reader = {
  name: 'csv',
  sniff(head) {
    if (head.trim() === '' || foreignFormat(head) !== null) return 0
    const { width, consistency, sample } = sniffDialect(head)
    if (width > 1) return consistency >= CONSISTENT ? 0.7 * consistency : 0
    return sample.filter((row) => LISTED.test(row[0] ?? '')).length * 2 > sample.length ? 0.3 : 0
  },
  read: ({ text, signal }) => new CsvReading(text, signal),
}

class CsvReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #words = ''

  constructor(text: AsyncIterable<string>, signal: AbortSignal) {
    this.batches = this.#read(text, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read(text: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<RowBatch> {
    const opened = await headOf(text)
    const sniffed = sniffDialect(opened.head)
    const layout = layoutOf(sniffed)
    const rows = new Rows(layout)
    this.#words = inWords(sniffed, layout)
    for await (const block of blocksOf(opened.text, sniffed.dialect)) {
      stopIfAborted(signal)
      rows.add(block, rowsOf(block, sniffed.dialect, layout.width))
      while (rows.isFull) yield rows.batch()
    }
    this.#ending = rows.ending
    if (!rows.isEmpty) yield rows.batch()
  }
}

/** The rows that fit, collected into batches, and those that do not, counted. */
class Rows {
  ending: Ending = WHOLE
  readonly #table: Table
  readonly #layout: Layout
  readonly #batchRows: number
  readonly #lastColumn = new LastColumn()
  readonly #rejects = new Rejects()
  #kept: Row[] = []
  #bytes = 0
  /** Rows seen so far, kept or not. */
  #seen = 0
  #phase: 'preamble' | 'rows' = 'preamble'

  constructor(layout: Layout) {
    this.#layout = layout
    this.#batchRows = rowsPerBatch(layout.width)
    const columns = Array.from({ length: layout.width }, (_, index) => {
      const header = layout.header?.[index]?.trim() ?? ''
      return header === '' ? null : new Plaintext(header)
    })
    this.#table = { ordinal: 0, name: null, columns }
  }

  get isFull(): boolean {
    return this.#kept.length >= this.#batchRows
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0 && this.#rejects.isEmpty
  }

  add(block: Block, rows: readonly (Row | null)[]): void {
    this.#bytes += Buffer.byteLength(block.text)
    if (block.kind === 'unclosed') {
      this.ending = brokenOff('a quote is opened and never closed', `row ${this.#seen + 1}`)
    }
    const whole = block.unterminated ? rows.slice(0, -1) : rows
    for (const row of whole) this.#take(row)
    const last = rows.at(-1)
    if (block.unterminated && last !== undefined) this.#takeLast(last)
  }

  batch(): RowBatch {
    const rows = this.#kept.slice(0, this.#batchRows)
    this.#kept = this.#kept.slice(this.#batchRows)
    return {
      table: this.#table,
      rows: new PlaintextRows(rows),
      rejected: this.#rejects.take(),
      queries: [],
      bytes: this.#bytes,
    }
  }

  #take(row: Row | null): void {
    const fitting = row === null ? null : fitRow(row, this.#layout)
    if (fitting !== null && this.#isHeader(fitting)) return
    this.#seen++
    if (fitting === null || fitting.some(isTooLong)) {
      this.#rejects.add(this.#objection(row, fitting))
      return
    }
    this.#phase = 'rows'
    this.#kept.push(fitting)
    this.#lastColumn.add(fitting.at(-1) ?? '')
  }

  /** The last row of a file without a final line end may be cut; one cut inside a text of any length cannot be told. */
  #takeLast(row: Row | null): void {
    const fitting = row === null ? null : fitRow(row, this.#layout)
    const isWhole = fitting !== null && !this.#lastColumn.isCut(fitting.at(-1) ?? '')
    if (isWhole && this.ending.whole) {
      this.#take(row)
      return
    }
    this.#seen++
    this.#rejects.add('truncated')
    if (this.ending.whole) {
      this.ending = brokenOff('the last row is cut short', `row ${this.#seen}`)
    }
  }

  /** Whether this is the header, which is no row; where files were glued together it comes again and is counted. */
  #isHeader(row: Row): boolean {
    const { header } = this.#layout
    if (header === null || !row.every((cell, index) => cell === (header[index] ?? ''))) return false
    if (this.#phase === 'rows') {
      this.#seen++
      this.#rejects.add('repeated-header')
    }
    this.#phase = 'rows'
    return true
  }

  #objection(row: Row | null, fitting: Row | null): string {
    if (row === null) return 'record-too-long'
    if (fitting !== null) return 'cell-too-long'
    const before = this.#layout.header !== null && this.#phase === 'preamble'
    return before && this.#seen <= LIMITS.preambleLines ? 'preamble' : 'ragged'
  }
}

function inWords({ dialect }: Sniffed, { header, width }: Layout): string {
  const delimiter = dialect.delimiter === '\t' ? 'tab' : dialect.delimiter
  return [
    width === 1 ? 'one column' : `delimiter ${delimiter}`,
    dialect.quote === null ? 'no quotes' : `quote ${dialect.quote}`,
    header === null ? 'no header' : 'header',
  ].join(', ')
}
