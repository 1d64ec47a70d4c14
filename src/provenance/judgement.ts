/** From ratios to what may be printed: the cap, the guards that withhold a ratio, and which sources count as supported. */
import type { Interval } from '../match/intervals.ts'
import type { Assessment } from './assessment.ts'
import { hasNoBound } from './assessment.ts'
import { type NullRun, nullsOf } from './calibration.ts'
import { LEAST_SHARE, ONE_WORD_CAP, SUPPORT_LOG10_LR } from './constants.ts'
import type { Fit } from './fit.ts'
import { type Question, registriesOf, sourceAt } from './question.ts'
import { siblingGate } from './sibling-gate.ts'

/** An assessed source with what is said of it. */
export interface Judgement extends Assessment {
  readonly source: number
  /** Capped; null where withheld. */
  readonly log10Lr: number | null
  readonly cap: number
  readonly withheld: string | null
  /** The ratio would have reached the threshold, had a guard not withheld it. */
  readonly gated: boolean
  readonly supported: boolean
  /** A registry's upper bound; 1 where silence excludes nobody. */
  readonly bounded: boolean
}

export function judge(
  fit: Fit,
  assessments: readonly Assessment[],
  runs: readonly NullRun[],
): readonly Judgement[] {
  const unexplained = {
    unknown: intervalOf(assessments, 'unknown'),
    fabricated: intervalOf(assessments, 'fabricated'),
  }
  return assessments.flatMap((assessment) => {
    if (typeof assessment.subject === 'string') return []
    const { source } = assessment.subject
    const { question } = fit.model
    const nulls = nullsOf(runs, source)
    const cap = capOf(question, source, nulls.runs)
    const withheld =
      missingNull(question, source, nulls.runs) ??
      nullReached(assessment, nulls.highest) ??
      gate(fit, assessment, source, unexplained)
    const log10Lr = withheld === null ? Math.min(assessment.floorLog10Lr, cap) : null
    const reached = assessment.floorLog10Lr >= SUPPORT_LOG10_LR
    const supported =
      log10Lr !== null && log10Lr >= SUPPORT_LOG10_LR && (assessment.share ?? 0) >= LEAST_SHARE
    const gated = withheld !== null && reached && (assessment.share ?? 0) >= LEAST_SHARE
    return [
      {
        ...assessment,
        source,
        interval: gated ? ([0, assessment.interval[1]] as const) : assessment.interval,
        log10Lr,
        cap,
        withheld,
        gated,
        supported,
        bounded: !hasNoBound(question, source),
      },
    ]
  })
}

/** What origins' assessments become where guards withhold ratios: a gated source's records may all be the unknown's. */
export function withDoubt(origin: Assessment, judgements: readonly Judgement[]): Assessment {
  const gated = judgements.filter((judgement) => judgement.gated)
  if (origin.subject !== 'unknown' || gated.length === 0) return origin
  const doubtful = gated.reduce((sum, { share }) => sum + (share ?? 0), 0)
  const [low, high] = origin.interval
  return { ...origin, interval: [low, Math.min(1, high + doubtful)] }
}

export function intervalOf(
  assessments: readonly Assessment[],
  subject: 'unknown' | 'fabricated',
): Interval {
  return assessments.find((assessment) => assessment.subject === subject)?.interval ?? [0, 1]
}

/** A ratio can claim no more than was tried: linked rows of other corpora, and pretend dumps without the source. */
function capOf(question: Question, source: number, runs: number): number {
  const cap = Math.min(Math.log10(validationRows(question, source) + 1), Math.log10(runs + 1))
  const { columns } = question
  return question.oneWordNames && !columns.has('reference-id') ? Math.min(cap, ONE_WORD_CAP) : cap
}

/** Probe rows of other considered sources that are linked with this one. */
export function validationRows(question: Question, source: number): number {
  const presence = question.emission.traits.get('presence') ?? []
  return presence.reduce((total, { from, letters, rows }) => {
    const counts = from !== source && question.considered.includes(from)
    return counts && letters.charAt(source) === 'E' ? total + rows : total
  }, 0)
}

function missingNull(question: Question, source: number, runs: number): string | null {
  const { role } = sourceAt(question, source)
  if (question.considered.length < 2) {
    return role === 'registry'
      ? 'no older breach was supplied, so there is nothing to compare its agreement with'
      : 'no other source was supplied, so there is nothing to compare its agreement with'
  }
  if (validationRows(question, source) === 0) {
    return 'no record of another source is linked with it, so its agreement has no yardstick'
  }
  return runs === 0 ? 'no pretend dump without it was run (--calibrate 0)' : null
}

function nullReached({ floorLog10Lr }: Assessment, highest: number): string | null {
  if (floorLog10Lr < SUPPORT_LOG10_LR || highest < floorLog10Lr) return null
  return 'a pretend dump without any of its records reached as high a ratio'
}

function gate(
  fit: Fit,
  { floorLog10Lr }: Assessment,
  source: number,
  unexplained: { readonly unknown: Interval; readonly fabricated: Interval },
): string | null {
  const isRegistry = registriesOf(fit.model.question).includes(source)
  if (!isRegistry || floorLog10Lr < SUPPORT_LOG10_LR) return null
  switch (siblingGate(fit, source, unexplained)) {
    case 'like':
      return 'records differ from it in the name alone, as those of a system fed by the same desk would'
    case 'blind':
      return 'part of the records is unexplained, and too few differ to tell it from a system fed by the same desk'
    case null:
      return null
  }
}
