/** One file as received into the store: all of it, with all that is packed in it, in one transaction, or nothing. */
import { type EvidenceFile, openFile } from '../evidence/file.ts'
import { STANDARD_INPUT } from '../evidence/paths.ts'
import { RawBytes } from '../evidence/raw-bytes.ts'
import type { CaseStore } from '../store/case-store.ts'
import { type FileRow, fileRows, sourceRows } from '../store/sources.ts'
import { admitSource } from './admit-source.ts'
import type { Environment } from './environment.ts'
import type { IngestOptions } from './ingest.ts'
import { ingestArchive } from './ingest-archive.ts'
import { asBefore, type FileOptions, finish, type Stored, take } from './take-file.ts'

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
