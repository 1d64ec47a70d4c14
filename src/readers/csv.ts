/** Delimited text, with or without a header: rows out, every line that is none of them counted. */
import type { TextPiece } from '../evidence/decoded-text.ts'
import { type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { type Layout, layoutOf } from './csv-layout.ts'
import { CsvPassage } from './csv-passage.ts'
import { isDivided, type Sniffed, sniffDialect } from './csv-sniff.ts'
import { foreignFormat } from './foreign.ts'
import { headOf } from './head-of.ts'
import type { Reader, Reading, RowBatch } from './reader.ts'

/** What text of one column must mostly look like to be a list of identifiers. */
const LISTED = /^\s*(?=.{5,64}$)(?:\S+@\S+|(?:[^\p{Nd}]*\p{Nd}){4,}[^\p{Nd}]*)\s*$/u

export const csv: Reader = {
  name: 'csv',
  isOfLines: true,
  sniff(head) {
    if (head.trim() === '' || foreignFormat(head) !== null) return 0
    const sniffed = sniffDialect(head)
    const { width, consistency, sample } = sniffed
    if (width > 1) return isDivided(sniffed) ? 0.7 * consistency : 0
    const listed = sample.filter(({ cells }) => LISTED.test(cells[0] ?? ''))
    return listed.length * 2 > sample.length ? 0.3 : 0
  },
  read: ({ text, pieces, signal }) => new CsvReading(pieces ?? text, signal),
}

class CsvReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #words = ''

  constructor(pieces: AsyncIterable<TextPiece>, signal: AbortSignal) {
    this.batches = this.#read(pieces, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read(pieces: AsyncIterable<TextPiece>, signal: AbortSignal): AsyncGenerator<RowBatch> {
    const opened = await headOf(pieces)
    const sniffed = sniffDialect(opened.head)
    const layout = layoutOf(sniffed)
    const passage = new CsvPassage({ dialect: sniffed.dialect, layout })
    this.#words = inWords(sniffed, layout)
    for await (const piece of opened.text) {
      stopIfAborted(signal)
      yield* passage.take(piece)
    }
    yield* passage.end()
    this.#ending = passage.ending
  }
}

function inWords({ dialect }: Sniffed, { header, width }: Layout): string {
  return [
    width === 1 ? 'one column' : `delimiter ${delimiterInWords(dialect.delimiter)}`,
    dialect.quote === null ? 'no quotes' : `quote ${dialect.quote}`,
    header === null ? 'no header' : 'header',
  ].join(', ')
}

const delimiterInWords = (delimiter: string): string =>
  delimiter
    .replaceAll('\t', 'tab ')
    .replace(/\p{Cc}/gu, 'control character')
    .trimEnd()
