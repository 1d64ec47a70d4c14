/** Lines from amid a delimited text, read by themselves where nothing before or behind them has a say in it. */
import type { Grammar } from './csv-grammar.ts'
import { RecordCutter, type Row } from './csv-records.ts'
import { CsvTable } from './csv-table.ts'
import type { RangeSummary, RowBatch } from './reader.ts'

export interface LinesApart {
  readonly rows: readonly Row[]
  readonly rejected: Readonly<Record<string, number>>
  readonly summary: RangeSummary
}

/**
 * @param text   whole lines, in front of which a row of the table ends
 * @param isLast whether nothing is known of what comes behind; else a row that fits does
 * @returns `null` where other lines have a say: a quote stays open, a row may be torn, or another table begins
 */
export function readApart(text: string, grammar: Grammar, isLast: boolean): LinesApart | null {
  const cutter = new RecordCutter(grammar.dialect, grammar.layout.width)
  const table = CsvTable.amid(grammar)
  const batches: RowBatch[] = []
  for (const { records } of cutter.cut(text, false)) {
    for (const record of records) table.take(record)
    batches.push(...table.batches(0))
  }
  if (!cutter.isFree || (isLast && !table.isFree)) return null
  batches.push(...table.rest())
  if (!table.isUniform) return null
  const rejected: Record<string, number> = {}
  for (const [reason, count] of batches.flatMap((batch) => Object.entries(batch.rejected))) {
    rejected[reason] = (rejected[reason] ?? 0) + count
  }
  return { rows: batches.flatMap(({ rows }) => rows.expose()), rejected, summary: table.summary }
}
