/** How much of a table a reader gives back: cells at their places, rows with all of their cells. */
import type { Row } from './tables.ts'

export interface Recovery {
  /** Filled cells of the truth, and how many of them came back at their places. */
  readonly cells: number
  readonly recoveredCells: number
  readonly rows: number
  readonly recoveredRows: number
  /** Cells that did not come back although their row did. */
  readonly misplacedCells: number
  /** Rows of the truth that did not come back at all. */
  readonly missingRows: number
}

/** Line ends, outer spaces, quotes and zero bytes are no part of what a cell says. */
const said = (cell: string): string =>
  cell
    .replace(/\r\n?/g, '\n')
    .replace(/["'`“”\0\uFEFF]/g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()

/** A row came back if half of its cells did. */
const ENOUGH = 0.5

export function recovery(truth: readonly Row[], read: readonly Row[]): Recovery {
  const left = read.map((row) => row.map(said))
  const found = truth.map((cells) => take(cells.map(said), left))
  const sum = (count: (one: Found) => number): number =>
    found.reduce((total, one) => total + count(one), 0)
  return {
    cells: sum(({ filled }) => filled),
    recoveredCells: sum(({ right }) => right),
    rows: truth.length,
    recoveredRows: sum(({ filled, right }) => Number(filled === right)),
    misplacedCells: sum(({ filled, right, isThere }) => (isThere ? filled - right : 0)),
    missingRows: sum(({ isThere }) => Number(!isThere)),
  }
}

interface Found {
  readonly filled: number
  readonly right: number
  readonly isThere: boolean
}

/** The row that has most of the cells at their places, which then stands for no other. */
function take(cells: Row, rows: Row[]): Found {
  const filled = cells.filter((cell) => cell !== '').length
  let [best, right] = [-1, 0]
  for (const [at, row] of rows.entries()) {
    const hits = cells.reduce((sum, cell, i) => sum + Number(cell !== '' && cell === row[i]), 0)
    if (hits > right) [best, right] = [at, hits]
    if (right === filled) break
  }
  const isThere = right >= filled * ENOUGH && best >= 0
  if (isThere) rows.splice(best, 1)
  return { filled, right: isThere ? right : 0, isThere }
}
