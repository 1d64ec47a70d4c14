/** One file into the store: all of it in one transaction, or nothing. */
import { AppError } from '../core/error.ts'
import { type EvidenceFile, type Finished, openFile } from '../evidence/file.ts'
import { STANDARD_INPUT } from '../evidence/paths.ts'
import { RawBytes } from '../evidence/raw-bytes.ts'
import { startReading } from '../readers/index.ts'
import type { Reading } from '../readers/reader.ts'
import type { CaseStore } from '../store/case-store.ts'
import {
  accountDigest,
  addFile,
  completeFile,
  type FileAccount,
  type FileRow,
  fileRows,
  type Stated,
  sourceRows,
} from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { QuickCut } from '../tokens/quick-cut.ts'
import { addUp } from './add-up.ts'
import { admitSource } from './admit-source.ts'
import { breathe, type Environment } from './environment.ts'
import type { IngestedFile, IngestOptions } from './ingest.ts'
import { trailEntry } from './open-case.ts'
import { TableIngest } from './part-ingest.ts'

export interface FileOptions extends IngestOptions {
  readonly name: string
  readonly stated: Stated
  /** Position among the files of the command, from 1. */
  readonly ordinal: number
}

interface Stored {
  readonly file: IngestedFile
  /** `null` where nothing was stored. */
  readonly trail: TrailHead | null
}

export async function ingestFile(
  environment: Environment,
  store: CaseStore,
  path: string,
  options: FileOptions,
): Promise<Stored> {
  const text = optionsText(options)
  const known = await knownBySize(environment, store, path, options.name)
  if (known !== null) {
    admitSource(store, options.name, options.role, options.stated)
    return asBefore(known, text)
  }
  const evidence = await openFile(path, environment.signal, {
    encoding: options.encoding,
    ordinal: options.ordinal,
  })
  try {
    return await store.changeAsync(async () => {
      const stored = await readIn(environment, store, evidence, options, text)
      return { value: stored, keep: stored.trail !== null }
    })
  } finally {
    await evidence.close()
  }
}

/** What decides whether the same bytes are stored the same way. */
const optionsText = ({ mappings, format, encoding, quick }: FileOptions): string =>
  JSON.stringify({ map: mappings, format: format ?? null, encoding: encoding ?? null, quick })

const sourceFiles = ({ db }: CaseStore, name: string): FileRow[] => {
  const source = sourceRows(db).find((row) => row.name === name)
  return fileRows(db).filter((file) => file.source === source?.id)
}

/** Only a file as long as a stored one is hashed before it is read. */
async function knownBySize(
  { signal }: Environment,
  store: CaseStore,
  path: string,
  name: string,
): Promise<FileRow | null> {
  const files = sourceFiles(store, name)
  if (path === STANDARD_INPUT || files.length === 0) return null
  const raw = await RawBytes.open(path, 'the file', signal)
  try {
    const candidates = files.filter(({ bytes }) => bytes === raw.size)
    if (candidates.length === 0) return null
    const sha256 = await raw.digest()
    return candidates.find((file) => file.sha256 === sha256) ?? null
  } finally {
    await raw.close()
  }
}

/** @throws AppError OPTIONS_DIFFER */
function asBefore({ name, sha256, bytes, account, options }: FileRow, text: string): Stored {
  if (options !== text) {
    throw new AppError('OPTIONS_DIFFER', `${name} was ingested before with other options`)
  }
  return { file: { name, sha256, bytes, account, alreadyIngested: true }, trail: null }
}

async function readIn(
  environment: Environment,
  store: CaseStore,
  evidence: EvidenceFile,
  options: FileOptions,
  text: string,
): Promise<Stored> {
  const before = sourceFiles(store, options.name)
  const source = admitSource(store, options.name, options.role, options.stated)
  const ingested = environment.now().toISOString()
  const id = addFile(store.db, { source, name: evidence.label, options: text, ingested })
  const { format, reading } = await startReading(evidence, environment.signal, options.format)
  const tables = await readTables(environment, store, evidence, reading, id, options)
  const finished = await evidence.finish()
  const known = before.find(({ sha256 }) => sha256 === finished.sha256)
  if (known !== undefined) return asBefore(known, text)
  const { account, digests } = accountOf(format, reading, finished, tables, options.quick)
  refuse(evidence.label, account, options.allowPartial)
  const file = {
    name: evidence.label,
    sha256: finished.sha256,
    bytes: finished.bytes,
    account,
    alreadyIngested: false,
  }
  if (options.dryRun) return { file, trail: null }
  completeFile(store.db, id, finished.sha256, finished.bytes, account)
  const { name, role, stated } = options
  const trail = store.record(
    trailEntry(environment, 'ingest', {
      source: name,
      role,
      stated,
      file: { id, name: file.name, sha256: file.sha256, bytes: file.bytes },
      options: JSON.parse(text),
      records: account.records,
      complete: account.complete,
      account: accountDigest(account),
      boxes: digests,
    }),
  )
  return { file, trail }
}

async function readTables(
  { signal, onProgress }: Environment,
  store: CaseStore,
  evidence: EvidenceFile,
  reading: Reading,
  file: number,
  { role, mappings, quick }: FileOptions,
): Promise<TableIngest[]> {
  const tables = new Map<number, TableIngest>()
  let parts = 0
  const context = {
    store,
    file,
    fingerprint: role !== 'registry',
    mappings,
    cut: quick === undefined ? null : new QuickCut(quick),
    nextOrdinal: () => parts++,
  }
  let rows = 0
  for await (const batch of reading.batches) {
    const table = tables.get(batch.table.ordinal) ?? new TableIngest(context, batch.table)
    tables.set(batch.table.ordinal, table)
    table.add(batch)
    rows += batch.rows.length
    onProgress({
      task: 'reading',
      done: evidence.bytesRead,
      total: evidence.size,
      unit: 'bytes',
      rows,
    })
    await breathe(signal)
  }
  return [...tables.values()]
}

function accountOf(
  format: string,
  reading: Reading,
  finished: Finished,
  tables: readonly TableIngest[],
  quick: number | undefined,
): { account: FileAccount; digests: string[] } {
  const written = tables.map((table) => table.finish())
  const records = written.reduce((sum, part) => sum + part.records, 0)
  const rejected = addUp(tables.map((table) => table.rejected))
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
  }
  return { account, digests: written.flatMap(({ digests }) => digests) }
}

/** @throws AppError INPUT_BROKEN, INPUT_UNREADABLE */
function refuse(
  label: string,
  { complete, ending, records, queries, quick }: FileAccount,
  allowPartial: boolean,
): void {
  if (!complete && !allowPartial) {
    throw new AppError(
      'INPUT_BROKEN',
      `${label} is cut short or damaged: ${ending?.why}, at ${ending?.where}; nothing was stored`,
    )
  }
  if (records === 0 && quick !== undefined) {
    throw new AppError(
      'INPUT_UNREADABLE',
      `${label}: no record is in the quick cut; nothing was stored`,
      {
        hint: 'choose a larger fraction, or leave --quick out',
      },
    )
  }
  if (records === 0 && queries === null) {
    throw new AppError(
      'INPUT_UNREADABLE',
      `${label}: no row holds an identifier that leakcheck knows; nothing was stored`,
      {
        hint: 'name the columns with --map COLUMN=KIND, or the format with --format',
      },
    )
  }
}
