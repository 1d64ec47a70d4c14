/** `inspect`: a first look at files, from their first rows or from several places; nothing is stored and no case is needed. */

import type { ColumnDecision } from '../columns/decide.ts'
import { type ColumnMapping, decideTable } from '../columns/decide-table.ts'
import { samplesOf } from '../columns/masked-sample.ts'
import { type Ending, WHOLE } from '../evidence/ending.ts'
import { type EvidenceFile, openFile } from '../evidence/file.ts'
import { expandPaths } from '../evidence/paths.ts'
import { startLooking } from '../readers/index.ts'
import type { Reading, RowBatch } from '../readers/reader.ts'
import { CaseKey } from '../tokens/case-key.ts'
import { QueryEncoder } from '../tokens/query-encoder.ts'
import { RecordEncoder } from '../tokens/record-encoder.ts'
import { addUp } from './add-up.ts'
import type { Environment } from './environment.ts'
import { ingestLine } from './ingest-line.ts'
import type { InspectedColumn, InspectedFile, InspectedTable } from './inspected.ts'
import { askedByRow } from './part-ingest.ts'

export interface InspectOptions {
  readonly mappings: readonly ColumnMapping[]
  readonly format?: string | undefined
  readonly encoding?: string | undefined
}

/** Rows (as many as `ingest` decides columns by) and bytes after which the first look ends, whatever the size of the file. */
const SEEN_ROWS = 20_000
const SEEN_BYTES = 4 * 1024 * 1024

export async function inspect(
  environment: Environment,
  paths: readonly string[],
  options: InspectOptions,
): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = []
  for (const [index, path] of (await expandPaths(paths)).entries()) {
    const { encoding } = options
    const evidence = await openFile(path, environment.signal, { encoding, ordinal: index + 1 })
    try {
      inspected.push(await look(environment, evidence, path, options))
    } finally {
      await evidence.close()
    }
  }
  return inspected
}

async function look(
  { signal }: Environment,
  evidence: EvidenceFile,
  path: string,
  options: InspectOptions,
): Promise<InspectedFile> {
  const { format, reading, isSampled } = await startLooking(evidence, signal, options.format)
  const { batches, isAll } = await firstBatches(reading, isSampled)
  const tables = tablesOf(batches).map((own) => tableOf(own, options.mappings))
  const rejected = addUp([...batches, ...tables].map((one) => one.rejected))
  const seen =
    tables.reduce((total, { table }) => total + table.records, 0) +
    Object.values(rejected).reduce((total, rows) => total + rows, 0)
  const ending = isSampled ? reading.ending() : await endingOf(evidence, reading, isAll)
  return {
    name: evidence.label,
    bytes: evidence.size,
    containers: evidence.containers,
    format,
    dialect: reading.dialect(),
    encoding: evidence.encoding,
    rows: {
      seen,
      total: isAll ? seen : estimate(seen, evidence, batches),
      exact: isAll,
      spread: isSampled,
    },
    rejected,
    broken: ending.whole ? null : { why: ending.why, where: ending.where },
    tables: tables.map(({ table }) => table),
    next: ingestLine(path, format, options, ending.whole),
  }
}

async function endingOf(evidence: EvidenceFile, reading: Reading, isAll: boolean): Promise<Ending> {
  if (!isAll) return WHOLE
  const { ending } = await evidence.finish()
  return ending.whole ? reading.ending() : ending
}

/** @param isSampled whether the text is short already, and its end that of the file */
async function firstBatches(
  { batches }: Reading,
  isSampled: boolean,
): Promise<{ batches: RowBatch[]; isAll: boolean }> {
  const first: RowBatch[] = []
  let rows = 0
  for await (const batch of batches) {
    first.push(batch)
    rows += batch.rows.length
    if (!isSampled && (rows >= SEEN_ROWS || batch.bytes >= SEEN_BYTES))
      return { batches: first, isAll: false }
  }
  return { batches: first, isAll: !isSampled }
}

/** Rows of the whole file where the rest of it is like its beginning; packed files by their packed bytes. */
function estimate(
  seen: number,
  { size, bytesRead, containers }: EvidenceFile,
  batches: readonly RowBatch[],
): number | null {
  const bytes = containers.length > 0 ? bytesRead : (batches.at(-1)?.bytes ?? 0)
  return size === null || bytes === 0 ? null : Math.max(seen, Math.round((seen / bytes) * size))
}

function tablesOf(batches: readonly RowBatch[]): RowBatch[][] {
  const tables = new Map<number, RowBatch[]>()
  for (const batch of batches) {
    const { ordinal } = batch.table
    tables.set(ordinal, [...(tables.get(ordinal) ?? []), batch])
  }
  return [...tables.values()]
}

/** Rows go through the encoder that `ingest` uses, under a key that nobody keeps: what it rejects would be rejected. */
function tableOf(
  batches: readonly RowBatch[],
  mappings: readonly ColumnMapping[],
): { table: InspectedTable; rejected: Record<string, number> } {
  const [first] = batches
  const decisions = first === undefined ? [] : decideTable(first.table, batches, mappings)
  const questions = batches.reduce((total, { queries }) => total + queries.length, 0)
  const { derivation } = CaseKey.generate()
  const encoder = new RecordEncoder(derivation, decisions, {
    fingerprint: false,
    asked: questions > 0,
  })
  const rejected: Record<string, number> = {}
  let records = 0
  const queries = new QueryEncoder(derivation)
  const outcomes = batches.flatMap((batch) => {
    const asked = batch.queries.map((query) => queries.identifier(query))
    return encoder.encode(batch.rows, askedByRow(batch.queries, asked))
  })
  for (const outcome of outcomes) {
    if (typeof outcome === 'string') rejected[outcome] = (rejected[outcome] ?? 0) + 1
    else records++
  }
  const samples = samplesOf(batches, decisions.length)
  const columns = decisions.map((decision) => columnOf(decision, samples))
  return { table: { rows: outcomes.length, records, questions, columns }, rejected }
}

const columnOf = (
  { index, vocabularyWord: header, kind, why, score, shares }: ColumnDecision,
  samples: readonly (string | null)[],
): InspectedColumn => ({
  index,
  header,
  kind,
  why,
  score,
  shares,
  sample: samples[index] ?? null,
})
