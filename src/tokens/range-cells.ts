/** The cells of a range in the kernels' memory: which line and column each stands in, and its text where it is asked for. */
import { isAscii } from 'node:buffer'
import type { Kernels } from '../kernels/module.ts'
import type { GrammarData } from '../readers/csv-grammar.ts'

/** Kernels load whole vectors: so many bytes behind a text must be there. */
const SLACK_BYTES = 16
const LONGEST_CELL = 4096

export class RangeCells {
  readonly rows: number
  readonly #kernels: Kernels
  readonly #bytes: Buffer
  readonly #text: number
  readonly #capacity: number
  readonly #cells: number
  readonly #lines: number
  readonly #odd: number

  private constructor(
    kernels: Kernels,
    bytes: Uint8Array,
    place: { text: number; capacity: number; cells: number; lines: number; odd: number },
    rows: number,
  ) {
    this.#kernels = kernels
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#text = place.text
    this.#capacity = place.capacity
    this.#cells = place.cells
    this.#lines = place.lines
    this.#odd = place.odd
    this.rows = rows
  }

  /** Cuts whole lines into cells; `null` where the plain reader must do it. */
  static scan(
    kernels: Kernels,
    bytes: Uint8Array,
    { dialect, layout }: GrammarData,
  ): RangeCells | null {
    const text = kernels.scratch(bytes.length + SLACK_BYTES)
    kernels.u8(text, bytes.length).set(bytes)
    const end = text + bytes.length
    const capacity = kernels.run.countLines(text, end)
    const cells = kernels.scratch(8 * capacity * layout.width)
    const lines = kernels.scratch(8 * capacity)
    const odd = kernels.scratch(capacity)
    const rows = kernels.run.scan(
      text,
      end,
      dialect.delimiter.charCodeAt(0),
      dialect.quote?.charCodeAt(0) ?? 0,
      layout.cells,
      layout.width,
      capacity,
      cells,
      lines,
      odd,
    )
    return rows < 0
      ? null
      : new RangeCells(kernels, bytes, { text, capacity, cells, lines, odd }, rows)
  }

  /** Where the offsets of a column's cells stand. */
  offsets(column: number): number {
    return this.#cells + 8 * this.#capacity * column
  }

  lengths(column: number): number {
    return this.offsets(column) + 4 * this.#capacity
  }

  /** By line: 1 where the plain reader must see it, 2 where it is a row that is left out. */
  get odd(): Uint8Array {
    return this.#kernels.u8(this.#odd, this.rows)
  }

  /** Leaves a line to the plain reader: its cells become blank. */
  makeOdd(row: number, columns: number): void {
    this.#blank(row, columns, 1)
  }

  /** Leaves a row out: its cells become blank. */
  drop(row: number, columns: number): void {
    this.#blank(row, columns, 2)
  }

  #blank(row: number, columns: number, odd: number): void {
    this.odd[row] = odd
    for (let column = 0; column < columns; column++) {
      this.#kernels.u32(this.lengths(column), this.rows)[row] = 0
    }
  }

  /** By line: 2, a cell for the plain rule, where the column has text in it. */
  filled(column: number): Uint8Array {
    const lengths = this.#kernels.u32(this.lengths(column), this.rows)
    return Uint8Array.from(lengths, (length) => (length === 0 ? 0 : 2))
  }

  /** By line: the first two bytes of a cell, the first one above; 0 for one that is not there, -1 for a blank cell. */
  beginnings(column: number): Int32Array {
    const offsets = this.#kernels.u32(this.offsets(column), this.rows)
    const lengths = this.#kernels.u32(this.lengths(column), this.rows)
    const found = new Int32Array(this.rows)
    for (let row = 0; row < this.rows; row++) {
      const [from, length] = [(offsets[row] ?? 0) - this.#text, lengths[row] ?? 0]
      const second = length > 1 ? (this.#bytes[from + 1] ?? 0) : 0
      found[row] = length === 0 ? -1 : ((this.#bytes[from] ?? 0) << 8) | second
    }
    return found
  }

  cell(row: number, column: number): string {
    return this.#textAt(this.offsets(column), this.lengths(column), row)
  }

  /** The cells of the first columns of a line. */
  row(row: number, columns: number): string[] {
    return Array.from({ length: columns }, (_, column) => this.cell(row, column))
  }

  line(row: number): string {
    return this.#textAt(this.#lines, this.#lines + 4 * this.#capacity, row)
  }

  /** The lengths, in characters, that the cells of a column have where the line is not odd. */
  cellLengths(column: number): number[] {
    const lengths = this.#kernels.u32(this.lengths(column), this.rows)
    const seen = new Uint8Array(LONGEST_CELL + 1)
    const isBytes = isAscii(this.#bytes)
    const { odd } = this
    for (let row = 0; row < this.rows; row++) {
      if (odd[row] === 0) seen[isBytes ? (lengths[row] ?? 0) : this.cell(row, column).length] = 1
    }
    return [...seen.keys()].filter((length) => seen[length] === 1)
  }

  #textAt(offsets: number, lengths: number, row: number): string {
    const from = (this.#kernels.u32(offsets, this.rows)[row] ?? 0) - this.#text
    const length = this.#kernels.u32(lengths, this.rows)[row] ?? 0
    return this.#bytes.toString('utf8', from, from + length)
  }
}
