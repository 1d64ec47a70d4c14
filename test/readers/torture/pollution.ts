/** One thing that can be wrong with a file, and two of them at once. */
import type { Writing } from './writing.ts'

export interface Pollution {
  readonly name: string
  readonly change: Partial<Writing>
}

/** What several pollutions can change one after the other; anything else only one of them can. */
const SHARED = new Set(['table', 'cells', 'row', 'preamble', 'footer', 'between'])

export const goTogether = (a: Pollution, b: Pollution): boolean =>
  Object.keys(a.change).every((key) => SHARED.has(key) || !(key in b.change))

export const polluted = (writing: Writing, { change }: Pollution): Writing => ({
  ...writing,
  ...change,
  table: (table) => (change.table ?? same)(writing.table(table)),
  cells: (cells, row, marks) =>
    (change.cells ?? same)(writing.cells(cells, row, marks), row, marks),
  row: (line, row) => (change.row ?? same)(writing.row(line, row), row),
  preamble: [...writing.preamble, ...(change.preamble ?? [])],
  footer: (line) => [...writing.footer(line), ...(change.footer?.(line) ?? [])],
  between: (row, line, names) => [
    ...writing.between(row, line, names),
    ...(change.between?.(row, line, names) ?? []),
  ],
})

const same = <Value>(value: Value): Value => value
