/** Several starts for one fit: an even one, one that favours each component, and any point already known to be good. */
import { CLIMB } from './constants.ts'
import { type Climb, climb, type Solution, walk } from './em.ts'
import type { Model, Setting } from './model.ts'
import { at } from './numbers.ts'

export const everyone = (model: Model): readonly boolean[] => model.components.map(() => true)

export const allBut = (model: Model, members: readonly number[]): readonly boolean[] =>
  model.components.map((_, s) => !members.includes(s))

/**
 * The best of the climbs from an even start and from one heavy start a component. All climb a little way; those that lead, and
 * are not on the same hill, go on (Biernacki, Celeux and Govaert 2003, Comput. Stat. Data Anal. 41, 561–575).
 */
export function robustClimb(
  model: Model,
  setting: Setting,
  allowed: readonly boolean[],
  tolerance: number = CLIMB.tolerance,
): Solution {
  const heavyStarts = model.components.flatMap((_, heavy) =>
    allowed[heavy] === true ? [heavyWeights(model, heavy)] : [],
  )
  let leaders = [undefined, ...heavyStarts].map((weights) =>
    walk(model, setting, {
      allowed,
      steps: CLIMB.legSteps[0],
      ...(weights === undefined ? {} : { weights }),
    }),
  )
  for (const steps of CLIMB.legSteps.slice(1)) {
    leaders = leading(leaders).map((leader) =>
      walk(model, setting, { allowed, steps, theta: leader.theta, weights: leader.weights }),
    )
  }
  return leading(leaders)
    .slice(0, CLIMB.leaders)
    .map((leader) => climbFrom(model, setting, leader, { allowed, tolerance }))
    .reduce((best, found) => better(best, found))
}

/** The better half, best first; of those that come to the same shares, the best. */
function leading(climbs: readonly Solution[]): Solution[] {
  const distinct: Solution[] = []
  for (const found of climbs.toSorted((one, other) => other.objective - one.objective)) {
    if (!distinct.some((known) => sameHill(known, found))) distinct.push(found)
  }
  return distinct.slice(0, Math.ceil(climbs.length / 2))
}

const sameHill = (one: Solution, other: Solution): boolean =>
  one.weights.every((weight, s) => Math.abs(weight - at(other.weights, s)) < CLIMB.sameShares)

const heavyWeights = (model: Model, heavy: number): Float64Array =>
  Float64Array.from(model.components, (_, s) => (s === heavy ? 1 : CLIMB.lightStart))

/** A climb on from a solution that another setting or another set of components led to. */
export const climbFrom = (
  model: Model,
  setting: Setting,
  from: Solution,
  options: Omit<Climb, 'theta' | 'weights'>,
): Solution => climb(model, setting, { ...options, theta: from.theta, weights: from.weights })

export const better = (one: Solution, other: Solution): Solution =>
  other.objective > one.objective ? other : one
