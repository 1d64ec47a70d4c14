/** How much closer to a source than any supplied corpus an undisclosed source would have to be to explain the records. */
import { CEILING, SUPPORT_LOG10_LR, TIPPING_FACTORS } from './constants.ts'
import type { Solution } from './em.ts'
import { headline, log10Ratio, type Ratio } from './likelihood-ratio.ts'
import { floorSetting, type Model, type Setting } from './model.ts'
import { at } from './numbers.ts'
import { allBut, better, climbFrom, everyone, robustClimb } from './starts.ts'

/** The largest factor at which the source is still supported; `null` where it is not at the smallest. */
export function tippingPoint(
  model: Model,
  source: number,
  members: readonly number[],
  ratio: Ratio,
): number | null {
  let held: number | null = null
  for (const factor of TIPPING_FACTORS) {
    const log10Lr = ratioAtFactor(model, source, members, ratio, factor)
    if (headline(log10Lr) < SUPPORT_LOG10_LR) break
    held = factor
  }
  return held
}

/** The ratio with the unknown source's ceilings at this source lifted by a factor. */
export function ratioAtFactor(
  model: Model,
  source: number,
  members: readonly number[],
  ratio: Ratio,
  factor: number,
): number {
  const setting = floorSetting(model, liftedCeilings(model, source, factor))
  const without = bestWithout(model, setting, members, ratio.without)
  const found = climbFrom(model, setting, ratio.with, { allowed: everyone(model) })
  return log10Ratio(model, better(found, without), without)
}

function bestWithout(
  model: Model,
  setting: Setting,
  members: readonly number[],
  from: Solution,
): Solution {
  const allowed = allBut(model, members)
  return better(climbFrom(model, setting, from, { allowed }), robustClimb(model, setting, allowed))
}

function liftedCeilings(model: Model, source: number, factor: number): Float64Array {
  const { layout, components, ceilings, priors } = model
  const unknown = components.findIndex(({ kind }) => kind === 'unknown')
  const lifted = Float64Array.from(priors.highest)
  layout.groups.forEach((group, g) => {
    const ceiling = ceilings[g]
    if (!ceiling || !('source' in group) || group.source !== source) return
    const place = unknown * layout.groups.length + g
    const usual = at(priors.highest, place)
    lifted[place] =
      ceiling.highest < CEILING.minted
        ? Math.min(1, (usual * factor) / CEILING.divisor)
        : Math.max(usual, 1 - (1 - ceiling.measured) / factor)
  })
  return lifted
}
