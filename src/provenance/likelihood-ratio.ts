/** Log10 likelihood ratio of "this source contributed records" against "it did not": both sides fitted as well as can be. */
import { CLIMB, MODEL_ERROR } from './constants.ts'
import { type Solution, shareOf } from './em.ts'
import type { Model, Setting } from './model.ts'
import { allBut, better, climbFrom, everyone, robustClimb } from './starts.ts'

export interface Ratio {
  /** Before guards and cap. */
  readonly log10Lr: number
  readonly with: Solution
  readonly without: Solution
}

/**
 * @param best    the best known fit with all components under this setting
 * @param members components that make up the source
 * @param tolerance natural log units by which a climb must still gain to go on
 * @param searchAll false: a ratio already against the source is left there, since other starts could only lower it
 * The penalty of half a log10 of the independent trials is the Schwarz (1978) price of the source's own share.
 */
export function likelihoodRatio(
  model: Model,
  setting: Setting,
  best: Solution,
  members: readonly number[],
  { searchAll = true, tolerance = CLIMB.tolerance as number } = {},
): Ratio {
  // A source with less than a hundredth of a record can neither gain nor lose: its ratio is the penalty.
  if (shareOf(best, members) * model.question.records < NOTHING) {
    return { log10Lr: -penalty(model), with: best, without: best }
  }
  const allowed = allBut(model, members)
  const near = climbFrom(model, setting, best, { allowed, tolerance })
  if (!searchAll && log10Ratio(model, best, near) <= 0) {
    return { log10Lr: log10Ratio(model, best, near), with: best, without: near }
  }
  const without = better(robustClimb(model, setting, allowed, tolerance), near)
  const again = climbFrom(model, setting, without, { allowed: everyone(model), tolerance })
  const found = better(best, again)
  return { log10Lr: log10Ratio(model, found, without), with: found, without }
}

const NOTHING = 0.01

export const log10Ratio = (model: Model, found: Solution, without: Solution): number =>
  (found.objective - without.objective) / Math.LN10 - penalty(model)

/** The headline: a positive ratio less what the model may be wrong by; one that speaks against a source stays as it is. */
export const headline = (log10Lr: number): number =>
  log10Lr > 0 ? Math.max(0, log10Lr - MODEL_ERROR) : log10Lr

export const penalty = (model: Model): number =>
  0.5 * Math.log10(Math.max(model.question.trials, 2))
