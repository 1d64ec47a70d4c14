/** The cells of one record of delimited text, as its quotes and escapes divide them; a record may go over several lines. Pure. */
import { type Dialect, splitCells } from './csv-dialect.ts'
import { behindLineEnd, lineStop } from './csv-lines.ts'

export interface Scan {
  readonly cells: readonly string[]
  /** The position of the record's line end, or the length of the text. */
  readonly stop: number
  /** `odd`: text stands behind a closing quote. `open`: a quote is closed nowhere in the text. */
  readonly quoting: 'in order' | 'odd' | 'open'
}

/**
 * How a quote closes. `first`: the first one that is not doubled does, whatever follows. `before delimiter`: only one that a
 * delimiter or a line end follows, and no quote opens where another cell begins in quotes before that.
 */
export type Closing = 'first' | 'before delimiter'

export function scanRecord(
  text: string,
  from: number,
  dialect: Dialect,
  closing: Closing = 'first',
): Scan {
  const cells: string[] = []
  let quoting: Scan['quoting'] = 'in order'
  for (let at = from; ; at += dialect.delimiter.length) {
    const cell = scanCell(text, at, dialect, closing)
    cells.push(cell.text)
    if (cell.quoting !== 'in order') quoting = cell.quoting
    at = cell.end
    if (!text.startsWith(dialect.delimiter, at)) return { cells, stop: at, quoting }
  }
}

/** Whether a line can be divided at its delimiters and no more. */
export const isPlain = (line: string, { quote, escaped }: Dialect): boolean =>
  !(quote !== null && line.includes(quote)) && !(escaped && line.includes('\\'))

/** The cells of one line by itself; where its quoting does not hold, quotes are letters. */
export function cellsOfLine(line: string, dialect: Dialect): readonly string[] {
  if (isPlain(line, dialect)) return cellsBetween(line, dialect)
  const { cells, stop, quoting } = scanRecord(line, 0, dialect)
  return quoting === 'open' || stop < line.length ? cellsBetween(line, dialect) : cells
}

/** The cells of a line in which quotes are letters, where there are any. */
export const cellsBetween = (line: string, dialect: Dialect): string[] => {
  const cells = splitCells(line, dialect)
  return dialect.padded ? cells.map((cell) => cell.trimStart()) : cells
}

interface ScannedCell {
  readonly text: string
  /** The position of the delimiter or line end behind it. */
  readonly end: number
  readonly quoting: Scan['quoting']
}

function scanCell(text: string, from: number, dialect: Dialect, closing: Closing): ScannedCell {
  const { quote, padded } = dialect
  const start = padded ? behindPadding(text, from, dialect) : from
  if (quote === null || text[start] !== quote) return plainCell(text, start, dialect)
  return closing === 'first'
    ? quotedCell(text, start, quote, dialect)
    : carefullyQuotedCell(text, start, quote, dialect)
}

function plainCell(text: string, start: number, dialect: Dialect): ScannedCell {
  const end = cellEnd(text, start, dialect)
  const cell = text.slice(start, end)
  const plain = dialect.escaped ? unescaped(cell) : cell
  return { text: dialect.padded ? plain.trimStart() : plain, end, quoting: 'in order' }
}

function quotedCell(text: string, start: number, quote: string, dialect: Dialect): ScannedCell {
  const closed = closingQuote(text, start + 1, quote, dialect)
  if (closed < 0) return { text: text.slice(start), end: text.length, quoting: 'open' }
  const end = cellEnd(text, closed + 1, dialect)
  const inside = insideQuotes(text.slice(start + 1, closed), quote, dialect)
  const behind = text.slice(closed + 1, end)
  const quoting = behind.trim() === '' ? 'in order' : 'odd'
  return { text: quoting === 'odd' ? inside + behind : inside, end, quoting }
}

function carefullyQuotedCell(
  text: string,
  start: number,
  quote: string,
  dialect: Dialect,
): ScannedCell {
  const next = text.indexOf(dialect.delimiter + quote, start + 1)
  let closed = closingQuote(text, start + 1, quote, dialect)
  while (closed >= 0 && !endsCell(text, closed + 1, dialect)) {
    closed = closingQuote(text, closed + 1, quote, dialect)
  }
  if (closed < 0 || (next >= 0 && next < closed)) return plainCell(text, start, dialect)
  const inside = insideQuotes(text.slice(start + 1, closed), quote, dialect)
  return { text: inside, end: cellEnd(text, closed + 1, dialect), quoting: 'in order' }
}

function behindPadding(text: string, from: number, { quote, delimiter }: Dialect): number {
  let at = from
  while (text[at] === ' ' && !text.startsWith(delimiter, at)) at++
  return quote !== null && text[at] === quote ? at : from
}

/** The quote that closes, from a position inside quotes on; -1: none does. */
function closingQuote(text: string, from: number, quote: string, { escaped }: Dialect): number {
  let at = text.indexOf(quote, from)
  while (at >= 0) {
    if (escaped && isEscaped(text, from, at)) at = text.indexOf(quote, at + 1)
    else if (text[at + 1] === quote) at = text.indexOf(quote, at + 2)
    else return at
  }
  return -1
}

/** Whether an odd number of backslashes stands before a position. */
function isEscaped(text: string, from: number, at: number): boolean {
  let before = at
  while (before > from && text[before - 1] === '\\') before--
  return (at - before) % 2 === 1
}

/** The position of the next delimiter or line end that nothing escapes. */
function cellEnd(text: string, from: number, dialect: Dialect): number {
  const { delimiter, escaped } = dialect
  const stop = lineStop(text, from)
  const delimited = text.indexOf(delimiter, from)
  const end = delimited < 0 ? stop : Math.min(delimited, stop)
  if (!escaped || !isEscaped(text, from, end) || end === text.length) return end
  const behind = end === stop ? behindLineEnd(text, end) : end + delimiter.length
  return cellEnd(text, behind, dialect)
}

function endsCell(text: string, from: number, { delimiter }: Dialect): boolean {
  let at = from
  while (text[at] === ' ' && !text.startsWith(delimiter, at)) at++
  return at >= text.length || text.startsWith(delimiter, at) || lineStop(text, at) === at
}

const unescaped = (cell: string): string => cell.replace(/\\([\s\S])/g, '$1')

function insideQuotes(cell: string, quote: string, { escaped }: Dialect): string {
  const undoubled = cell.includes(quote) ? cell.replaceAll(quote + quote, quote) : cell
  return escaped && undoubled.includes('\\') ? unescaped(undoubled) : undoubled
}
