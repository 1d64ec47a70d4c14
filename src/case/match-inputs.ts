/** Which sources a match compares, and how the linker is to see them. */
import { MIXED_KINDS } from '../columns/id-number.ts'
import { AppError } from '../core/error.ts'
import type { MatchDump, MatchSource } from '../match/preparation.ts'
import type { RowRank } from '../match/probe-set.ts'
import type { CaseStore } from '../store/case-store.ts'
import {
  type FileRow,
  fileRows,
  type SourceRow,
  type Stated,
  sourceRows,
} from '../store/sources.ts'
import { PairHasher } from '../tokens/pair-hasher.ts'
import { quickOf, sourceNamed } from './sources.ts'
import { dayRange } from './stated-dates.ts'

export interface Choice {
  /** Not needed with one dump in the case. */
  readonly dump?: string | undefined
  /** Sources to compare with; all registries and breaches of the case where not given. */
  readonly against?: readonly string[] | undefined
}

export interface Chosen {
  readonly dump: SourceRow
  readonly compared: readonly SourceRow[]
  readonly notUsed: readonly { source: string; because: string }[]
  readonly files: readonly FileRow[]
}

/** @throws AppError NOTHING_TO_MATCH, SOURCE_UNKNOWN, USAGE */
export function chooseSources({ db }: CaseStore, { dump, against }: Choice): Chosen {
  const all = sourceRows(db)
  const files = fileRows(db)
  const dumps = all.filter(({ role }) => role === 'dump')
  const chosen = dump === undefined ? onlyDump(dumps) : sourceNamed(db, dump)
  if (chosen.role !== 'dump')
    throw new AppError('USAGE', `${chosen.name} is a ${chosen.role}, not a dump`)
  for (const name of against ?? []) sourceNamed(db, name)
  const others = all.filter(({ id }) => id !== chosen.id)
  // Other dumps are compared with only where they are asked for.
  const isWanted = ({ name, role }: SourceRow) =>
    against === undefined ? role !== 'dump' : against.includes(name)
  const notUsed = others
    .filter((source) => !isWanted(source))
    .map(({ name, role }) => ({
      source: name,
      because:
        role === 'dump' && against === undefined
          ? 'another dump; name it with --against'
          : 'left out by --against',
    }))
  const compared = others.filter(isWanted)
  refuseNarrowerCuts(chosen, compared, files)
  return { dump: chosen, compared, notUsed, files }
}

/** A record of the dump whose tokens a source cut away would look as if that source did not hold it. @throws AppError USAGE */
function refuseNarrowerCuts(
  dump: SourceRow,
  compared: readonly SourceRow[],
  files: readonly FileRow[],
): void {
  const kept = ({ id }: SourceRow) => quickOf(files.filter(({ source }) => source === id)) ?? 1
  const widest = Math.max(
    ...files.filter(({ source }) => source === dump.id).map(({ account }) => account.quick ?? 1),
  )
  const narrower = compared.find((source) => kept(source) < widest)
  if (narrower === undefined) return
  throw new AppError(
    'USAGE',
    `${narrower.name} was ingested with a narrower --quick than the dump`,
    {
      hint: 'ingest both with the same --quick, or leave the source out with --against',
    },
  )
}

function onlyDump(dumps: readonly SourceRow[]): SourceRow {
  const [first, second] = dumps
  if (first === undefined) throw new AppError('NOTHING_TO_MATCH', 'there is no dump in the case')
  if (second !== undefined) {
    throw new AppError('USAGE', 'the case has several dumps', {
      hint: `name one: ${dumps.map(({ name }) => name).join(', ')}`,
    })
  }
  return first
}

export function matchInputs(
  store: CaseStore,
  { dump, compared, files }: Chosen,
): { readonly dump: MatchDump; readonly sources: readonly MatchSource[] } {
  const own = (source: SourceRow) => files.filter((file) => file.source === source.id)
  const isPartial = (source: SourceRow) =>
    own(source).some(({ account }) => !account.complete || account.quick !== undefined)
  return {
    dump: {
      name: dump.name,
      parts: store.parts(dump.id),
      partial: isPartial(dump),
      seen: dayRange(dump.stated.seen),
    },
    sources: compared.map((source) => ({
      ...statedSource(source.stated, own(source).length > 0, source.role),
      name: source.name,
      role: source.role,
      parts: store.parts(source.id),
      partial: isPartial(source),
    })),
  }
}

/** Ranks records for probes by a keyed hash, so that nobody without the key can tell which were looked at. */
export function rowRank({ key }: CaseStore): RowRank {
  const ranks = new PairHasher(key.derivation)
  return (part, record) => ranks.hash(part, record).low
}

function statedSource(
  { collects, completeness, taken, occurred, published, verifiedBy }: Stated,
  hasFiles: boolean,
  role: SourceRow['role'],
): Pick<MatchSource, 'collects' | 'completeness' | 'dates' | 'verifiedBy'> {
  return {
    collects:
      collects === undefined
        ? null
        : collects.flatMap((kind) => (kind === 'id-number' ? [...MIXED_KINDS, 'id-type'] : [kind])),
    completeness: exportKind(completeness, hasFiles, role),
    dates: { taken: dayRange(taken), occurred: dayRange(occurred), published: dayRange(published) },
    verifiedBy: verifiedBy === 'none' || verifiedBy === undefined ? null : verifiedBy,
  }
}

/** Where nothing is said a registry export counts as an extract: nobody is excluded by its silence. */
function exportKind(
  completeness: Stated['completeness'],
  hasFiles: boolean,
  role: SourceRow['role'],
): MatchSource['completeness'] {
  if (!hasFiles) return { kind: 'declared', fraction: 1 }
  if (role !== 'registry') return { kind: 'complete', fraction: 1 }
  if (completeness === undefined) return { kind: 'extract', fraction: 1 }
  return {
    kind: completeness.kind,
    fraction: completeness.kind === 'sampled' ? completeness.fraction : 1,
  }
}
