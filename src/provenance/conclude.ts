/** A fit carried to its conclusion: shares, ratios, verdict, findings and limits, as the report prints them. */
import type { DayRange, PatternsDocument } from '../match/patterns.ts'
import { withAllowances } from './allowances.ts'
import { type Assessment, assess } from './assessment.ts'
import { type NullRun, nullRuns, planNullRuns, validate } from './calibration.ts'
import { closeness } from './ceilings.ts'
import { ESTABLISHED_PART, WIDEST_ESTIMATE } from './constants.ts'
import type { Contributed, Finding, SourceResult, Validation, Verdict } from './document.ts'
import { findingsOf } from './findings.ts'
import type { Fit } from './fit.ts'
import { unknownLooksIndependent } from './guards.ts'
import { intervalOf, type Judgement, judge, withDoubt } from './judgement.ts'
import { limitsOf } from './limits.ts'
import type { Question } from './question.ts'
import { verdictOf } from './sentence.ts'
import { isoDay, snapshotOf } from './snapshot.ts'
import { verbalScale } from './verbal-scale.ts'
import { decide, type Grounds, type Part } from './verdict.ts'

export interface ConcludeOptions {
  readonly seed: number
  /** Pretend dumps without each registry; 0 withholds every ratio. */
  readonly calibrate: number
  /** Profile intervals and tipping points (default true). */
  readonly intervals?: boolean
  /** Results of `planNullRuns` carried out elsewhere, in the order of the plans. */
  readonly nullRuns?: readonly NullRun[]
}

export interface Conclusion {
  readonly verdict: Verdict
  /** In the order of the document's sources, then `(unknown)` and `(fabricated)`. */
  readonly sources: readonly SourceResult[]
  readonly findings: readonly Finding[]
  readonly limits: readonly string[]
  readonly validation: Validation | null
}

export function conclude(
  document: PatternsDocument,
  fit: Fit,
  options: ConcludeOptions,
): Conclusion {
  const { question } = fit.model
  const runs = options.nullRuns ?? nullRuns(document, planNullRuns(fit, options))
  const assessments = withAllowances(fit, assess(fit, { intervals: options.intervals ?? true }))
  const judgements = judge(fit, assessments, runs)
  const grounds = groundsOf(fit, assessments, judgements)
  const decision = decide(grounds)
  const validation = validate(question, runs)
  return {
    verdict: verdictOf(question, grounds, decision),
    sources: [
      ...document.sources.map((source) => sourceResult(document, question, source.id, judgements)),
      ...(['unknown', 'fabricated'] as const).map((subject) =>
        originResult(assessments, judgements, subject),
      ),
    ],
    findings: findingsOf(document, fit, grounds, decision),
    limits: limitsOf(fit, judgements, validation),
    validation,
  }
}

function groundsOf(
  fit: Fit,
  assessments: readonly Assessment[],
  judgements: readonly Judgement[],
): Grounds {
  const { question } = fit.model
  const isRegistry = ({ source }: Judgement): boolean =>
    question.sources[source]?.role === 'registry'
  const registries = judgements.filter(isRegistry)
  const parts: Part[] = judgements
    .filter(({ supported }) => supported)
    .map((judgement) => ({
      kind: isRegistry(judgement) ? 'registry' : 'breach',
      source: judgement.source,
      share: judgement.share ?? 0,
    }))
  for (const kind of ['unknown', 'fabricated'] as const) {
    const share = assessments.find(({ subject }) => subject === kind)?.share ?? 0
    const [low] = intervalOf(assessments, kind)
    if (low > ESTABLISHED_PART) parts.push({ kind, source: null, share })
  }
  return {
    registries,
    others: judgements.filter((judgement) => !isRegistry(judgement)),
    parts,
    unseenRegistries: question.sources
      .filter(({ id, role }) => role === 'registry' && !question.considered.includes(id))
      .map(({ name }) => name),
    notIndependent: registries
      .map(({ source }) => source)
      .filter((source) => !unknownLooksIndependent(fit, source)),
  }
}

function sourceResult(
  document: PatternsDocument,
  question: Question,
  id: number,
  judgements: readonly Judgement[],
): SourceResult {
  const { name, role, dates } = document.sources[id] ?? missing(id)
  const judgement = judgements.find(({ source }) => source === id)
  if (judgement === undefined) {
    const share = { estimate: null, interval: [0, 1] as const, identified: false }
    // Another dump is made of other collections: what both hold is told as a finding.
    if (role === 'dump') return { name, role, share }
    const contributed = withheldContribution('none of its records were compared as an explanation')
    return { name, role, share, contributed }
  }
  const snapshot =
    role === 'registry' && judgement.supported ? snapshotText(document, id, dates.taken) : null
  return {
    name,
    role,
    share: shareResult(judgement),
    contributed: contribution(question, judgement),
    ...(snapshot === null ? {} : { snapshot }),
  }
}

function originResult(
  assessments: readonly Assessment[],
  judgements: readonly Judgement[],
  subject: 'unknown' | 'fabricated',
): SourceResult {
  const assessment = assessments.find((candidate) => candidate.subject === subject)
  if (assessment === undefined) throw new RangeError(`nothing was assessed for ${subject}`)
  return {
    name: `(${subject})`,
    role: subject,
    share: shareResult(withDoubt(assessment, judgements)),
  }
}

function shareResult(assessment: Assessment): SourceResult['share'] {
  const { share, interval } = assessment
  const identified = assessment.identified && interval[1] - interval[0] <= WIDEST_ESTIMATE
  return { estimate: identified ? share : null, interval, identified }
}

function contribution(question: Question, judgement: Judgement): Contributed {
  const { log10Lr, modelLog10Lr, cap, tippingPoint, withheld } = judgement
  if (log10Lr === null) return withheldContribution(withheld ?? 'withheld')
  return {
    log10Lr,
    modelLog10Lr: Math.max(modelLog10Lr, log10Lr),
    cappedAt: cap,
    closeness: closeness(question.considered.length - 1),
    tippingPoint,
    withheld: null,
    verbal: verbalScale(log10Lr),
  }
}

const withheldContribution = (withheld: string): Contributed => ({
  log10Lr: null,
  modelLog10Lr: null,
  cappedAt: null,
  closeness: null,
  tippingPoint: null,
  withheld,
  verbal: null,
})

function snapshotText(
  document: PatternsDocument,
  source: number,
  taken: DayRange | null,
): NonNullable<SourceResult['snapshot']> | null {
  const tabulation = document.tabulations.find(
    (table) => table.source === source && table.column === 'day',
  )
  if (tabulation === undefined) return null
  const snapshot = snapshotOf(tabulation, taken?.latest ?? null)
  if (snapshot === null) return null
  const { earliest, latest } = snapshot
  return { earliest: isoDay(earliest), latest: latest === null ? null : isoDay(latest) }
}

function missing(id: number): never {
  throw new RangeError(`no source at position ${id}`)
}
