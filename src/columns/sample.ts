/** What is looked at of one column: its values of the sample, blanks apart, thinned evenly to a bounded number. */

export interface ColumnSample {
  /** All cells, trimmed, thinned; blanks among them. */
  readonly cells: readonly string[]
  /** Distinct cells that are not blank: a constant repeated a thousand times is one piece of evidence. */
  readonly values: readonly string[]
}

/** Enough to tell 8 % from 40 % beyond doubt, few enough to try every kind on every column in milliseconds. */
const CELLS = 500
const LONGEST = 400

/** @param rows rows of the table, of any length; missing cells are blank */
export function columnSample(rows: readonly (readonly string[])[], index: number): ColumnSample {
  const stride = Math.max(1, rows.length / CELLS)
  const cells = Array.from({ length: Math.min(rows.length, CELLS) }, (_, i) =>
    (rows[Math.floor(i * stride)]?.[index] ?? '').slice(0, LONGEST).trim(),
  )
  return { cells, values: [...new Set(cells)].filter((cell) => cell !== '') }
}
