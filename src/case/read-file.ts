/** One readable file on its way into the store: its tables written, its rows accounted for. */
import { AppError } from '../core/error.ts'
import type { EvidenceFile, Finished } from '../evidence/file.ts'
import { startReading } from '../readers/index.ts'
import type { Reading } from '../readers/reader.ts'
import type { CaseStore } from '../store/case-store.ts'
import type { FileAccount } from '../store/sources.ts'
import { QuickCut } from '../tokens/quick-cut.ts'
import { addUp } from './add-up.ts'
import { breathe, type Environment } from './environment.ts'
import type { IngestOptions } from './ingest.ts'
import { type PartContext, TableIngest } from './part-ingest.ts'

export interface ReadFile {
  /** In the store. */
  readonly id: number
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly account: FileAccount
  /** Of the boxes, part by part. */
  readonly digests: readonly string[]
  /** Cells that kernels left to the plain way; `null` where no table was read by kernels. */
  readonly slowCells: number | null
}

/** Where the rows of a file go, and what is told on the way. */
export interface Destination {
  readonly environment: Environment
  readonly store: CaseStore
  readonly options: IngestOptions
  /** The file as received, whose bytes are the measure of progress. */
  readonly received: EvidenceFile
}

/** @throws AppError INPUT_BROKEN, INPUT_UNREADABLE, INPUT_LIMIT */
export async function readFile(
  destination: Destination,
  evidence: EvidenceFile,
  id: number,
): Promise<ReadFile> {
  const { environment, options } = destination
  const kernels = options.kernels ?? kernelsFor(evidence.size)
  const { format, reading } = await startReading(
    evidence,
    environment.signal,
    options.format,
    kernels !== 'none',
  )
  const tables = await readTables(destination, reading, id, kernels)
  const finished = await evidence.finish()
  const { account, digests } = accountOf(format, reading, finished, tables, options.quick)
  const { label: name } = evidence
  refuse(name, account, options.allowPartial, reading.mayHoldNobody === true)
  const { sha256, bytes } = finished
  return { id, name, sha256, bytes, account, digests, slowCells: slowCells(tables) }
}

/** From this size on, threads are worth their start; of a stream nobody knows its size. */
const LARGE_BYTES = 16 * 1024 * 1024

const kernelsFor = (size: number | null): PartContext['kernels'] =>
  size === null || size >= LARGE_BYTES ? 'threads' : 'here'

/** `null` where no table was read by kernels. */
function slowCells(tables: readonly TableIngest[]): number | null {
  const counts = tables.map((table) => table.slowCells).filter((count) => count !== null)
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}

async function readTables(
  { environment, store, options, received }: Destination,
  reading: Reading,
  file: number,
  kernels: PartContext['kernels'],
): Promise<TableIngest[]> {
  const { signal, onProgress } = environment
  const tables = new Map<number, TableIngest>()
  let parts = 0
  const context = {
    store,
    file,
    fingerprint: options.role !== 'registry',
    mappings: options.mappings,
    cut: options.quick === undefined ? null : new QuickCut(options.quick),
    kernels,
    nextOrdinal: () => parts++,
  }
  try {
    for await (const batch of reading.batches) {
      const table = tables.get(batch.table.ordinal) ?? new TableIngest(context, batch.table)
      tables.set(batch.table.ordinal, table)
      await table.add(batch)
      onProgress({
        task: 'reading',
        done: received.bytesRead,
        total: received.size,
        unit: 'bytes',
        rows: Array.from(tables.values()).reduce((sum, { rows }) => sum + rows, 0),
      })
      await breathe(signal)
    }
    for (const table of tables.values()) await table.finish()
    return [...tables.values()]
  } finally {
    for (const table of tables.values()) await table.stop()
  }
}

function accountOf(
  format: string,
  reading: Reading,
  finished: Finished,
  tables: readonly TableIngest[],
  quick: number | undefined,
): { account: FileAccount; digests: string[] } {
  const written = tables.map((table) => table.written)
  const records = written.reduce((sum, part) => sum + part.records, 0)
  const rejected = inOrder(addUp(tables.map((table) => table.rejected)))
  const { asked, missed, unanswered } = addUp(tables.map((table) => table.asked))
  const ending = [finished.ending, reading.ending()].find(({ whole }) => !whole) ?? { whole: true }
  const account: FileAccount = {
    format,
    dialect: reading.dialect(),
    encoding: finished.encoding,
    complete: ending.whole,
    ending: ending.whole ? null : { why: ending.why, where: ending.where },
    rows: records + Object.values(rejected).reduce((sum, rows) => sum + rows, 0),
    records,
    rejected,
    undecodableBytes: finished.undecodable,
    queries: asked ? { asked, missed: missed ?? 0, unanswered: unanswered ?? 0 } : null,
    columns: tables.flatMap((table) => table.columns()),
    ...(quick === undefined ? {} : { quick }),
    ...(reading.transcribed?.() === true ? { transcribed: true } : {}),
    ...(finished.content === undefined ? {} : { content: finished.content }),
  }
  return { account, digests: written.flatMap(({ digests }) => digests) }
}

/** By reason, in alphabetical order: the digest of an account must not hang on which came first. */
const inOrder = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))

/** @throws AppError INPUT_BROKEN, INPUT_UNREADABLE */
function refuse(
  label: string,
  { ending, records, queries, quick }: FileAccount,
  allowPartial: boolean,
  mayHoldNobody: boolean,
): void {
  if (ending !== null && !allowPartial) throw brokenFile(label, ending)
  if (records === 0 && quick !== undefined) {
    throw new AppError(
      'INPUT_UNREADABLE',
      `${label}: no record is in the quick cut; nothing was stored`,
      { hint: 'choose a larger fraction, or leave --quick out' },
    )
  }
  if (records === 0 && queries === null && !(mayHoldNobody && ending === null)) {
    throw new AppError(
      'INPUT_UNREADABLE',
      `${label}: no row holds an identifier that leakcheck knows; nothing was stored`,
      {
        hint: 'name the columns with --map COLUMN=KIND, or the format with --format',
      },
    )
  }
}

export const brokenFile = (
  label: string,
  { why, where }: NonNullable<FileAccount['ending']>,
): AppError =>
  new AppError(
    'INPUT_BROKEN',
    `${label} is cut short or damaged: ${why}, at ${where}; nothing was stored`,
  )
