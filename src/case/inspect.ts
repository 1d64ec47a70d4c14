/** `inspect`: a first look at files, from their first rows or from several places; nothing is stored and no case is needed. */

import { type ColumnDecision, NEVER_KEPT } from '../columns/decide.ts'
import { type ColumnMapping, decideTable } from '../columns/decide-table.ts'
import { samplesOf } from '../columns/masked-sample.ts'
import { AppError } from '../core/error.ts'
import type { ArchiveLimits } from '../evidence/bounds.ts'
import { type Ending, WHOLE } from '../evidence/ending.ts'
import { EvidenceFile, openFile, Unreadable } from '../evidence/file.ts'
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
  /** Opens encrypted archives. */
  readonly archivePassword?: string | undefined
  /** Limits on archives that the user raised. */
  readonly archiveLimits?: Partial<ArchiveLimits> | undefined
}

/** Members of an archive that are looked at. */
const SEEN_MEMBERS = 20
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
    const { encoding, archivePassword: password, archiveLimits: limits } = options
    const opening = { encoding, ordinal: index + 1, password, limits }
    const received = await openFile(path, environment.signal, opening)
    try {
      inspected.push(...(await lookInto(environment, received, path, options)))
    } finally {
      await received.close()
    }
  }
  return inspected
}

/** The file, or the first files in the archive that it is. */
async function lookInto(
  environment: Environment,
  received: EvidenceFile,
  path: string,
  options: InspectOptions,
): Promise<InspectedFile[]> {
  if (!received.hasMembers) return [await look(environment, received, path, options)]
  const inspected: InspectedFile[] = []
  for await (const member of received.files()) {
    const looked = await lookAtMember(environment, member, path, options)
    // The next member would be reached only through the rest of a long one.
    const isFar = member instanceof EvidenceFile && member.inOrder && !looked.rows.exact
    const isLast = isFar || inspected.length + 1 === SEEN_MEMBERS
    inspected.push({ ...looked, isLast })
    if (isLast) break
  }
  if (inspected.length > 0) return inspected
  throw new AppError('INPUT_UNREADABLE', `${received.label} holds no file`)
}

async function lookAtMember(
  environment: Environment,
  member: EvidenceFile | Unreadable,
  path: string,
  options: InspectOptions,
): Promise<InspectedFile> {
  try {
    if (member instanceof Unreadable) throw member.error
    return await look(environment, member, path, options)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INPUT_UNREADABLE') throw error
    return notUnderstood(member.label, error.message, path, options)
  }
}

const notUnderstood = (
  name: string,
  refused: string,
  path: string,
  options: InspectOptions,
): InspectedFile => ({
  name,
  bytes: null,
  containers: [],
  format: 'unknown',
  dialect: '',
  encoding: '',
  transcribed: false,
  rows: { seen: 0, total: null, exact: false, spread: false },
  rejected: {},
  broken: null,
  tables: [],
  refused,
  isLast: false,
  next: ingestLine(path, '', options, false),
})

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
    transcribed: reading.transcribed?.() === true,
    rows: {
      seen,
      total: isAll ? seen : estimate(seen, evidence, batches),
      exact: isAll,
      spread: isSampled,
    },
    rejected,
    broken: ending.whole ? null : { why: ending.why, where: ending.where },
    tables: tables.map(({ table }) => table),
    refused: null,
    isLast: false,
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
  // Not even masked.
  sample: why === NEVER_KEPT.why ? null : (samples[index] ?? null),
})
