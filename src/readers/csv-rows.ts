/** The rows of a block of delimited text, and what is done where its quoting does not hold. Pure. */
import { parse } from 'csv-parse/sync'
import { LIMITS } from '../core/limits.ts'
import type { Block } from './csv-blocks.ts'
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
const OUTER_LINE_ENDS = /^[\r\n]+|[\r\n]+$/g

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

function rowsOfLines(text: string, dialect: Dialect): (Row | null)[] {
  return splitLines(text)
    .filter((line) => line !== '')
    .map((line) => (line.length > LIMITS.recordBytes ? null : rowOfLine(line, dialect)))
}

/** One line by itself; where its quotes do not hold they are letters. */
function rowOfLine(line: string, dialect: Dialect): Row {
  try {
    return parseText(line, dialect)[0] ?? [line]
  } catch {
    return line.split(dialect.delimiter)
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
  const swallowed =
    lines.length >= SWALLOWED_LINES &&
    expected.width >= SWALLOWED_COLUMNS &&
    lines.every((line) => rowOfLine(line, dialect).length === expected.width)
  return swallowed ? rowsOfLines(raw, dialect) : [record]
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
