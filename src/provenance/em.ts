/** Expectation–maximisation for the posterior mode of tables and weights; the one loop that a run's time goes into. */
import { CLIMB } from './constants.ts'
import { countCells, expect, LEAST_MASS, scorePattern, workspace } from './expectation.ts'
import { logPrior, makeFeasible, maximise, priorMode } from './maximisation.ts'
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

/** A point on the way, before its objective is known. */
interface Point {
  readonly theta: Float64Array
  readonly weights: Float64Array
}

/**
 * Climbs to a local maximum of the objective; the objective never falls on the way. Two plain steps give the direction of a
 * longer one (SQUAREM, scheme S3: Varadhan and Roland 2008, Scand. J. Stat. 35, 335–353); where that overshoots, the climb
 * goes on from the plain steps.
 */
export function climb(model: Model, setting: Setting, options: Climb): Solution {
  const { steps = CLIMB.steps, tolerance = CLIMB.tolerance } = options
  const stepper = makeStepper(model, setting, options)
  let here: Point = stepper.start
  let fallback: Point = here
  let reached = Number.NEGATIVE_INFINITY
  for (let step = 0; ; step += 2) {
    const first = stepper.step(here)
    if (first.objective < reached && here !== fallback) {
      here = fallback
      continue
    }
    const second = stepper.step(first.next)
    const gain = second.objective - first.objective
    const ended = step >= steps || (step > CLIMB.leastSteps && gain < tolerance)
    options.onStep?.(second.objective)
    if (ended) return { ...first.next, objective: second.objective }
    reached = second.objective
    fallback = second.next
    here = extrapolate(model, setting, options, [here, first.next, second.next])
  }
}

/** So many plain steps: slower than a climb, but they stay on the hill on which they start. */
export function walk(
  model: Model,
  setting: Setting,
  options: Climb & { readonly steps: number },
): Solution {
  const stepper = makeStepper(model, setting, options)
  let here: Point = stepper.start
  for (let step = 0; step < options.steps; step++) here = stepper.next(here).point
  return { ...here, objective: stepper.step(here).objective }
}

function makeStepper(model: Model, setting: Setting, options: Climb) {
  const active = options.allowed.flatMap((allowed, s) => (allowed ? [s] : []))
  const work = workspace(model, active)
  const theta = Float64Array.from(options.theta ?? priorMode(model, setting))
  const idle = idlePrior(model, setting, theta, options.allowed)
  const start = { theta, weights: balance(model, options, startWeights(model, options)) }
  const next = (point: Point): { likelihood: number; point: Point } => {
    const likelihood = expect(model, work, point.theta, point.weights)
    const reached = {
      theta: Float64Array.from(point.theta),
      weights: balance(model, options, work.shares(point.weights.length)),
    }
    countCells(model, work)
    for (const [a, s] of active.entries()) {
      maximise(model.layout, setting, s, work.counts, a, reached.theta)
    }
    return { likelihood, point: reached }
  }
  const step = (from: Point): { objective: number; next: Point } => {
    const { likelihood, point } = next(from)
    const prior = active.reduce((sum, s) => sum + logPrior(model, setting, from.theta, s), idle)
    return { objective: likelihood + prior, next: point }
  }
  return { start, step, next }
}

/** The longer step; the result is made feasible again. */
function extrapolate(
  model: Model,
  setting: Setting,
  options: Climb,
  [from, first, second]: readonly [Point, Point, Point],
): Point {
  const thetas: Triple = [from.theta, first.theta, second.theta]
  const shares: Triple = [from.weights, first.weights, second.weights]
  const step = squaredStep(thetas) + squaredStep(shares)
  const bend = squaredBend(thetas) + squaredBend(shares)
  const length = Math.max(1, Math.sqrt(step / Math.max(bend, LEAST_MASS)))
  const theta = ahead(thetas, length)
  for (const [s, allowed] of options.allowed.entries()) {
    if (allowed) makeFeasible(model.layout, setting, s, theta)
  }
  const raw = ahead(shares, length)
  const whole = raw.reduce((sum, weight) => sum + weight, 0)
  const weights = raw.map((weight) => weight / whole)
  return { theta, weights: balance(model, options, weights) }
}

/** A point and the two plain steps from it. */
type Triple = readonly [Float64Array, Float64Array, Float64Array]

function squaredStep([from, first]: Triple): number {
  let total = 0
  for (let i = 0; i < from.length; i++) total += (at(first, i) - at(from, i)) ** 2
  return total
}

function squaredBend([from, first, second]: Triple): number {
  let total = 0
  for (let i = 0; i < from.length; i++) {
    total += (at(second, i) - 2 * at(first, i) + at(from, i)) ** 2
  }
  return total
}

/** Goes on along the steps; nothing falls to less than a tenth in one go, so that no probability leaves its range. */
function ahead([from, first, second]: Triple, length: number): Float64Array {
  const point = new Float64Array(from.length)
  for (let i = 0; i < point.length; i++) {
    const step = at(first, i) - at(from, i)
    const bend = at(second, i) - at(first, i) - step
    const reached = at(from, i) + 2 * length * step + length * length * bend
    point[i] = Math.max(reached, 0.1 * at(second, i))
  }
  return point
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
