/** Several starts for one fit: an even one, one that favours each component, and any point already known to be good. */
import { CLIMB } from './constants.ts'
import { type Climb, climb, type Solution } from './em.ts'
import type { Model, Setting } from './model.ts'

export const everyone = (model: Model): readonly boolean[] => model.components.map(() => true)

export const allBut = (model: Model, members: readonly number[]): readonly boolean[] =>
  model.components.map((_, s) => !members.includes(s))

/**
 * The best of the climbs from an even start and from one heavy start a component. All climb a little way; those that lead
 * then climb to the top (Biernacki, Celeux and Govaert 2003, Comput. Stat. Data Anal. 41, 561–575).
 */
export function robustClimb(model: Model, setting: Setting, allowed: readonly boolean[]): Solution {
  const heavyStarts = model.components.flatMap((_, heavy) =>
    allowed[heavy] === true ? [heavyWeights(model, heavy)] : [],
  )
  const leaders = [undefined, ...heavyStarts]
    .map((weights) =>
      climb(model, setting, {
        allowed,
        steps: CLIMB.scoutSteps,
        plain: true,
        ...(weights === undefined ? {} : { weights }),
      }),
    )
    .sort((one, other) => other.objective - one.objective)
    .slice(0, CLIMB.leaders)
  return leaders
    .map((leader) => climbFrom(model, setting, leader, { allowed }))
    .reduce((best, found) => better(best, found))
}

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
