/** What every format of lines is read as: each line goes to a parser that puts rows into tables. */
import { AppError } from '../core/error.ts'
import { type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { Lines } from './lines.ts'
import type { Reading, RowBatch, TextInput } from './reader.ts'
import { Tables } from './tables.ts'

export interface LineParser {
  /** In words of ours. */
  readonly dialect: string
  readonly mayHoldNobody?: boolean
  /** `null`: a line over the limit of a record. */
  read(line: string | null, tables: Tables): void
  /** After the last line; how the file ended. */
  close(tables: Tables): Ending
}

export class LineReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  readonly #parser: LineParser
  #ending: Ending = WHOLE

  constructor(input: TextInput, parser: LineParser) {
    this.#parser = parser
    this.batches = this.#read(input)
  }

  ending(): Ending {
    return this.#ending
  }

  get mayHoldNobody(): boolean {
    return this.#parser.mayHoldNobody === true
  }

  dialect(): string {
    return this.#parser.dialect
  }

  async *#read({ text, signal }: TextInput): AsyncGenerator<RowBatch> {
    const lines = new Lines()
    const tables = new Tables()
    let bytes = 0
    for await (const piece of text) {
      stopIfAborted(signal)
      bytes += Buffer.byteLength(piece)
      for (const line of lines.write(piece)) {
        this.#parser.read(line, tables)
        if (tables.mayBeDue) yield* tables.due(bytes)
      }
    }
    for (const line of lines.end()) this.#parser.read(line, tables)
    this.#ending = this.#parser.close(tables)
    if (tables.size === 0) throw new AppError('INPUT_UNREADABLE', 'the text holds no records')
    yield* tables.rest(bytes)
  }
}
