/** Which files a run rests on, and which of the files at hand they are: told by their hashes, whatever they are called now. */
import { AppError } from '../core/error.ts'
import { STANDARD_INPUT } from '../evidence/paths.ts'
import { RawBytes } from '../evidence/raw-bytes.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { CaseStore } from '../store/case-store.ts'
import { type FileRow, fileRows, type SourceRow, sourceRows } from '../store/sources.ts'
import { trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { forgottenUnder } from './history.ts'

export interface EvidenceOfRun {
  readonly source: SourceRow
  readonly file: FileRow
  /** The number of the first part of the file. */
  readonly firstPart: number
}

/** In the order in which they were ingested. @throws AppError USAGE where a source was forgotten since */
export function evidenceOfRun(
  store: CaseStore,
  { run, inputs }: ProvenanceDocument,
): EvidenceOfRun[] {
  const sources = sourceRows(store.db)
  const files = fileRows(store.db)
  // One that was ingested anew stands under other numbers, and other records of it are probed.
  const gone = new Set(forgottenUnder(trailEvents(store.db), run).map(({ source }) => source))
  return inputs
    .map(({ source: name, sha256 }) => {
      const source = gone.has(name) ? undefined : sources.find((row) => row.name === name)
      const file = files.find((row) => row.source === source?.id && row.sha256 === sha256)
      if (source === undefined || file === undefined)
        throw new AppError('USAGE', `run ${run} rests on ${name}, which was forgotten since`, {
          hint: 'leakcheck match makes a run of what is there now',
        })
      const parts = store.parts(source.id).filter((part) => part.file === file.id)
      return { source, file, firstPart: Math.min(...parts.map(({ part }) => part)) }
    })
    .sort((a, b) => a.file.id - b.file.id)
}

/** @throws AppError USAGE, FILE_MISSING where one of them is not among `paths` */
export async function findFiles(
  environment: Environment,
  evidence: readonly EvidenceOfRun[],
  paths: readonly string[],
): Promise<(EvidenceOfRun & { readonly path: string })[]> {
  const sizes = new Set(evidence.map(({ file }) => asReceived(file).bytes))
  const byHash = new Map<string, string>()
  for (const path of paths) {
    const sha256 = await digestOf(environment, path, sizes)
    if (sha256 !== null) byHash.set(sha256, path)
  }
  const missing = new Set<string>()
  const found = evidence.flatMap((one) => {
    const received = asReceived(one.file)
    const path = byHash.get(received.sha256)
    if (path === undefined) missing.add(`${received.name} of ${one.source.name}`)
    return path === undefined ? [] : [{ ...one, path }]
  })
  if (missing.size === 0) return found
  throw new AppError(
    'FILE_MISSING',
    `not among the files, or changed: ${[...missing].join(', ')}`,
    {
      hint: 'name every file that the run rests on; leakcheck sources --json has their hashes',
    },
  )
}

/** The file, or the archive that it came in. */
export const asReceived = ({ name, sha256, bytes, account }: FileRow) =>
  account.received ?? { name, sha256, bytes }

/** `null` for a file that is as long as none of those looked for. */
async function digestOf(
  { signal }: Environment,
  path: string,
  sizes: ReadonlySet<number>,
): Promise<string | null> {
  if (path === STANDARD_INPUT)
    throw new AppError('USAGE', 'replay reads files, not standard input', {
      hint: 'write it to a file first: it is read twice',
    })
  const raw = await RawBytes.open(path, 'a file', signal)
  try {
    return raw.size !== null && sizes.has(raw.size) ? await raw.digest() : null
  } finally {
    await raw.close()
  }
}
