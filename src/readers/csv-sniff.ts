/** The dialect and width of a delimited text, told from its first 64 KiB. Pure. */
import { LAST_RESORT, USUAL_DELIMITERS, unusualDelimiters } from './csv-delimiters.ts'
import { type Dialect, inUsualMarks } from './csv-dialect.ts'
import { lineEnd, splitLines } from './csv-lines.ts'
import { type CsvRecord, type Row, recordsIn } from './csv-records.ts'

export interface Sniffed {
  readonly dialect: Dialect
  /** The records of the head, as they stand. */
  readonly sample: readonly CsvRecord[]
  /** Cells a row, as most rows of the sample have them. */
  readonly width: number
  /** Share of the sample's rows that fit it. */
  readonly consistency: number
}

const SAMPLE_LINES = 400
/** Share of rows of one width from which on a delimiter is believed: prose seldom has as many cells as a table. */
const CONSISTENT = 0.5
const CONSISTENT_TABLE = 0.25
const TABLE_WIDTH = 4
/** And from which on a colon is not even tried. */
const SURE = 0.9
/** Differences in consistency below this say nothing. */
const ALIKE = 0.05

/** Whether a row has a number of columns, blank cells behind them aside. */
export const fits = (row: Row, width: number): boolean =>
  row.length === width ||
  (row.length > width && row.slice(width).every((cell) => cell.trim() === ''))

export function sniffDialect(head: string): Sniffed {
  const hasUnusualMarks = isUnusual(head)
  const lines = sampleLines(hasUnusualMarks ? inUsualMarks(head) : head)
  const text = lines.join('\n')
  const unusual = unusualDelimiters(lines)
  // Two colons may stand around a blank cell.
  const colon = unusual.some((mark) => mark.includes(LAST_RESORT)) ? [LAST_RESORT] : []
  const delimiters = [...unusual, ...USUAL_DELIMITERS, ...colon]
  const best = delimiters
    .map((delimiter) => divide(text, delimiter, hasUnusualMarks))
    .reduce(better)
  if (isDivided(best) && (best.width >= TABLE_WIDTH || best.consistency > SURE)) return best
  const colons = divide(text, LAST_RESORT, hasUnusualMarks)
  const isBetter = !isDivided(best) || colons.consistency > best.consistency + ALIKE
  return isDivided(colons) && isBetter ? colons : best
}

/** Whether most rows have as many cells, and more than one. */
export const isDivided = ({ width, consistency }: Sniffed): boolean =>
  width > 1 && consistency >= (width < TABLE_WIDTH ? CONSISTENT : CONSISTENT_TABLE)

/** Typographic quotes around whole cells in most lines, or records that are ended by their own separator. */
function isUnusual(head: string): boolean {
  const quotes = head.match(/“[^“”]*”/g)?.length ?? 0
  const isQuoting = quotes >= head.split('\n').length && quotes > head.split('"').length
  return isQuoting || head.includes('\u001E')
}

/** The whole lines of the head: the last one may be cut by our own doing. */
function sampleLines(head: string): string[] {
  const whole = head.slice(0, lineEnd(head))
  const lines = splitLines(whole === '' ? head : whole)
  return lines.filter((line) => line !== '').slice(0, SAMPLE_LINES)
}

function divide(text: string, delimiter: string, unusual: boolean): Sniffed {
  const plain: Dialect = {
    delimiter,
    quote: quoteOf(text, delimiter),
    escaped: false,
    padded: new RegExp(`(?:^|${literal(delimiter)}) +["'\`]`, 'm').test(text),
    bordered: false,
    unusual,
  }
  const dialect = isBordered(text, delimiter) ? { ...plain, bordered: true } : plain
  const usual = sampled(text, dialect)
  if (!new RegExp(`\\\\(?:["'\`\\\\\n]|${literal(delimiter)})`).test(text)) return usual
  const escaped = sampled(text, { ...dialect, escaped: true })
  return escaped.consistency >= usual.consistency && escaped.width > 1 ? escaped : usual
}

/** Lines of one cell stand above, below and between rows of several. */
function sampled(text: string, dialect: Dialect): Sniffed {
  const sample = recordsIn(text, dialect)
  const lengths = sample.map(({ cells }) => cells.length)
  const ofWidth = (width: number): Sniffed => {
    const fitting = sample.filter(({ cells }) => fits(cells, width)).length
    return { dialect, sample, width, consistency: fitting / sample.length || 0 }
  }
  const divided = ofWidth(commonest(lengths.filter((length) => length > 1)))
  return isDivided(divided) ? divided : ofWidth(commonest(lengths))
}

function better(a: Sniffed, b: Sniffed): Sniffed {
  if (a.width === 1 || b.width === 1) return b.width > a.width ? b : a
  if (Math.abs(a.consistency - b.consistency) > ALIKE) return a.consistency > b.consistency ? a : b
  return filledWidth(b) > filledWidth(a) ? b : a
}

const SAYING = /[\p{L}\p{Nd}]/u

/** Columns in which something stands: dividing at a part of a delimiter gives more, but blank ones. */
function filledWidth({ sample, width }: Sniffed): number {
  const rows = sample.map(({ cells }) => cells).filter((cells) => fits(cells, width))
  return new Set(rows.flatMap((row) => row.flatMap((cell, at) => (SAYING.test(cell) ? [at] : []))))
    .size
}

/** Bars at both ends of most lines. */
function isBordered(text: string, delimiter: string): boolean {
  if (delimiter !== '|') return false
  const lines = text.split('\n')
  return lines.filter((line) => /^\s*\|.*\|\s*$/.test(line)).length * 2 > lines.length
}

/** The quote in which most whole cells stand; a colon's cells are quoted only where some are. */
function quoteOf(text: string, delimiter: string): Dialect['quote'] {
  const between = literal(delimiter)
  const cells = (quote: string): number =>
    text.match(
      new RegExp(`(?:^|${between}) *${quote}[^${quote}\\n]*${quote} *(?=${between}|$)`, 'gm'),
    )?.length ?? 0
  const doubled = cells('"')
  const lines = text.split('\n').length
  const other = (["'", '`'] as const).find(
    (quote) => cells(quote) >= lines && cells(quote) > doubled,
  )
  if (other !== undefined) return other
  return delimiter === LAST_RESORT && doubled === 0 ? null : '"'
}

const literal = (text: string): string => RegExp.escape(text)

/** The value that most numbers have; of two alike the larger. */
function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  let [best, most] = [0, 0]
  for (const [number, count] of counts) {
    if (count > most || (count === most && number > best)) [best, most] = [number, count]
  }
  return best
}
