/** The process that reads a database file: it is asked for one piece after the other, and can be ended at any time. */
import process from 'node:process'
import { type SqliteAnswer, type SqlitePlace, sqliteAnswers } from './sqlite-tables.ts'

/** The first message says which database; every other asks for the next piece of it. */
export type SqliteTask =
  | { readonly kind: 'open'; readonly place: SqlitePlace; readonly size: number }
  | { readonly kind: 'next' }

let answers: Iterator<SqliteAnswer> | null = null

process.on('message', (task: SqliteTask) => {
  if (task.kind === 'open') answers = sqliteAnswers(task.place, task.size)
  const next = answers?.next()
  if (next?.done === false) process.send?.(next.value)
})
