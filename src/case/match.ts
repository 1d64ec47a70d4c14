/** `match`: a dump against the other sources of the case, to a stored run. */
import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../core/error.ts'
import { buildPatterns, type Matched } from '../match/build.ts'
import type { PlaceholderCounts } from '../match/fact-findings.ts'
import { findings } from '../match/findings.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { NullRun } from '../provenance/calibration.ts'
import type { Conclusion } from '../provenance/conclude.ts'
import type { InputFile, ProvenanceDocument } from '../provenance/document.ts'
import type { Explanation } from '../provenance/explain.ts'
import { type Basis, commitment, openedEvidence } from '../reports/evidence.ts'
import type { CaseStore } from '../store/case-store.ts'
import { addRun, nextRun } from '../store/runs.ts'
import type { FileRow, SourceRow } from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { breathe, type Environment } from './environment.ts'
import { type Choice, type Chosen, chooseSources, matchInputs, rowRank } from './match-inputs.ts'
import { trailEntry, withCase } from './open-case.ts'
import { provenanceDocument } from './provenance-document.ts'
import { refuseOtherVersions } from './refuse-versions.ts'
import { type Calibration, Statistics } from './statistics.ts'

export interface MatchOptions extends Choice {
  /** Fixes the document's date. */
  readonly created?: string | undefined
  /** Pretend dumps without each registry. */
  readonly calibrate?: number | undefined
  readonly seed: number
  /** A source whose ratio is to be followed back to counts, or `true` for every registry. */
  readonly explain?: string | boolean | undefined
}

export interface MatchResult {
  readonly document: ProvenanceDocument
  readonly explanations: readonly Explanation[]
  readonly patterns: PatternsDocument
  readonly head: TrailHead
}

/** @throws AppError NOTHING_TO_MATCH, SOURCE_UNKNOWN, USAGE */
export async function match(environment: Environment, options: MatchOptions): Promise<MatchResult> {
  checkCreated(options)
  return withCase(environment, async (store) => {
    const started = performance.now()
    const chosen = chooseSources(store, options)
    const matched = await link(environment, store, chosen)
    const linkSeconds = inSeconds(performance.now() - started)
    return concludeAndStore(environment, store, chosen, matched, options, linkSeconds)
  })
}

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/

/** @throws AppError USAGE */
function checkCreated({ created }: MatchOptions): void {
  if (created === undefined || (TIME.test(created) && !Number.isNaN(Date.parse(created)))) return
  throw new AppError('USAGE', '--created is no time', { hint: 'write it as 2023-06-12T09:30:00Z' })
}

/** Fixed, so that two machines agree (docs/method.md). */
const DEFAULT_NULL_RUNS = 200

const NONCE_BYTES = 32

const inSeconds = (ms: number): number => Math.round(ms) / 1000

function link(environment: Environment, store: CaseStore, chosen: Chosen): Promise<Matched> {
  const { signal, onProgress } = environment
  const { dump, sources } = matchInputs(store, chosen)
  refuseOtherVersions(dump, sources)
  return buildPatterns(dump, sources, {
    rank: rowRank(store),
    breathe: () => breathe(signal),
    onProgress: (done, total) => onProgress({ task: 'linking', done, total, unit: 'steps' }),
  })
}

async function concludeAndStore(
  environment: Environment,
  store: CaseStore,
  { dump, compared, notUsed, files }: Chosen,
  matched: Matched,
  options: MatchOptions,
  linkSeconds: number,
): Promise<MatchResult> {
  const { seed, calibrate = DEFAULT_NULL_RUNS, explain } = options
  const concluded = await conclude(environment, matched, { seed, calibrate }, explain)
  const { patterns, nullRuns, conclusion, explanations } = concluded
  const used = [dump, ...compared]
  const ofDump = files.filter(({ source }) => source === dump.id)
  const basis: Basis = {
    nonce: randomBytes(NONCE_BYTES).toString('hex'),
    placeholders: placeholders(ofDump),
    malformedReferences: malformedReferences(ofDump),
    calibrate,
    nullRuns,
  }
  const facts = findings(patterns, basis)
  return store.change(() => {
    const run = nextRun(store.db)
    const document = provenanceDocument(patterns, conclusion, facts, {
      run,
      created: options.created ?? environment.now().toISOString(),
      tool: environment.version,
      seed: options.seed,
      seconds: { link: linkSeconds, ...concluded.seconds },
      notUsed,
      inputs: inputsOf(used, files),
    })
    const stored = {
      run,
      created: document.created,
      patterns: JSON.stringify(patterns),
      document: JSON.stringify(document),
      basis: JSON.stringify(basis),
    }
    addRun(store.db, store.sealer, stored)
    const head = store.record(
      trailEntry(environment, 'match', {
        run,
        dump: dump.name,
        verdict: document.verdict.code,
        digest: createHash('sha256').update(stored.document).digest('hex'),
        commitment: commitment(openedEvidence(document, patterns, basis)),
        inputs: document.inputs,
      }),
    )
    return { document, explanations, patterns, head }
  })
}

interface Concluded {
  /** With the tabulations that the first fit asked for. */
  readonly patterns: PatternsDocument
  readonly nullRuns: readonly NullRun[]
  readonly conclusion: Conclusion
  readonly explanations: readonly Explanation[]
  readonly seconds: { readonly fit: number; readonly calibrate: number }
}

/** @throws AppError SOURCE_UNKNOWN */
async function conclude(
  environment: Environment,
  { document, tabulate }: Matched,
  calibration: Calibration,
  explain: MatchOptions['explain'],
): Promise<Concluded> {
  const toExplain = explained(document, explain)
  const started = performance.now()
  return await Statistics.of(environment, document, async (statistics) => {
    const { wanted, plans } = await statistics.firstFit(calibration)
    const patterns = await tabulate(wanted)
    const calibrateStarted = performance.now()
    const nullRuns = await statistics.runNulls(plans)
    const calibrated = performance.now() - calibrateStarted
    const conclusion = await statistics.conclude(patterns, calibration, nullRuns)
    const explanations = await statistics.explain(toExplain)
    const fitted = performance.now() - started - calibrated
    return {
      patterns,
      nullRuns,
      conclusion,
      explanations,
      seconds: { fit: inSeconds(fitted), calibrate: inSeconds(calibrated) },
    }
  })
}

/** @throws AppError SOURCE_UNKNOWN */
function explained({ sources }: PatternsDocument, wanted: MatchOptions['explain']): string[] {
  if (typeof wanted !== 'string') {
    return wanted === true
      ? sources.filter(({ role }) => role === 'registry').map(({ name }) => name)
      : []
  }
  if (sources.some(({ name }) => name === wanted)) return [wanted]
  throw new AppError('SOURCE_UNKNOWN', 'the source to explain is not among those compared')
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
        complete: file.account.complete && file.account.quick === undefined,
        ...(file.account.quick === undefined ? {} : { quick: file.account.quick }),
        ...(file.account.transcribed === true ? { transcribed: true as const } : {}),
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

const malformedReferences = (files: readonly FileRow[]): number =>
  files
    .flatMap(({ account }) => account.columns)
    .filter(({ kind }) => kind === 'reference-id')
    .reduce((total, { invalid, truncated }) => total + invalid + truncated, 0)
