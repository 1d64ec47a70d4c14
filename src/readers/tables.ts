/** The tables of a file that may hold several, one after the other or in turns, and when their rows are due. */
import { AppError } from '../core/error.ts'
import type { RowBatch } from './reader.ts'
import { TableRows } from './table-rows.ts'

const TABLES_PER_FILE = 1024
/** Tables whose rows are held while others are read. */
const HELD_TABLES = 16

export class Tables {
  readonly #tables = new Map<string, TableRows>()
  #current: TableRows | null = null
  #hasChanged = false

  get size(): number {
    return this.#tables.size
  }

  /** The table of a name, new at its first appearance. Throws INPUT_LIMIT. */
  named(name: string): TableRows {
    const table = this.#tables.get(name) ?? this.#begin(name)
    this.#hasChanged ||= table !== this.#current
    this.#current = table
    return table
  }

  /** Whether `due` may have something to give: cheaper to ask after every lexeme. */
  get mayBeDue(): boolean {
    return this.#hasChanged || this.#current?.isFull === true
  }

  /** The batches that cannot wait. */
  *due(bytes: number): Generator<RowBatch> {
    if (this.#current?.isFull) yield this.#current.batch(bytes)
    if (!this.#hasChanged) return
    this.#hasChanged = false
    const held = [...this.#tables.values()].filter((table) => !table.isEmpty)
    if (held.length > HELD_TABLES) for (const table of held) yield table.batch(bytes)
  }

  /** All that is left. */
  *rest(bytes: number): Generator<RowBatch> {
    for (const table of this.#tables.values()) if (!table.isEmpty) yield table.batch(bytes)
  }

  #begin(name: string): TableRows {
    if (this.#tables.size === TABLES_PER_FILE) {
      throw new AppError('INPUT_LIMIT', `the file holds more than ${TABLES_PER_FILE} tables`)
    }
    const table = new TableRows(this.#tables.size, name === '' ? null : name)
    this.#tables.set(name, table)
    return table
  }
}
