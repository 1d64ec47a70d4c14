/** What the tests of the readers do with a text: read all of it, in pieces of a given length, and add the batches up. */
import type { Query, Reader, RowBatch } from '../../src/readers/reader.ts'

export interface Read {
  readonly batches: readonly RowBatch[]
  readonly rows: readonly (readonly string[])[]
  readonly columns: readonly (string | null)[]
  readonly rejected: Readonly<Record<string, number>>
  readonly queries: readonly Query[]
  readonly whole: boolean
  readonly dialect: string
}

export async function* pieces(text: string, length = 4096): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length)
}

export async function readAll(reader: Reader, text: AsyncIterable<string>): Promise<Read> {
  const reading = reader.read({ text, signal: new AbortController().signal })
  const batches: RowBatch[] = []
  for await (const batch of reading.batches) batches.push(batch)
  return { ...sum(batches), whole: reading.ending().whole, dialect: reading.dialect() }
}

function sum(batches: readonly RowBatch[]): Omit<Read, 'whole' | 'dialect'> {
  const rejected: Record<string, number> = {}
  for (const [reason, count] of batches.flatMap((batch) => Object.entries(batch.rejected))) {
    rejected[reason] = (rejected[reason] ?? 0) + count
  }
  const tables = new Set(batches.map((batch) => batch.table))
  return {
    batches,
    rows: batches.flatMap((batch) => batch.rows.expose()),
    columns: [...tables].flatMap((table) => table.columns.map((name) => name?.expose() ?? null)),
    rejected,
    queries: batches.flatMap((batch) => batch.queries),
  }
}
