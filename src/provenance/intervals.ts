/** 95 % intervals of shares by profile likelihood: the values that the records speak against by less than the usual drop. */
import type { Interval } from '../match/intervals.ts'
import { CLIMB, PROFILE_DROP } from './constants.ts'
import { climb, type Solution, shareOf } from './em.ts'
import type { Model, Setting } from './model.ts'
import { everyone } from './starts.ts'

/**
 * @param best    the fit with all components under `setting`
 * @param without the best fit without the members: the low side starts from it too
 */
export function profileInterval(
  model: Model,
  setting: Setting,
  members: readonly number[],
  best: Solution,
  without: Solution,
): Interval {
  const share = shareOf(best, members)
  // Records of one household come from one source: fewer trials than records, and a wider interval.
  const drop = (PROFILE_DROP * model.question.records) / model.question.trials
  const reaches = (value: number, starts: readonly Solution[]): boolean =>
    starts.some(
      (from) => best.objective - heldAt(model, setting, members, value, from).objective <= drop,
    )
  const low = end(share, 0, (value) => reaches(value, [best, without]))
  const high = end(share, 1, (value) => reaches(value, [best]))
  return [Math.min(low, share), Math.max(high, share)]
}

/** The value between `inside` and `edge` where the profile drops too far; the edge itself where it never does. */
function end(inside: number, edge: number, reaches: (value: number) => boolean): number {
  if (reaches(edge)) return edge
  let near = inside
  let far = edge
  for (let step = 0; step < CLIMB.bisections; step++) {
    const middle = (near + far) / 2
    if (reaches(middle)) near = middle
    else far = middle
  }
  return far
}

const EDGE = 1e-6

function heldAt(
  model: Model,
  setting: Setting,
  members: readonly number[],
  value: number,
  from: Solution,
): Solution {
  return climb(model, setting, {
    allowed: everyone(model),
    theta: from.theta,
    weights: from.weights,
    held: { members, share: Math.min(Math.max(value, EDGE), 1 - EDGE) },
    steps: CLIMB.profileSteps,
    tolerance: CLIMB.profileTolerance,
  })
}
