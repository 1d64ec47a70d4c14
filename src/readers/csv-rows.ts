/** The rows of a block of delimited text, and what is done where its quoting does not hold. Pure. */
import { parse } from 'csv-parse/sync'
import { LIMITS } from '../core/limits.ts'
import { type Block, isClosed } from './csv-blocks.ts'
import type { Dialect } from './csv-dialect.ts'
import { hasLineEnd, LINE_ENDS, splitLines } from './csv-lines.ts'

export type Row = readonly string[]

/** Whether a row has a number of columns, blank cells behind them aside. */
export const fits = (row: Row, width: number): boolean =>
  row.length === width ||
  (row.length > width && row.slice(width).every((cell) => cell.trim() === ''))

/** Lines and columns from which on lines that are all rows by themselves are no cell: see `rowsOfRecord`. */
const SWALLOWED_LINES = 3
const SWALLOWED_COLUMNS = 3
/**
 * Line ends around the text of a record, and lines of spaces that csv-parse passed over: of a wide space it gives the first
 * byte, which reads as U+FFFD.
 */
const OUTER_LINE_ENDS = /^[\s\uFFFD]*[\r\n]|[\r\n]+$/g

/** The rows of a block; `null` stands for one that is over the limit of a record. */
export function rowsOf(block: Block, dialect: Dialect, width: number): (Row | null)[] {
  switch (block.kind) {
    case 'too-long':
      return [null]
    case 'torn':
    case 'unclosed':
      return rowsOfLines(block.text, dialect)
    case 'quoted':
      return rowsOfQuoted(block.text, dialect, width)
    case 'plain':
      // Without quotes there is nothing to parse, and this is ten times as fast.
      return dialect.padded
        ? rowsOfQuoted(block.text, dialect, width)
        : splitRows(block.text, dialect)
    default:
      return block.kind satisfies never
  }
}

/** The rows of a piece of text that may end anywhere. */
export function sampleRows(text: string, dialect: Dialect): Row[] {
  try {
    return parseText(text, dialect)
  } catch {
    return rowsOfLines(text, dialect).filter((row) => row !== null)
  }
}

/** csv-parse throws where a quote is not closed, and its message holds text of the file: it goes no further than here. */
function parseText(text: string, dialect: Dialect): string[][] {
  return parse(text, optionsOf(dialect))
}

function rowsOfQuoted(text: string, dialect: Dialect, width: number): (Row | null)[] {
  try {
    const rows = parseText(text, dialect)
    return rows.some((row) => row.some(hasLineEnd))
      ? rowsOfRecords(text, dialect, width)
      : rows.map((row) => (lengthOf(row) > LIMITS.recordBytes ? null : row))
  } catch {
    return rowsOfLines(text, dialect)
  }
}

const splitRows = (text: string, { delimiter }: Dialect): (Row | null)[] =>
  splitLines(text)
    .filter((line) => line !== '')
    .map((line) => (line.length > LIMITS.recordBytes ? null : line.split(delimiter)))

/** Every line by itself; where the quotes of one do not hold they are letters. */
function rowsOfLines(text: string, dialect: Dialect): (Row | null)[] {
  const lines = splitLines(text).filter((line) => !isEmpty(line, dialect))
  const holds = lines.map((line) => line.length <= LIMITS.recordBytes && isClosed(line, dialect))
  const parsed = parseLines(
    lines.filter((_, index) => holds[index]),
    dialect,
  ).values()
  return lines.map((line, index) => {
    if (line.length > LIMITS.recordBytes) return null
    return (holds[index] ? parsed.next().value : undefined) ?? splitLine(line, dialect)
  })
}

function splitLine(line: string, { delimiter, padded }: Dialect): Row {
  const cells = line.split(delimiter)
  return padded ? cells.map((cell) => cell.trimStart()) : cells
}

/** As csv-parse sees it: spaces count for nothing where they are trimmed. */
const isEmpty = (line: string, { delimiter, padded }: Dialect): boolean =>
  line === '' || (padded && !line.includes(delimiter) && line.trim() === '')

/** One row a line, or none at all where csv-parse sees them otherwise; one call for all, since it takes its time to begin. */
function parseLines(lines: readonly string[], dialect: Dialect): Row[] {
  try {
    const rows = parseText(lines.join('\n'), dialect)
    return rows.length === lines.length ? rows : []
  } catch {
    return []
  }
}

interface RawRecord {
  readonly record: string[]
  readonly raw: string
}

function rowsOfRecords(text: string, dialect: Dialect, width: number): (Row | null)[] {
  const records = parse(text, { ...optionsOf(dialect), raw: true }) as unknown as RawRecord[]
  const wellFormed = wellFormedRecord(dialect)
  return records.flatMap(({ record, raw }) =>
    record.some(hasLineEnd)
      ? rowsOfRecord(record, raw.replace(OUTER_LINE_ENDS, ''), dialect, { width, wellFormed })
      : [record],
  )
}

/**
 * A record over several lines. Its lines are rows of their own where its quoting is not in order, or where each of three or
 * more lines has by itself all the columns of the file: then a stray quote has swallowed them. Two lines prove nothing.
 */
function rowsOfRecord(
  record: Row,
  raw: string,
  dialect: Dialect,
  expected: { readonly width: number; readonly wellFormed: RegExp },
): (Row | null)[] {
  if (raw.length > LIMITS.recordBytes || !expected.wellFormed.test(raw)) {
    return rowsOfLines(raw, dialect)
  }
  const lines = splitLines(raw)
  const { width } = expected
  const maySwallow =
    lines.length >= SWALLOWED_LINES &&
    width >= SWALLOWED_COLUMNS &&
    lines.every((line) => line.split(dialect.delimiter).length >= width)
  if (!maySwallow) return [record]
  const rows = rowsOfLines(raw, dialect)
  return rows.every((row) => row?.length === width) ? rows : [record]
}

/** Cells either in quotes, with inner quotes doubled, or without a quote at their start. */
function wellFormedRecord({ delimiter, quote, padded }: Dialect): RegExp {
  const end = `[^${delimiter}\\r\\n]*`
  const quoted = `${padded ? ' *' : ''}${quote}[^${quote}]*(?:${quote}${quote}[^${quote}]*)*${quote}`
  const cell = `(?:${quoted}|(?!${padded ? ' *' : ''}${quote})${end})`
  return new RegExp(`^${cell}(?:[${delimiter}]${cell})*$`)
}

const lengthOf = (row: Row): number => row.reduce((sum, cell) => sum + cell.length, row.length)

const optionsOf = ({ delimiter, quote, padded }: Dialect) =>
  ({
    delimiter,
    quote,
    escape: quote,
    ltrim: padded,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as const
