/** Expectation–maximisation for the posterior mode of tables and weights; the one loop that a run's time goes into. */
import { CLIMB } from './constants.ts'
import { countCells, expect, LEAST_MASS, scorePattern, workspace } from './expectation.ts'
import { logPrior, maximise, priorMode } from './maximisation.ts'
import type { Model, Setting } from './model.ts'
import { at } from './numbers.ts'

/** A point of the parameter space and how good it is. */
export interface Solution {
  /** Log likelihood plus log prior (up to a constant of the setting), natural log. */
  readonly objective: number
  /** Probability of each cell within its group, by component [s · cells + i]. */
  readonly theta: Float64Array
  /** Share of each component; adds up to 1. */
  readonly weights: Float64Array
}

export interface Climb {
  /** By component; those not allowed have no share. */
  readonly allowed: readonly boolean[]
  /** Where to start; the prior's mode and equal weights where absent. */
  readonly theta?: Float64Array
  readonly weights?: Float64Array
  /** Holds the joint share of some components at a value. */
  readonly held?: { readonly members: readonly number[]; readonly share: number }
  readonly steps?: number
  readonly tolerance?: number
  /** Told the objective of each step. */
  readonly onStep?: (objective: number) => void
}

/** Climbs to a local maximum of the objective; the objective never falls on the way. */
export function climb(model: Model, setting: Setting, options: Climb): Solution {
  const { steps = CLIMB.steps, tolerance = CLIMB.tolerance } = options
  const active = options.allowed.flatMap((allowed, s) => (allowed ? [s] : []))
  const work = workspace(model, active)
  const theta = Float64Array.from(options.theta ?? priorMode(model, setting))
  let weights = balance(model, options, startWeights(model, options))
  const idle = idlePrior(model, setting, theta, options.allowed)
  let objective = Number.NEGATIVE_INFINITY
  for (let step = 0; step < steps; step++) {
    const likelihood = expect(model, work, theta, weights)
    const reached = likelihood + idle + activePrior(model, setting, theta, active)
    options.onStep?.(reached)
    const gain = reached - objective
    objective = reached
    if (step > CLIMB.leastSteps && gain < tolerance) break
    weights = balance(model, options, work.shares(weights.length))
    countCells(model, work)
    for (const [a, s] of active.entries()) {
      maximise(model.layout, setting, s, work.counts, a, theta)
    }
  }
  return { objective, theta, weights }
}

/** Joint share of some components under a solution. */
export const shareOf = (solution: Solution, members: readonly number[]): number =>
  members.reduce((share, s) => share + at(solution.weights, s), 0)

/** Posterior of each component for each distinct pattern [u · components + s]. */
export function posterior(model: Model, solution: Solution): Float64Array {
  const { components, layout } = model
  const work = workspace(
    model,
    components.map((_, s) => s),
  )
  const chances = new Float64Array(layout.patternRecords.length * components.length)
  expect(model, work, solution.theta, solution.weights)
  for (let u = 0; u < layout.patternRecords.length; u++) {
    scorePattern(layout, work, u)
    chances.set(work.chances, u * components.length)
  }
  return chances
}

/** Natural log of each distinct pattern's probability under the mixture. */
export function patternLikelihoods(model: Model, solution: Solution): Float64Array {
  const work = workspace(
    model,
    model.components.map((_, s) => s),
  )
  expect(model, work, solution.theta, solution.weights)
  return work.likelihoods
}

function activePrior(
  model: Model,
  setting: Setting,
  theta: Float64Array,
  active: readonly number[],
): number {
  return active.reduce((sum, s) => sum + logPrior(model, setting, theta, s), 0)
}

/** Components that are not allowed stay at the prior's mode, and count there: both sides of a ratio see the same terms. */
function idlePrior(
  model: Model,
  setting: Setting,
  theta: Float64Array,
  allowed: readonly boolean[],
): number {
  const mode = priorMode(model, setting)
  let density = 0
  allowed.forEach((isAllowed, s) => {
    if (isAllowed) return
    const from = s * model.layout.cells
    theta.set(mode.subarray(from, from + model.layout.cells), from)
    density += logPrior(model, setting, theta, s)
  })
  return density
}

function startWeights(model: Model, { allowed, weights }: Climb): Float64Array {
  const raw = Float64Array.from(model.components, (_, s) => {
    if (allowed[s] !== true) return 0
    return weights === undefined ? 1 : Math.max(at(weights, s), CLIMB.leastStart)
  })
  const whole = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => weight / whole)
}

/** Keeps ties between a sample and what lies outside it, and a held share. */
function balance(model: Model, { held, allowed }: Climb, weights: Float64Array): Float64Array {
  const balanced = Float64Array.from(weights)
  for (const { inside, outside, fraction } of model.ties) {
    const both = at(balanced, inside) + at(balanced, outside)
    balanced[inside] = both * fraction
    balanced[outside] = both * (1 - fraction)
  }
  if (held === undefined) return balanced
  const isHeld = model.components.map((_, s) => held.members.includes(s) && allowed[s] === true)
  const own = balanced.reduce((sum, weight, s) => sum + (isHeld[s] ? weight : 0), 0)
  const other = balanced.reduce((sum, weight, s) => sum + (isHeld[s] ? 0 : weight), 0)
  return balanced.map((weight, s) =>
    isHeld[s]
      ? (weight * held.share) / Math.max(own, LEAST_MASS)
      : (weight * (1 - held.share)) / Math.max(other, LEAST_MASS),
  )
}
