/** SQL dumps: the rows of `INSERT` and `COPY`, table by table. */
import { AppError } from '../core/error.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { isSql } from './foreign.ts'
import { headOf } from './head-of.ts'
import type { Reader, Reading, RowBatch, TextInput } from './reader.ts'
import { sqlDialect } from './sql-dialect.ts'
import { SqlStatements } from './sql-statements.ts'

export const sql: Reader = {
  name: 'sql',
  sniff: (head) => (isSql(head) ? 0.9 : 0),
  read: (input) => new SqlReading(input),
}

class SqlReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #words = ''

  constructor(input: TextInput) {
    this.batches = this.#read(input)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read({ text, signal }: TextInput): AsyncGenerator<RowBatch> {
    const opened = await headOf(text)
    const dialect = sqlDialect(opened.head)
    this.#words = dialect.name
    const statements = new SqlStatements(dialect)
    const { tables } = statements
    let bytes = 0
    for await (const piece of opened.text) {
      stopIfAborted(signal)
      bytes += Buffer.byteLength(piece)
      yield* statements.write(piece, bytes)
    }
    yield* statements.end(bytes)
    this.#words = `${dialect.name}, ${tables.size} ${tables.size === 1 ? 'table' : 'tables'}`
    if (!statements.isWhole) {
      this.#ending = brokenOff('the SQL breaks off', `after row ${statements.rows}`)
    } else if (statements.rows === 0) {
      throw new AppError('INPUT_UNREADABLE', 'the SQL puts no rows into a table')
    }
  }
}
