/** `match`: a dump against the other sources of the case, to a stored run. */
import { MIXED_KINDS } from '../columns/id-number.ts'
import { AppError } from '../core/error.ts'
import { buildPatterns, type Matched, type MatchSource } from '../match/build.ts'
import { factFindings, type PlaceholderCounts } from '../match/fact-findings.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { InputFile, ProvenanceDocument } from '../provenance/document.ts'
import type { CaseStore } from '../store/case-store.ts'
import { addRun, nextRun } from '../store/runs.ts'
import {
  type FileRow,
  fileRows,
  type SourceRow,
  type Stated,
  sourceRows,
} from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { Fingerprinter } from '../tokens/tokenise.ts'
import { breathe, type Environment } from './environment.ts'
import { trailEntry, withCase } from './open-case.ts'
import { provenanceDocument } from './provenance-document.ts'
import { sourceNamed } from './sources.ts'
import { dayRange } from './stated-dates.ts'
import { concludeRuns, firstFit, runNulls } from './statistics.ts'

export interface MatchOptions {
  /** Not needed with one dump in the case. */
  readonly dump?: string | undefined
  /** Sources to compare with; all others of the case where not given. */
  readonly against?: readonly string[] | undefined
  /** Fixes the document's date. */
  readonly created?: string | undefined
  /** Pretend dumps without each registry. */
  readonly calibrate?: number | undefined
  readonly seed: number
}

export interface MatchResult {
  readonly document: ProvenanceDocument
  readonly patterns: PatternsDocument
  readonly head: TrailHead
}

/** @throws AppError NOTHING_TO_MATCH, SOURCE_UNKNOWN, USAGE */
export function match(environment: Environment, options: MatchOptions): Promise<MatchResult> {
  return withCase(environment, async (store) => {
    const started = performance.now()
    const chosen = chooseSources(store, options)
    const matched = await link(environment, store, chosen)
    const linkSeconds = inSeconds(performance.now() - started)
    return concludeAndStore(environment, store, chosen, matched, options, linkSeconds)
  })
}

/** Fixed, so that two machines agree (docs/method.md). */
const DEFAULT_NULL_RUNS = 200

interface Chosen {
  readonly dump: SourceRow
  readonly compared: readonly SourceRow[]
  readonly notUsed: readonly { source: string; because: string }[]
  readonly files: readonly FileRow[]
}

const inSeconds = (ms: number): number => Math.round(ms) / 1000

function chooseSources({ db }: CaseStore, { dump, against }: MatchOptions): Chosen {
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
  return { dump: chosen, compared: others.filter(isWanted), notUsed, files }
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

function link(
  environment: Environment,
  store: CaseStore,
  { dump, compared, files }: Chosen,
): Promise<Matched> {
  const { signal, onProgress } = environment
  const ranks = new Fingerprinter(store.key.derivation, 'probe', '1')
  const isPartial = (source: SourceRow) =>
    files.some((file) => file.source === source.id && !file.account.complete)
  const sources = compared.map(
    (source): MatchSource => ({
      ...matchSource(
        source.stated,
        files.some((file) => file.source === source.id),
        source.role,
      ),
      name: source.name,
      role: source.role,
      parts: store.parts(source.id),
      partial: isPartial(source),
    }),
  )
  return buildPatterns(
    {
      name: dump.name,
      parts: store.parts(dump.id),
      partial: isPartial(dump),
      seen: dayRange(dump.stated.seen),
    },
    sources,
    {
      rank: (part, record) => ranks.hashPair(part, record).low,
      breathe: () => breathe(signal),
      onProgress: (done, total) => onProgress({ task: 'linking', done, total, unit: 'steps' }),
    },
  )
}

function matchSource(
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

async function concludeAndStore(
  environment: Environment,
  store: CaseStore,
  { dump, compared, notUsed, files }: Chosen,
  matched: Matched,
  options: MatchOptions,
  linkSeconds: number,
): Promise<MatchResult> {
  const { seed, calibrate = DEFAULT_NULL_RUNS } = options
  const calibration = { seed, calibrate }
  const fitStarted = performance.now()
  const { wanted, plans } = await firstFit(environment, matched.document, calibration)
  const patterns = await matched.tabulate(wanted)
  const calibrateStarted = performance.now()
  const nullRuns = await runNulls(environment, patterns, plans)
  const concludeStarted = performance.now()
  const conclusion = await concludeRuns(environment, patterns, calibration, nullRuns)
  const seconds = {
    link: linkSeconds,
    fit: inSeconds(calibrateStarted - fitStarted + performance.now() - concludeStarted),
    calibrate: inSeconds(concludeStarted - calibrateStarted),
  }
  const used = [dump, ...compared]
  const facts = factFindings(
    patterns,
    placeholders(files.filter(({ source }) => source === dump.id)),
  )
  return store.change(() => {
    const run = nextRun(store.db)
    const document = provenanceDocument(patterns, conclusion, facts, {
      run,
      created: options.created ?? environment.now().toISOString(),
      tool: environment.version,
      seed: options.seed,
      seconds,
      notUsed,
      inputs: inputsOf(used, files),
    })
    const stored = {
      run,
      created: document.created,
      patterns: JSON.stringify(patterns),
      document: JSON.stringify(document),
    }
    addRun(store.db, store.sealer, stored)
    const head = store.record(
      trailEntry(environment, 'match', {
        run,
        dump: dump.name,
        verdict: document.verdict.code,
        inputs: document.inputs,
      }),
    )
    return { document, patterns, head }
  })
}

const inputsOf = (sources: readonly SourceRow[], files: readonly FileRow[]): InputFile[] =>
  sources.flatMap(({ id, name, role, stated }) =>
    files
      .filter(({ source }) => source === id)
      .map((file) => ({
        source: name,
        role,
        file: file.name,
        sha256: file.sha256,
        complete: file.account.complete,
        statedBy: stated.statedBy ?? null,
      })),
  )

function placeholders(files: readonly FileRow[]): PlaceholderCounts {
  const counts: Record<string, number> = {}
  for (const { kind, placeholder } of files.flatMap(({ account }) => account.columns)) {
    if (kind !== null && placeholder > 0) counts[kind] = (counts[kind] ?? 0) + placeholder
  }
  return counts
}
