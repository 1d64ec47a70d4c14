/** Tables of web pages: each a table of its own, its header found as in a sheet. */
import { AppError } from '../core/error.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { HtmlTables } from './html-cells.ts'
import type { Reader, Reading, RowBatch, TextInput } from './reader.ts'
import { SheetRows } from './sheet-rows.ts'

const TABLE = /<table\b[\s\S]{0,4000}<tr\b/i
const TELEGRAM = /class="page_body chat_page"/

export const htmlTable: Reader = {
  name: 'html-table',
  sniff: (head) => (/^\s*</.test(head) && TABLE.test(head) && !TELEGRAM.test(head) ? 0.7 : 0),
  read: (input) => new HtmlTableReading(input),
}

class HtmlTableReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #tables = 0

  constructor(input: TextInput) {
    this.batches = this.#read(input)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return `${this.#tables} ${this.#tables === 1 ? 'table' : 'tables'} of a page`
  }

  async *#read({ text, signal }: TextInput): AsyncGenerator<RowBatch> {
    const page = new HtmlTables()
    let rows: SheetRows | null = null
    let bytes = 0
    for await (const piece of text) {
      stopIfAborted(signal)
      bytes += Buffer.byteLength(piece)
      page.write(piece)
      for (const { table, cells } of page.take()) {
        if (table >= this.#tables) {
          yield* rows?.rest(bytes) ?? []
          rows = new SheetRows(this.#tables++, '')
        }
        rows?.add(cells)
        yield* rows?.full(bytes) ?? []
      }
    }
    if (rows === null) throw new AppError('INPUT_UNREADABLE', 'the page holds no table')
    if (!page.isWhole) this.#ending = brokenOff('the page breaks off', `in table ${this.#tables}`)
    yield* rows.rest(bytes)
  }
}
