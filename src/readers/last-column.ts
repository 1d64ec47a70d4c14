/** Whether the last cell of a file without a final line end was cut short, as far as its column can tell. */

/** Rows a length of the last column must stand for, on average, before a new length means anything. */
const ROWS_PER_LENGTH = 4

/** Remembers the lengths of a column's cells: telling for numbers, dates and codes, silent for names and addresses. */
export class LastColumn {
  readonly #lengths = new Set<number>()
  #rows = 0

  add(cell: string): void {
    this.#rows++
    this.#lengths.add(cell.length)
  }

  /** True for a cell of a length that no row before it had, and shorter than some, in a column of few lengths. */
  isCut(cell: string): boolean {
    const wellKnown = this.#lengths.size * ROWS_PER_LENGTH <= this.#rows
    return wellKnown && !this.#lengths.has(cell.length) && cell.length < Math.max(...this.#lengths)
  }
}
