/** What stands around a stored run in its report: the runs before it, its place in the trail, what changed, and its evidence. */
import { AppError } from '../core/error.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import { isoDay } from '../provenance/snapshot.ts'
import { type Changes, changesSince } from '../reports/changes.ts'
import type { AskedBot, Cover, EarlierRun } from '../reports/cover.ts'
import { type Basis, commitment, type OpenedEvidence, openedEvidence } from '../reports/evidence.ts'
import { coarse, publicVersion } from '../reports/public.ts'
import type { Count } from '../reports/reported.ts'
import { snapshotCurvesOf } from '../reports/snapshot-curve.ts'
import type { Tlp } from '../reports/tlp.ts'
import { type Waterfall, waterfallOf } from '../reports/waterfall.ts'
import { yardsticksOf } from '../reports/yardstick.ts'
import type { CaseStore } from '../store/case-store.ts'
import { listRuns, readRun, runFault } from '../store/runs.ts'
import { trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { forgottenUnder, trailOf } from './history.ts'
import { Statistics } from './statistics.ts'

export interface CoverChoice {
  readonly tlp: Tlp
  /** An earlier run that this one is held against. */
  readonly since: number | null
  readonly isPublic: boolean
  readonly withEvidence: boolean
  readonly waterfalls: readonly Waterfall[]
}

/** Ratios that are taken apart in one report. */
const MOST_WATERFALLS = 4

/** The ratios of a run taken apart: the registries', and those of what the verdict names. */
export async function waterfallsOf(
  environment: Environment,
  store: CaseStore,
  { run, sources, verdict }: ProvenanceDocument,
): Promise<readonly Waterfall[]> {
  const patterns: PatternsDocument = JSON.parse(readRun(store.db, store.sealer, run).patterns)
  const wanted = sources
    .filter(({ name, role }) => role === 'registry' || verdict.sources.includes(name))
    .flatMap(({ name, contributed }) => {
      const headline = contributed?.log10Lr ?? null
      return headline === null ? [] : [{ name, headline }]
    })
    .slice(0, MOST_WATERFALLS)
  const names = wanted.map(({ name }) => name)
  if (names.length === 0) return []
  const explanations = await Statistics.of(environment, patterns, (statistics) =>
    statistics.explain(names, patterns.patterns.length),
  )
  return explanations.map((explanation, i) =>
    waterfallOf(explanation, wanted[i]?.headline ?? explanation.log10Lr),
  )
}

/** @throws AppError USAGE where there is no such run, or no evidence of it */
export function runCover(
  store: CaseStore,
  document: ProvenanceDocument,
  { tlp, since, isPublic, withEvidence, waterfalls }: CoverChoice,
): Cover {
  const { run } = document
  const events = trailEvents(store.db)
  const { patterns, evidence } = restsOn(store, document)
  if (withEvidence && evidence === null)
    throw new AppError('USAGE', `run ${run} was stored without its evidence`, {
      hint: 'leakcheck match makes a new run, with it',
    })
  const { seen } = patterns.dump
  return {
    tlp,
    seen: seen === null ? null : isoDay(seen.earliest),
    bot: botIn(patterns, isPublic ? coarse : (count) => count),
    earlier: earlierRuns(store, run),
    forgotten: forgottenUnder(events, run),
    // Rates of agreement over whole sources, to a tenth of a percent, can tell of small ones.
    yardsticks: isPublic ? {} : yardsticksOf(patterns),
    // A curve by days would tell the day that the month is to hide.
    curves: isPublic ? {} : snapshotCurvesOf(patterns, document),
    waterfalls: isPublic ? [] : waterfalls,
    commitment: evidence === null ? null : commitment(evidence),
    trail: trailOf(events, run),
    changes: since === null ? null : changes(storedDocument(store, since), document, isPublic),
    evidence: withEvidence ? evidence : null,
  }
}

/** @throws AppError USAGE where there is no such run */
export function storedDocument({ db, sealer }: CaseStore, run: number): ProvenanceDocument {
  const stored = readRun(db, sealer, run)
  const fault = runFault(stored, trailEvents(db))
  if (fault !== null) throw new AppError('STORE_DAMAGED', fault)
  return JSON.parse(stored.document)
}

function restsOn(
  { db, sealer }: CaseStore,
  document: ProvenanceDocument,
): { readonly patterns: PatternsDocument; readonly evidence: OpenedEvidence | null } {
  const stored = readRun(db, sealer, document.run)
  const patterns: PatternsDocument = JSON.parse(stored.patterns)
  const basis: Basis | null = stored.basis === null ? null : JSON.parse(stored.basis)
  return { patterns, evidence: basis === null ? null : openedEvidence(document, patterns, basis) }
}

function botIn({ queries }: PatternsDocument, told: (count: number) => Count): AskedBot | null {
  return queries === null ? null : { asked: told(queries.asked), missed: told(queries.missed) }
}

function changes(
  before: ProvenanceDocument,
  after: ProvenanceDocument,
  isPublic: boolean,
): Changes {
  return isPublic
    ? changesSince(publicVersion(before), publicVersion(after))
    : changesSince(before, after)
}

function earlierRuns(store: CaseStore, before: number): readonly EarlierRun[] {
  return listRuns(store.db)
    .filter(({ run }) => run < before)
    .map(({ run }) => {
      const { created, dump, verdict } = storedDocument(store, run)
      return { run, created, dump, code: verdict.code }
    })
}
