/** One file as received into the store: all of it, with all that is packed in it, in one transaction, or nothing. */
import { AppError } from '../core/error.ts'
import { brokenOff, type Ending } from '../evidence/ending.ts'
import { type EvidenceFile, openFile, Unreadable } from '../evidence/file.ts'
import { STANDARD_INPUT } from '../evidence/paths.ts'
import { RawBytes } from '../evidence/raw-bytes.ts'
import type { CaseStore } from '../store/case-store.ts'
import type { Custody } from '../store/custody.ts'
import {
  accountDigest,
  addFile,
  completeFile,
  type FileRow,
  fileRows,
  type ReceivedArchive,
  type Stated,
  sourceRows,
} from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { admitSource } from './admit-source.ts'
import type { Environment } from './environment.ts'
import type { IngestedFile, IngestOptions } from './ingest.ts'
import { trailEntry } from './open-case.ts'
import { brokenFile, type Destination, type ReadFile, readFile } from './read-file.ts'

export interface FileOptions extends IngestOptions {
  readonly name: string
  readonly stated: Stated
  readonly custody: Custody
  /** Position among the files of the command, from 1. */
  readonly ordinal: number
}

interface Stored {
  /** The file, or the members of the archive that it is. */
  readonly files: readonly IngestedFile[]
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
  if (known.length > 0) {
    admitSource(store, options)
    return { files: known.map((row) => asBefore(row, text)), trail: null }
  }
  const { encoding, ordinal, archivePassword: password, archiveLimits: limits } = options
  const evidence = await openFile(path, environment.signal, { encoding, ordinal, password, limits })
  try {
    return await store.changeAsync(async () => {
      const stored = await ingestOpened(environment, store, evidence, options, text)
      return { value: stored, keep: stored.trail !== null }
    })
  } finally {
    await evidence.close()
  }
}

/** What decides whether the same bytes are stored the same way. */
const optionsText = ({ mappings, format, encoding, quick }: FileOptions): string =>
  JSON.stringify({ map: mappings, format: format ?? null, encoding: encoding ?? null, quick })

/** What `optionsText` wrote, to ingest the same bytes the same way again. */
export function optionsOf(
  text: string,
): Pick<IngestOptions, 'mappings' | 'format' | 'encoding' | 'quick'> {
  const { map, format, encoding, quick } = JSON.parse(text)
  return { mappings: map, format: format ?? undefined, encoding: encoding ?? undefined, quick }
}

const sourceFiles = ({ db }: CaseStore, name: string): FileRow[] => {
  const source = sourceRows(db).find((row) => row.name === name)
  return fileRows(db).filter((file) => file.source === source?.id)
}

/** What was stored of the same bytes. Only a file as long as a stored one is hashed before it is read. */
async function knownBySize(
  { signal }: Environment,
  store: CaseStore,
  path: string,
  name: string,
): Promise<FileRow[]> {
  const files = sourceFiles(store, name)
  if (path === STANDARD_INPUT || files.length === 0) return []
  const raw = await RawBytes.open(path, 'the file', signal)
  try {
    const candidates = files.filter((file) => asReceived(file).bytes === raw.size)
    if (candidates.length === 0) return []
    const sha256 = await raw.digest()
    return candidates.filter((file) => asReceived(file).sha256 === sha256)
  } finally {
    await raw.close()
  }
}

const asReceived = ({ sha256, bytes, account }: FileRow) => account.received ?? { sha256, bytes }

/** @throws AppError OPTIONS_DIFFER */
function asBefore({ name, sha256, bytes, account, options }: FileRow, text: string): IngestedFile {
  if (options !== text) {
    throw new AppError('OPTIONS_DIFFER', `${name} was ingested before with other options`)
  }
  return { name, sha256, bytes, account, alreadyIngested: true }
}

/** What a file is read into. */
interface Ingesting extends Destination {
  readonly options: FileOptions
  /** `optionsText` of the options. */
  readonly text: string
  readonly source: number
  /** Files that were in the source before. */
  readonly before: readonly FileRow[]
}

async function ingestOpened(
  environment: Environment,
  store: CaseStore,
  received: EvidenceFile,
  options: FileOptions,
  text: string,
): Promise<Stored> {
  const before = sourceFiles(store, options.name)
  const source = admitSource(store, options)
  const ingesting = { environment, store, received, options, text, source, before }
  if (received.hasMembers) return await ingestArchive(ingesting)
  const taken = await take(ingesting, received, [])
  return taken.kind === 'read'
    ? finish(ingesting, [taken.file], [])
    : { files: [taken.file], trail: null }
}

async function ingestArchive(ingesting: Ingesting): Promise<Stored> {
  const { received, options } = ingesting
  const read: ReadFile[] = []
  const known: IngestedFile[] = []
  let notUnderstood = 0
  for await (const member of received.files()) {
    const taken = await understood(options, member.label, () => takeMember(ingesting, member, read))
    if (taken === null) notUnderstood++
    else if (taken.kind === 'read') read.push(taken.file)
    else known.push(taken.file)
  }
  const { sha256, bytes, ending, skipped = {} } = await received.finish()
  const end = ending.whole && notUnderstood > 0 ? NOT_ALL : ending
  if (!end.whole && !options.allowPartial) throw brokenFile(received.label, end)
  if (read.length + known.length === 0) {
    throw new AppError('INPUT_UNREADABLE', `${received.label} holds no file that is understood`)
  }
  const left = notUnderstood === 0 ? skipped : { ...skipped, 'not-understood': notUnderstood }
  const archive = { name: received.label, sha256, bytes, skipped: left }
  return finish(
    ingesting,
    read.map((file) => ofArchive(file, archive, end)),
    known,
  )
}

const NOT_ALL = brokenOff('not all members are understood', 'those that are left out')

/** A member that is not understood is left out where the user allows it; `null` then. */
async function understood<T>(
  { allowPartial }: FileOptions,
  label: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INPUT_UNREADABLE') throw error
    if (allowPartial) return null
    const message = error.message.startsWith(label) ? error.message : `${label}: ${error.message}`
    throw new AppError('INPUT_UNREADABLE', message, {
      hint: `${error.hint}; or --allow-partial, which leaves out what is not understood`,
    })
  }
}

type Taken =
  | { readonly kind: 'read'; readonly file: ReadFile }
  | { readonly kind: 'known'; readonly file: IngestedFile }

async function takeMember(
  ingesting: Ingesting,
  member: EvidenceFile | Unreadable,
  read: readonly ReadFile[],
): Promise<Taken> {
  if (member instanceof Unreadable) throw member.error
  return await take(ingesting, member, read)
}

/** Reads a file into the store, but for one whose bytes are in the source already. */
async function take(
  ingesting: Ingesting,
  evidence: EvidenceFile,
  read: readonly ReadFile[],
): Promise<Taken> {
  const { environment, store, options, text, source, before } = ingesting
  const ingested = environment.now().toISOString()
  return await store.attempt<Taken>(async () => {
    const id = addFile(store.db, { source, name: evidence.label, options: text, ingested })
    const file = await readFile(ingesting, evidence, id)
    const row = before.find(({ sha256 }) => sha256 === file.sha256)
    if (row !== undefined)
      return { value: { kind: 'known', file: asBefore(row, text) }, keep: false }
    const copy = read.find(({ sha256 }) => sha256 === file.sha256)
    if (copy !== undefined) {
      return { value: { kind: 'known', file: { ...copy, alreadyIngested: true } }, keep: false }
    }
    return { value: { kind: 'read', file }, keep: !options.dryRun }
  })
}

/** What broke off in an archive is missing from all of it: nothing that came in it is called complete. */
const ofArchive = (file: ReadFile, received: ReceivedArchive, end: Ending): ReadFile => ({
  ...file,
  account: {
    ...file.account,
    received,
    ...(end.whole || !file.account.complete
      ? {}
      : { complete: false, ending: { why: end.why, where: end.where } }),
  },
})

/** Completes the rows of what was read, and the trail. */
function finish(
  { environment, store, options, text }: Ingesting,
  read: readonly ReadFile[],
  known: readonly IngestedFile[],
): Stored {
  const { name: source, role, stated, custody, dryRun } = options
  const files = [
    ...read.map(({ name, sha256, bytes, account }) => ({
      name,
      sha256,
      bytes,
      account,
      alreadyIngested: false,
    })),
    ...known,
  ]
  if (dryRun) return { files, trail: null }
  let trail: TrailHead | null = null
  for (const { id, name, sha256, bytes, account, digests } of read) {
    completeFile(store.db, id, sha256, bytes, account)
    trail = store.record(
      trailEntry(environment, 'ingest', {
        source,
        role,
        stated,
        ...(Object.keys(custody).length === 0 ? {} : { custody: Object.keys(custody) }),
        file: { id, name, sha256, bytes },
        options: JSON.parse(text),
        records: account.records,
        complete: account.complete,
        account: accountDigest(account),
        boxes: digests,
        ...(account.received === undefined ? {} : { received: account.received }),
      }),
    )
  }
  return { files, trail }
}
