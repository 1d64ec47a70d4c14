/**
 * Delimited text cut into blocks of whole rows, whatever the pieces it arrives in: it follows the quotes as csv-parse does,
 * and no quote that stays open can swallow more than one record's limit.
 */
import { LIMITS } from '../core/limits.ts'
import type { Dialect } from './csv-dialect.ts'
import { firstLineEnd, hasLineEnd, lineEnd } from './csv-lines.ts'

export interface Block {
  /**
   * `plain`: without quotes. `quoted`: every quote that opens a cell is closed. `torn`: it begins with a row whose quote
   * stays open, so that its lines must be read one by one; `unclosed`: the same, up to the end of the file. `too-long`: a
   * line over the limit, left out.
   */
  readonly kind: 'plain' | 'quoted' | 'torn' | 'unclosed' | 'too-long'
  readonly text: string
  /** Whether the file ends here without a line end. */
  readonly unterminated: boolean
}

export async function* blocksOf(
  text: AsyncIterable<string>,
  dialect: Dialect,
): AsyncGenerator<Block> {
  let held = ''
  let skipping = false
  for await (const piece of text) {
    held = skipping ? afterLine(piece) : held + piece
    skipping = skipping && !hasLineEnd(piece)
    for (let cut = cutBlock(held, dialect, false); cut !== null; ) {
      held = cut.rest
      skipping = cut.skips
      yield cut.block
      cut = cutBlock(held, dialect, false)
    }
  }
  for (let cut = cutBlock(held, dialect, true); cut !== null; ) {
    yield cut.block
    cut = cutBlock(cut.rest, dialect, true)
  }
}

interface Cut {
  readonly block: Block
  readonly rest: string
  /** Whether what comes next, up to a line end, belongs to a line that is left out. */
  readonly skips: boolean
}

/** The next block of what is held, or `null` where more must be read first. */
function cutBlock(held: string, dialect: Dialect, atEnd: boolean): Cut | null {
  const end = atEnd ? held.length : lineEnd(held)
  if (end === 0) return held.length > LIMITS.recordBytes ? cutLongLine(held) : null
  const whole = held.slice(0, end)
  if (dialect.quote === null || !whole.includes(dialect.quote)) return cutAt(held, end, 'plain')
  const open = openRow(whole, dialect)
  if (open === null) return cutAt(held, end, 'quoted')
  if (open.start > 0) return cutAt(held, open.start, 'quoted')
  // The second limit is for a quote that is followed by one endless line.
  if (open.over || held.length > 2 * LIMITS.recordBytes) return cutTorn(held)
  return atEnd ? cutAt(held, end, 'unclosed') : null
}

function cutAt(held: string, end: number, kind: Block['kind']): Cut {
  const text = held.slice(0, end)
  const unterminated = end === held.length && lineEnd(text) !== end
  return { block: { kind, text, unterminated }, rest: held.slice(end), skips: false }
}

function cutTorn(held: string): Cut {
  const end = lineEnd(held.slice(0, LIMITS.recordBytes))
  return end === 0 ? cutLongLine(held) : cutAt(held, end, 'torn')
}

function cutLongLine(held: string): Cut {
  const block: Block = { kind: 'too-long', text: '', unterminated: false }
  return { block, rest: afterLine(held), skips: !hasLineEnd(held) }
}

const afterLine = (text: string): string => {
  const end = firstLineEnd(text)
  return end < 0 ? '' : text.slice(end)
}

/** Whether every quote that opens a cell of the text is closed in it. */
export const isClosed = (text: string, dialect: Dialect): boolean => openRow(text, dialect) === null

/**
 * The first row whose quote is not closed in the text (`over`: nor within a record's limit), or `null`. A quote opens only
 * at the start of a cell; one that is not doubled ends the quoting, whatever follows.
 */
function openRow(
  text: string,
  dialect: Dialect,
): { readonly start: number; readonly over: boolean } | null {
  const { quote } = dialect
  if (quote === null) return null
  let row = 0
  let closed = 0
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, closed)) {
    const opens = startsCell(text, at, dialect)
    row = rowStart(text, closed, at) ?? row
    closed = opens ? closingQuote(text, at + 1, quote) + 1 : at + 1
    const length = (closed === 0 ? text.length : closed) - row
    if (opens && length > LIMITS.recordBytes) return { start: row, over: true }
    if (closed === 0) return { start: row, over: false }
  }
  return null
}

function startsCell(text: string, at: number, { delimiter, padded }: Dialect): boolean {
  let before = at - 1
  while (padded && isPadding(text[before], delimiter)) before--
  const character = text[before]
  return character === undefined || character === delimiter || isLineEnd(character)
}

const isLineEnd = (character: string): boolean => character === '\n' || character === '\r'

const isPadding = (character: string | undefined, delimiter: string): boolean =>
  character !== undefined &&
  character !== delimiter &&
  !isLineEnd(character) &&
  character.trim() === ''

function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from)
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2)
  return at
}

/** The start of the last line that begins between two positions outside quotes, or `null`. */
function rowStart(text: string, from: number, to: number): number | null {
  for (let at = to - 1; at >= from; at--) {
    if (isLineEnd(text[at] ?? '')) return at + 1
  }
  return null
}
