/** Writes database files as programs leave them, and finds places in their pages. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { scratchFolder } from '../evidence/scratch.ts'

/** The path of a new database on which the statements were run. */
export function writtenDatabase(statements: string): string {
  const path = join(scratchFolder(), 'dump.db')
  const database = new DatabaseSync(path)
  database.exec(statements)
  database.close()
  return path
}

/** The bytes of such a database. */
export function toDatabase(statements: string): Buffer {
  const database = new DatabaseSync(':memory:')
  database.exec(statements)
  return Buffer.from(database.serialize())
}

/** One statement for every row, as a program of few words writes them. */
export const insertsInto = (table: string, rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row) =>
        `INSERT INTO ${table} VALUES (${row.map((cell) => `'${cell.replaceAll("'", "''")}'`).join()});`,
    )
    .join('\n')
