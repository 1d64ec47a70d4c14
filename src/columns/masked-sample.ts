/** Values as a person may see them before anything is stored: a few characters and how many there are. Pure. */
import { printable } from '../core/printable.ts'
import type { RowBatch } from '../readers/reader.ts'

const DOT = '•'
/** Dots shown at most: the length of a long value says nothing of its kind. */
const DOTS = 12

/** Characters that may be seen at the start and at the end, by the length of a value: short ones are hidden whole. */
const VISIBLE: readonly { readonly from: number; readonly first: number; readonly last: number }[] =
  [
    { from: 8, first: 2, last: 2 },
    { from: 5, first: 1, last: 0 },
    { from: 0, first: 0, last: 0 },
  ]

/** `9876543210` as `98••••••10`. */
export function maskedSample(value: string): string {
  const characters = [...value]
  const { length } = characters
  const { first, last } = VISIBLE.find(({ from }) => length >= from) ?? { first: 0, last: 0 }
  const shown = (part: readonly string[]): string => printable(part.join(''))
  const dots = DOT.repeat(Math.min(DOTS, length - first - last))
  return shown(characters.slice(0, first)) + dots + shown(characters.slice(length - last))
}

/** One masked value a column, each from a row of its own while there are rows enough; `null` for a blank column. */
export function maskedSamples(
  rows: readonly (readonly string[])[],
  columns: number,
): (string | null)[] {
  const used = new Set<number>()
  return Array.from({ length: columns }, (_, column) => {
    const holds = (row: readonly string[]): boolean => (row[column] ?? '').trim() !== ''
    const own = rows.findIndex((row, index) => !used.has(index) && holds(row))
    const index = own >= 0 ? own : rows.findIndex(holds)
    used.add(index)
    const value = rows[index]?.[column]?.trim()
    return value === undefined ? null : maskedSample(value)
  })
}

/** The samples of the columns of one table, from its first batches; the rows are opened here and nowhere after. */
export const samplesOf = (batches: readonly RowBatch[], columns: number): (string | null)[] =>
  maskedSamples(
    batches.flatMap((batch) => batch.rows.expose()),
    columns,
  )
