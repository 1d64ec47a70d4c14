/** Rows that do not fit, read in every other way that a line can be: the first that gives what the other rows have is taken. Pure. */
import { alignedRow, isBelievable } from './csv-alignment.ts'
import { cellsBetween, scanRecord } from './csv-cells.ts'
import { USUAL_DELIMITERS } from './csv-delimiters.ts'
import type { Dialect } from './csv-dialect.ts'
import { lineStop } from './csv-lines.ts'
import type { Profile } from './csv-profile.ts'
import { type CsvRecord, type Row, unbordered } from './csv-records.ts'

export interface Mender {
  readonly dialect: Dialect
  readonly width: number
  readonly profile: Profile
}

/** The cells of a line whose quoting or dialect is another than the file's, and which fits once it is read so. */
export function readOtherwise(record: CsvRecord, { dialect, width, profile }: Mender): Row | null {
  const raw = rawOf(record, dialect)
  const others = [...readings(raw, dialect), ...foreignReadings(raw, dialect, profile)]
  return others.find((cells) => cells.length === width && isBelievable(cells, profile)) ?? null
}

/** The cells of a row that has too few or too many in their columns, where there is but one answer. */
export function aligned(record: CsvRecord, { dialect, width, profile }: Mender): Row | null {
  const raw = rawOf(record, dialect)
  const all = [record.cells, ...readings(raw, dialect), ...foreignReadings(raw, dialect, profile)]
  return alignedRow(all, width, dialect.delimiter, profile)
}

/** Rows that were one until a line end without quotes, or in quotes that do not hold, divided a cell; `null` where they were not. */
export function rejoined(parts: readonly CsvRecord[], mender: Mender): Row | null {
  const { dialect, width, profile } = mender
  const cells = parts.reduce((sum, part) => sum + part.cells.length, 1 - parts.length)
  const raw = parts.map((part) => rawOf(part, dialect)).join('\n')
  const isQuoted = ANY_QUOTE.test(raw)
  if (!profile.isTelling || (cells !== width && !isQuoted)) return null
  const row = joined(parts.map((part) => part.cells))
  if (cells === width && isBelievable(row, profile)) return row
  return isQuoted ? readOtherwise({ cells: row, raw }, mender) : null
}

const joined = (rows: readonly Row[]): Row =>
  rows.reduce((left, [first, ...rest]) => [
    ...left.slice(0, -1),
    `${left.at(-1)}\n${first}`,
    ...rest,
  ])

const rawOf = ({ raw, cells }: CsvRecord, { delimiter }: Dialect): string =>
  raw ?? cells.join(delimiter)

const QUOTES = ['"', "'", '`'] as const
const ANY_QUOTE = /["'`]/

/** The line in its own dialect, its quotes understood otherwise. */
function readings(raw: string, dialect: Dialect): Row[] {
  if (dialect.quote === null || !raw.includes(dialect.quote)) return []
  const careful = scanRecord(raw, 0, dialect, 'before delimiter')
  const inQuotes = wholeInQuotes(raw, dialect.quote)
  const cells = [
    ...(careful.stop === raw.length ? [careful.cells] : []),
    ...(inQuotes === null ? [] : [scanRecord(inQuotes, 0, dialect).cells]),
    ...(lineStop(raw, 0) === raw.length ? [cellsBetween(raw, dialect)] : []),
  ]
  return cells.map((row) => unbordered(row, dialect))
}

/** What stands inside the quotes of a line that was quoted as a whole. */
function wholeInQuotes(raw: string, quote: string): string | null {
  const line = raw.trim()
  if (line.length < 2 || !line.startsWith(quote) || !line.endsWith(quote)) return null
  return line.slice(1, -1).replaceAll(quote + quote, quote)
}

/** The line in other dialects; only the look of other rows can tell whether it was written in one. */
function foreignReadings(raw: string, dialect: Dialect, profile: Profile): Row[] {
  if (!profile.isTelling) return []
  const quotes = QUOTES.filter((quote) => raw.includes(quote))
  const requoted = quotes
    .filter((quote) => quote !== dialect.quote)
    .map((quote) => ({ ...dialect, quote }))
  const divided = USUAL_DELIMITERS.filter(
    (delimiter) => delimiter !== dialect.delimiter && raw.includes(delimiter),
  ).flatMap((delimiter) => [...quotes, null].map((quote) => ({ ...dialect, delimiter, quote })))
  return [...requoted, ...divided]
    .map((other) => scanRecord(raw, 0, other))
    .filter(({ quoting, stop }) => quoting === 'in order' && stop === raw.length)
    .map(({ cells }) => cells)
}
