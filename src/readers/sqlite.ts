/** SQLite files: every table a table, read by a process of its own; the file and its folder stay as they are. */
import { AppError } from '../core/error.ts'
import type { Database } from '../evidence/database.ts'
import { brokenOff, type Ending } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import type { DatabaseInput, DatabaseReader, Reading, RowBatch } from './reader.ts'
import { SqliteProcess } from './sqlite-process.ts'
import type { SqliteAnswer, SqliteCounts } from './sqlite-tables.ts'
import { TableRows } from './table-rows.ts'

export const sqlite: DatabaseReader = {
  name: 'sqlite',
  read: (input) => new SqliteReading(input),
}

class SqliteReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending
  #words = ''
  /** Of the texts read, for progress. */
  #bytes = 0

  constructor({ database, signal }: DatabaseInput) {
    this.#ending = database.ending
    this.batches = this.#read(database, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read(database: Database, signal: AbortSignal): AsyncGenerator<RowBatch> {
    using child = new SqliteProcess(signal)
    let table: TableRows | null = null
    const { size, path, bytes } = database
    const place = path === null ? { bytes } : { path }
    let answer = await child.ask({ kind: 'open', place, size })
    for (; answer.kind === 'rows'; answer = await child.ask({ kind: 'next' })) {
      stopIfAborted(signal)
      const { ordinal } = answer.table
      if (table?.table.ordinal !== ordinal) table = begun(answer)
      for (const row of answer.rows) table.addCells(row)
      if (answer.tooLong > 0) table.rejects.add('cell-too-long', answer.tooLong)
      this.#bytes += table.characters
      yield table.batch(this.#bytes)
    }
    this.#end(answer)
  }

  #end(answer: Exclude<SqliteAnswer, { kind: 'rows' }>): void {
    if (answer.kind === 'refused') throw new AppError('INPUT_LIMIT', answer.why)
    if (answer.kind === 'broken') {
      // Pages that are missing say more than where that was met.
      if (this.#ending.whole)
        this.#ending = brokenOff('the database is cut short or damaged', answer.where)
      return
    }
    if (answer.tables === 0) throw new AppError('INPUT_UNREADABLE', 'the database holds no table')
    this.#words = inWords(answer)
  }
}

function begun({ table, columns }: Extract<SqliteAnswer, { kind: 'rows' }>): TableRows {
  const rows = new TableRows(table.ordinal, table.name)
  rows.name(columns)
  return rows
}

function inWords({ tables, views, virtual, binary }: SqliteCounts): string {
  const counted = (count: number, one: string, many: string): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  return [
    ...counted(tables, 'table', 'tables'),
    ...counted(views, 'view not read', 'views not read'),
    ...counted(virtual, 'virtual table not read', 'virtual tables not read'),
    ...counted(binary, 'cell of bytes not read', 'cells of bytes not read'),
  ].join(', ')
}
