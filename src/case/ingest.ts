/** `ingest`: files into a source of the case, one transaction a file. */
import type { ColumnMapping } from '../columns/decide-table.ts'
import { AppError } from '../core/error.ts'
import { isHarmless, isSourceName } from '../core/harmless-name.ts'
import type { Role } from '../core/kinds.ts'
import type { ArchiveLimits } from '../evidence/bounds.ts'
import { Skipped } from '../evidence/members.ts'
import { expandPaths, STANDARD_INPUT } from '../evidence/paths.ts'
import { contentHash, type FileAccount, fileRows, sourceRows } from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { type CustodyOptions, custodyOf } from './custody.ts'
import type { Environment } from './environment.ts'
import { ingestFile } from './ingest-file.ts'
import { withCase } from './open-case.ts'
import { type StatedOptions, statedOf } from './stated.ts'

export interface IngestOptions extends StatedOptions, CustodyOptions {
  readonly role: Role
  /** Without it, the file's own name up to its first dot. */
  readonly name?: string | undefined
  readonly mappings: readonly ColumnMapping[]
  readonly format?: string | undefined
  readonly encoding?: string | undefined
  /** Opens encrypted archives. */
  readonly archivePassword?: string | undefined
  /** Limits on archives that the user raised. */
  readonly archiveLimits?: Partial<ArchiveLimits> | undefined
  /** The part of token space whose records are kept, above 0 and under 1; all without it. */
  readonly quick?: number | undefined
  readonly allowPartial: boolean
  readonly dryRun: boolean
  /** Only for comparing the ways in which a file can be read; their outcome is the same. */
  readonly kernels?: 'none' | 'here' | 'threads' | undefined
}

export interface IngestedFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly alreadyIngested: boolean
  readonly account: FileAccount
  /** Cells that kernels left to the plain way; `null` where no table was read by kernels. */
  readonly slowCells: number | null
}

export interface IngestResult {
  readonly source: { readonly name: string; readonly role: Role }
  readonly files: readonly (IngestedFile & {
    /** Other sources that hold a file with the same content: one file under two names is no second witness. */
    readonly alsoIn: readonly string[]
  })[]
  /** What was left out of folders, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** The newest entry of the trail; `null` where nothing was stored. */
  readonly head: TrailHead | null
}

/** Files are stored one by one, an archive with all of its members; where one fails, those before it stay. */
export async function ingest(
  environment: Environment,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestResult> {
  checkMappings(options)
  const skipped = new Skipped()
  const files = await expandPaths(paths, skipped)
  const name = sourceName(files, options)
  const stated = statedOf(options.role, options)
  const custody = custodyOf(options)
  return withCase(environment, async (store) => {
    const ingested: IngestedFile[] = []
    let head: TrailHead | null = null
    for (const [i, path] of files.entries()) {
      const { files: stored, trail } = await ingestFile(environment, store, path, {
        ...options,
        name,
        stated,
        custody,
        ordinal: i + 1,
      })
      ingested.push(...stored)
      head = trail ?? head
    }
    const others = sourceRows(store.db).filter((source) => source.name !== name)
    const rows = fileRows(store.db)
    const alsoIn = (file: IngestedFile) =>
      others.flatMap(({ id, name: other }) =>
        rows.some((row) => row.source === id && contentHash(row) === contentHash(file))
          ? [other]
          : [],
      )
    return {
      source: { name, role: options.role },
      files: ingested.map((file) => ({ ...file, alsoIn: alsoIn(file) })),
      leftOut: skipped.counts(),
      head,
    }
  })
}

function sourceName(files: readonly string[], { name }: IngestOptions): string {
  if (name !== undefined) {
    if (isSourceName(name)) return name
    throw new AppError('NAME_UNSAFE', '--name holds what may be an identifier, or cannot be seen')
  }
  const [first] = files
  if (first === undefined || first === STANDARD_INPUT || files.length > 1) {
    throw new AppError('USAGE', '--name is needed for standard input and for several files')
  }
  const own = first.split(/[\\/]/).at(-1)?.split('.')[0] ?? ''
  if (isSourceName(own)) return own
  throw new AppError(
    'NAME_UNSAFE',
    'the name of the file may hold an identifier, so the source needs a --name',
  )
}

/** The case keeps them in clear, and a first row of data is a header to whoever takes it for one. @throws AppError NAME_UNSAFE */
function checkMappings({ mappings }: IngestOptions): void {
  if (mappings.every(({ column }) => isHarmless(column))) return
  throw new AppError('NAME_UNSAFE', '--map holds what may be an identifier', {
    hint: 'name the column by its number, from 0: --map 2=phone',
  })
}
