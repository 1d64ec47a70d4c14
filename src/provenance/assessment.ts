/** What the records say of each possible origin, before the verdict: share, interval, ratios and tipping point. */
import type { Interval } from '../match/intervals.ts'
import { clopperPearson } from '../match/intervals.ts'
import { comparesTwo, isCoarse } from './comparison.ts'
import { type Component, membersOf, type Subject } from './components.ts'
import { SUPPORT_LOG10_LR } from './constants.ts'
import { type Solution, shareOf } from './em.ts'
import type { Fit } from './fit.ts'
import { profileInterval } from './intervals.ts'
import { headline, likelihoodRatio, type Ratio } from './likelihood-ratio.ts'
import { floorSetting, type Model, modelSetting, type Setting } from './model.ts'
import { type Question, sourceAt } from './question.ts'
import { better, climbFrom, everyone, robustClimb } from './starts.ts'
import { tippingPoint } from './tipping-point.ts'

export interface Assessment {
  readonly subject: Subject
  readonly identified: boolean
  /** Null where the data cannot tell. */
  readonly share: number | null
  readonly interval: Interval
  /** Before guards and cap, less the allowance for model error: the headline ratio, and that against an unknown source as good as the best corpus. */
  readonly floorLog10Lr: number
  readonly modelLog10Lr: number
  readonly tippingPoint: number | null
}

export interface AssessmentOptions {
  /** Profile intervals and tipping points; without them intervals are [0, 1]. */
  readonly intervals: boolean
}

export function assess(fit: Fit, options: AssessmentOptions): readonly Assessment[] {
  const { model } = fit
  const floor = floorSetting(model)
  const liberal = modelSetting(model)
  const bests = { floor: bestUnder(fit, floor), model: bestUnder(fit, liberal) }
  const subjects: readonly Subject[] = [
    ...model.question.considered.map((source) => ({ source })),
    'unknown',
    'fabricated',
  ]
  return subjects.map((subject) => {
    const members = membersOf(model.components, subject)
    const floorRatio = likelihoodRatio(model, floor, bests.floor, members)
    const ratio = likelihoodRatio(model, liberal, bests.model, members)
    const identified = isIdentified(model, subject)
    // One identifier and nothing else: overlap speaks for nobody, and a price on parameters would speak against whoever gave it.
    const headlineOf = ({ log10Lr }: Ratio): number => (identified ? headline(log10Lr) : 0)
    return {
      subject,
      identified,
      share: identified ? estimate(fit, subject) : null,
      interval: interval(fit, subject, identified, options),
      floorLog10Lr: headlineOf(floorRatio),
      modelLog10Lr: headlineOf(ratio),
      tippingPoint:
        options.intervals && identified ? tip(model, subject, members, floorRatio) : null,
    }
  })
}

/** The best fit under another setting; the fit for shares is one of its starts. */
function bestUnder({ model, solution }: Fit, setting: Setting): Solution {
  const allowed = everyone(model)
  return better(
    robustClimb(model, setting, allowed),
    climbFrom(model, setting, solution, { allowed }),
  )
}

function tip(
  model: Model,
  subject: Subject,
  members: readonly number[],
  floorRatio: Ratio,
): number | null {
  if (typeof subject === 'string' || headline(floorRatio.log10Lr) < SUPPORT_LOG10_LR) return null
  return tippingPoint(model, subject.source, members, floorRatio)
}

/** Whether anything but one identifier is compared with the source; the unknown needs one such source. */
export function isIdentified(model: Model, subject: Subject): boolean {
  const { question, layout } = model
  if (typeof subject === 'string') {
    const { considered } = question
    return considered.length === 0 || considered.some((source) => isIdentified(model, { source }))
  }
  // Records that are found nowhere show nothing; what probe records show says what could have been compared.
  if (question.emission.comparable.has(subject.source)) return true
  return layout.groups.some((group) => {
    if (!('source' in group) || group.source !== subject.source) return false
    if (group.kind === 'field') return !isCoarse(group.slot)
    return group.kind === 'name' || (group.kind === 'class' && comparesTwo(group.mask))
  })
}

/** Components of records that an extract does not hold: they could be its registry's, or anyone's. */
export function outsideExtracts(
  question: Question,
  components: readonly Component[],
): readonly number[] {
  return components.flatMap((component, s) =>
    component.kind === 'outside' && hasNoBound(question, component.source) ? [s] : [],
  )
}

/** An extract's silence excludes nobody. */
export function hasNoBound(question: Question, source: number): boolean {
  const { role, completeness, partial } = sourceAt(question, source)
  if (role !== 'registry') return false
  return completeness.kind === 'extract' || completeness.kind === 'declared' || partial
}

/** Share of the records; what may lie outside an extract counts as unknown. */
function estimate({ model, solution }: Fit, subject: Subject): number {
  const outside = outsideExtracts(model.question, model.components)
  const own = membersOf(model.components, subject).filter((s) => !outside.includes(s))
  return shareOf(solution, subject === 'unknown' ? [...own, ...outside] : own)
}

function interval(
  fit: Fit,
  subject: Subject,
  identified: boolean,
  { intervals }: AssessmentOptions,
): Interval {
  const { model } = fit
  if (!identified) return unidentifiedInterval(model, subject)
  if (!intervals) return [0, 1]
  const members = membersOf(model.components, subject)
  const outside = outsideExtracts(model.question, model.components)
  if (typeof subject !== 'string' && hasNoBound(model.question, subject.source)) {
    const own = members.filter((s) => !outside.includes(s))
    return [Math.min(profile(fit, members)[0], shareOf(fit.solution, own)), 1]
  }
  const [low, high] = profile(fit, members)
  if (subject !== 'unknown' || outside.length === 0) return [low, high]
  return [low, profile(fit, [...members, ...outside])[1]]
}

function profile({ model, setting, solution }: Fit, members: readonly number[]): Interval {
  const { without } = likelihoodRatio(model, setting, solution, members)
  return profileInterval(model, setting, members, solution, without)
}

/** All that overlap alone allows: no more records than match, over the part of the registry that was supplied. */
function unidentifiedInterval({ question }: Model, subject: Subject): Interval {
  if (typeof subject === 'string' || hasNoBound(question, subject.source)) return [0, 1]
  const linked = question.patterns.reduce(
    (total, { links, n }) => total + ((links[subject.source] ?? null) === null ? 0 : n),
    0,
  )
  const { fraction } = sourceAt(question, subject.source).completeness
  return [0, Math.min(1, clopperPearson(linked, question.records)[1] / fraction)]
}
