/** Whether a table's first row is a header or already data: taking data for a header would print it. */
import { isHarmless } from '../core/harmless-name.ts'
import { headerWords } from './header-word.ts'
import { headerEntry } from './vocabulary.ts'

const DIGIT = /\p{Nd}/u
/** A row in which this many cells are header words is a header whatever else stands in it. */
const SURE_WORDS = 3
/** At least as many digits as other characters, roughly: a number with its separators. */
const DIGITS_MOSTLY = /^[^\p{L}]*\p{Nd}[^\p{L}]*$/u
const MOSTLY = 0.8
const COMPARED = 200

/**
 * @param firstRow the cells in question
 * @param sample rows that follow it
 */
export function looksLikeHeader(
  firstRow: readonly string[],
  sample: readonly (readonly string[])[],
): boolean {
  const rows = sample.slice(0, COMPARED)
  const filled = firstRow.flatMap((cell, index) => (cell.trim() === '' ? [] : { cell, index }))
  // A header word that its own column repeats (`PAN` under an ID type) is a value.
  const known = filled.filter(
    ({ cell, index }) =>
      headerEntry(cell) !== null && !rows.some((row) => row[index]?.trim() === cell.trim()),
  )
  if (known.length >= SURE_WORDS) return true
  const worded = filled.every(
    ({ cell }) => isHarmless(cell) && headerWords(cell).some((word) => !DIGIT.test(word)),
  )
  if (!worded || filled.length === 0) return false
  return (
    known.length > filled.length / 4 ||
    (rows.length > 0 && filled.some(({ index }) => isNumeric(rows, index)))
  )
}

/** Whether a column's cells are mostly digits: under a cell of letters, that is a header and its values. */
function isNumeric(rows: readonly (readonly string[])[], index: number): boolean {
  const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
  return (
    cells.length > 1 &&
    cells.filter((cell) => DIGITS_MOSTLY.test(cell)).length >= MOSTLY * cells.length
  )
}
