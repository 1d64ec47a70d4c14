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

  /** Cells of rows that were read elsewhere, by the lengths that they have. */
  addLengths(rows: number, lengths: readonly number[]): void {
    this.#rows += rows
    for (const length of lengths) this.#lengths.add(length)
  }

  get rows(): number {
    return this.#rows
  }

  get lengths(): readonly number[] {
    return [...this.#lengths]
  }

  /**
   * True for a cell of a length that no row before it had: a blank one, or in a column of few lengths one that is shorter
   * than some.
   */
  isCut(cell: string): boolean {
    if (this.#rows < ROWS_PER_LENGTH || this.#lengths.has(cell.length)) return false
    if (cell === '') return true
    const isRegular = this.#lengths.size * ROWS_PER_LENGTH <= this.#rows
    return isRegular && cell.length < Math.max(...this.#lengths)
  }
}
