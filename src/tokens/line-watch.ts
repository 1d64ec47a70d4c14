/** Lines that kernels divide rightly and the reader of delimited text still takes for something else: headers that come again above all. */
import { folded, namesAgain } from '../readers/csv-header.ts'
import type { Layout } from '../readers/csv-layout.ts'
import type { RangeCells } from './range-cells.ts'

const APOSTROPHE = 0x27
/** The first two bytes of a mark of byte order. */
const MARK = 0xefbb
/** No name of a column, folded, begins with another letter than its cell, unless the cell begins so. */
const isFoldedAway = (byte: number): boolean => byte <= 0x20 || byte === 0x23 || byte >= 0x80

export class LineWatch {
  readonly #layout: Layout
  /** By the first two bytes of a cell: 1 where it may be the name of a column. */
  readonly #beginnings = new Uint8Array(2 ** 16)

  constructor(layout: Layout) {
    this.#layout = layout
    const names = (layout.header?.names ?? []).map(folded).filter((name) => name !== '')
    for (let pair = 0; pair < 2 ** 16; pair++) {
      const [first, second] = [pair >>> 8, pair & 0xff]
      const mayBe = isFoldedAway(first) || names.some((name) => begins(name, first, second))
      this.#beginnings[pair] = mayBe ? 1 : 0
    }
  }

  /** Leaves to the plain reader what it would not simply keep. */
  mark(cells: RangeCells): void {
    const { width } = this.#layout
    const { odd } = cells
    const beginnings = Array.from({ length: Math.min(2, width) }, (_, column) =>
      cells.beginnings(column),
    )
    for (let row = 0; row < cells.rows; row++) {
      if (odd[row] !== 0) continue
      const first = beginnings[0]?.[row] ?? -1
      const isOther = first >>> 8 === APOSTROPHE || first === MARK
      if (isOther || this.#isHeader(cells, row, first, beginnings[1]?.[row] ?? -1)) {
        cells.makeOdd(row, width)
      }
    }
  }

  /** A header begins with a name in its first two cells, or with a blank. */
  #isHeader(cells: RangeCells, row: number, first: number, second: number): boolean {
    const { header, width } = this.#layout
    const mayBe = first < 0 || this.#beginnings[first] === 1 || this.#beginnings[second] === 1
    return header !== null && mayBe && namesAgain(cells.row(row, width), header) !== null
  }
}

/** Whether a cell that begins with these bytes, in capitals or not, may be this name. */
function begins(name: string, first: number, second: number): boolean {
  if (name.charCodeAt(0) !== lower(first)) return false
  return isFoldedAway(second) || name.charCodeAt(1) === lower(second)
}

const lower = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)
