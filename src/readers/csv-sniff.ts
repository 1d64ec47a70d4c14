/** The delimiter, quote and width of a delimited text, told from its first 64 KiB. Pure. */
import type { Dialect } from './csv-dialect.ts'
import { lineEnd, splitLines } from './csv-lines.ts'
import { fits, type Row, sampleRows } from './csv-rows.ts'

export interface Sniffed {
  readonly dialect: Dialect
  /** The rows of the head, as they stand. */
  readonly sample: readonly Row[]
  /** Cells a row, as most rows of the sample have them. */
  readonly width: number
  /** Share of the sample's rows that fit it. */
  readonly consistency: number
}

/** Those that text seldom holds come first: of two that divide a file alike, the earlier one is taken. */
const DELIMITERS = ['\t', '|', ';', ','] as const
/** Times and addresses hold colons, so it delimits only what nothing else does. */
const LAST_RESORT = ':'
const SAMPLE_LINES = 400
/** Share of rows of one width from which on a delimiter is believed. */
export const CONSISTENT = 0.5
/** Differences in consistency below this say nothing. */
const ALIKE = 0.05

export function sniffDialect(head: string): Sniffed {
  const lines = sampleLines(head)
  const text = lines.join('\n')
  const best = DELIMITERS.map((delimiter) => divide(text, delimiter)).reduce(better)
  if (best.width > 1 && best.consistency >= CONSISTENT) return best
  const colons = divide(text, LAST_RESORT)
  return colons.width > 1 && colons.consistency >= CONSISTENT ? colons : best
}

/** The whole lines of the head: the last one may be cut by our own doing. */
function sampleLines(head: string): string[] {
  const whole = head.slice(0, lineEnd(head))
  const lines = splitLines(whole === '' ? head : whole)
  return lines.filter((line) => line !== '').slice(0, SAMPLE_LINES)
}

function divide(text: string, delimiter: string): Sniffed {
  const dialect: Dialect = {
    delimiter,
    quote: delimiter === LAST_RESORT ? null : quoteOf(text, delimiter),
    padded: new RegExp(`(?:^|[${delimiter}\\n]) +["']`).test(text),
  }
  const sample = sampleRows(text, dialect)
  const width = commonest(sample.map((row) => row.length))
  const consistency = sample.filter((row) => fits(row, width)).length / sample.length || 0
  return { dialect, sample, width, consistency }
}

function better(a: Sniffed, b: Sniffed): Sniffed {
  if (a.width === 1 || b.width === 1) return b.width > a.width ? b : a
  if (Math.abs(a.consistency - b.consistency) > ALIKE) return a.consistency > b.consistency ? a : b
  return b.width > a.width ? b : a
}

/** The apostrophe quotes only where whole cells stand in it and none stands in double quotes. */
function quoteOf(text: string, delimiter: string): '"' | "'" {
  const cells = (quote: string): number =>
    text.match(
      new RegExp(
        `(?:^|[${delimiter}\\n]) *${quote}[^${quote}\\n]*${quote}(?=[${delimiter}\\n]|$)`,
        'g',
      ),
    )?.length ?? 0
  const lines = text.split('\n').length
  return cells("'") >= lines && cells('"') === 0 ? "'" : '"'
}

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
