/** Delimited text, with or without a header: rows out, every line that is none of them counted. */
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { type Layout, layoutOf } from './csv-layout.ts'
import { recordsOf } from './csv-records.ts'
import { isDivided, type Sniffed, sniffDialect } from './csv-sniff.ts'
import { CsvTable } from './csv-table.ts'
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
  read: ({ text, signal }) => new CsvReading(text, signal),
}

class CsvReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #words = ''

  constructor(text: AsyncIterable<string>, signal: AbortSignal) {
    this.batches = this.#read(text, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read(text: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<RowBatch> {
    const opened = await headOf(text)
    const sniffed = sniffDialect(opened.head)
    const layout = layoutOf(sniffed)
    const table = new CsvTable(sniffed.dialect, layout)
    let bytes = 0
    this.#words = inWords(sniffed, layout)
    for await (const cut of recordsOf(opened.text, sniffed.dialect, layout.width)) {
      stopIfAborted(signal)
      const rows = cut.unterminated ? cut.records.slice(0, -1) : cut.records
      for (const [at, record] of rows.entries()) {
        if (at === cut.openAt) this.#breakOff(table)
        table.take(record)
      }
      if (cut.openAt === rows.length) this.#breakOff(table)
      if (cut.unterminated) table.takeLast(cut.records.at(-1) ?? null)
      bytes += cut.bytes
      yield* table.batches(bytes)
    }
    yield* table.rest()
    this.#ending = table.ending
  }

  #breakOff(table: CsvTable): void {
    table.ending = brokenOff('a quote is opened and never closed', `row ${table.seen + 1}`)
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
