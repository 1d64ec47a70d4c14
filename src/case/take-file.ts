/** One readable file taken into a source: read, known already, and completed in store and trail. */
import { AppError } from '../core/error.ts'
import type { EvidenceFile } from '../evidence/file.ts'
import type { Custody } from '../store/custody.ts'
import {
  accountDigest,
  addFile,
  completeFile,
  contentHash,
  type FileRow,
  type Stated,
} from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import type { IngestedFile, IngestOptions } from './ingest.ts'
import { trailEntry } from './open-case.ts'
import { type Destination, type ReadFile, readFile } from './read-file.ts'

export interface FileOptions extends IngestOptions {
  readonly name: string
  readonly stated: Stated
  readonly custody: Custody
  /** Position among the files of the command, from 1. */
  readonly ordinal: number
}

export interface Stored {
  /** The file, or the members of the archive that it is. */
  readonly files: readonly IngestedFile[]
  /** `null` where nothing was stored. */
  readonly trail: TrailHead | null
}

/** What a file is read into. */
export interface Ingesting extends Destination {
  readonly options: FileOptions
  /** `optionsText` of the options. */
  readonly text: string
  readonly source: number
  /** Files that were in the source before. */
  readonly before: readonly FileRow[]
}

export type Taken =
  | { readonly kind: 'read'; readonly file: ReadFile }
  | { readonly kind: 'known'; readonly file: IngestedFile }

/** Reads a file into the store, but for one that is in the source already, packed or not: its rows would count twice. */
export async function take(
  ingesting: Ingesting,
  evidence: EvidenceFile,
  read: readonly ReadFile[],
): Promise<Taken> {
  const { environment, store, options, text, source, before } = ingesting
  const ingested = environment.now().toISOString()
  return await store.attempt<Taken>(async () => {
    const id = addFile(store.db, { source, name: evidence.label, options: text, ingested })
    const file = await readFile(ingesting, evidence, id)
    const isSame = (other: FileRow | ReadFile) => contentHash(other) === contentHash(file)
    const row = before.find(isSame)
    if (row !== undefined)
      return { value: { kind: 'known', file: asBefore(row, text) }, keep: false }
    const copy = read.find(isSame)
    if (copy !== undefined) {
      return { value: { kind: 'known', file: { ...copy, alreadyIngested: true } }, keep: false }
    }
    return { value: { kind: 'read', file }, keep: !options.dryRun }
  })
}

/** @throws AppError OPTIONS_DIFFER */
export function asBefore(
  { name, sha256, bytes, account, options }: FileRow,
  text: string,
): IngestedFile {
  if (options !== text) {
    throw new AppError('OPTIONS_DIFFER', `${name} was ingested before with other options`)
  }
  return { name, sha256, bytes, account, alreadyIngested: true, slowCells: null }
}

/** Completes the rows of what was read, and the trail. */
export function finish(
  { environment, store, options, text }: Ingesting,
  read: readonly ReadFile[],
  known: readonly IngestedFile[],
): Stored {
  const { name: source, role, stated, custody, dryRun } = options
  const files = [
    ...read.map(({ name, sha256, bytes, account, slowCells }) => ({
      name,
      sha256,
      bytes,
      account,
      alreadyIngested: false,
      slowCells,
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
