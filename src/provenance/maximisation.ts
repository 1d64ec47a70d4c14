/** The maximisation step: the likeliest tables given expected records, within each group's beliefs and bounds. */
import { LEAST_PROBABILITY } from './expectation.ts'
import type { Layout } from './layout.ts'
import type { Model, Setting } from './model.ts'
import { at, indexAt } from './numbers.ts'

/** Tables where no record is counted: the mode of the prior, within its bounds. */
export function priorMode(model: Model, setting: Setting): Float64Array {
  const { layout, components } = model
  const theta = new Float64Array(components.length * layout.cells)
  const none = new Float64Array(layout.cells)
  for (let s = 0; s < components.length; s++) maximise(layout, setting, s, none, 0, theta)
  return theta
}

/**
 * The two stages of a group: the agreeing mass with its own belief, held between floor and ceiling; then how each side
 * splits into its cells. `counts` holds the component's records at position `a`.
 */
export function maximise(
  layout: Layout,
  setting: Setting,
  s: number,
  counts: Float64Array,
  a: number,
  theta: Float64Array,
): void {
  const groups = layout.groups.length
  const own = a * layout.cells
  for (let g = 0; g < groups; g++) {
    const first = indexAt(layout.start, g)
    const middle = indexAt(layout.agreeEnd, g)
    const last = indexAt(layout.start, g + 1)
    const place = s * groups + g
    const agree = total(counts, own, first, middle) + at(setting.agree, place)
    const differ = total(counts, own, middle, last) + at(setting.differ, place)
    const rate = agree / (agree + differ)
    const held = Math.min(Math.max(rate, at(setting.lowest, place)), at(setting.highest, place))
    const mass = middle === first ? 0 : middle === last ? 1 : held
    splitSide(layout, setting, s, counts, own, theta, first, middle, mass)
    splitSide(layout, setting, s, counts, own, theta, middle, last, 1 - mass)
  }
}

/** Cells from `first` to `last` share a mass in proportion to their records and pseudo-rows. */
function splitSide(
  layout: Layout,
  setting: Setting,
  s: number,
  counts: Float64Array,
  own: number,
  theta: Float64Array,
  first: number,
  last: number,
  mass: number,
): void {
  const prior = s * layout.cells
  const rows = total(counts, own, first, last) + total(setting.split, prior, first, last)
  const scale = mass / rows
  for (let cell = first; cell < last; cell++) {
    theta[prior + cell] = (at(counts, own + cell) + at(setting.split, prior + cell)) * scale
  }
}

function total(values: Float64Array, offset: number, from: number, to: number): number {
  let rows = 0
  for (let cell = from; cell < to; cell++) rows += at(values, offset + cell)
  return rows
}

/** Brings a component's tables back to groups that sum to one, with agreeing masses within their bounds. */
export function makeFeasible(
  layout: Layout,
  setting: Setting,
  s: number,
  theta: Float64Array,
): void {
  const groups = layout.groups.length
  const own = s * layout.cells
  for (let g = 0; g < groups; g++) {
    const first = indexAt(layout.start, g)
    const middle = indexAt(layout.agreeEnd, g)
    const last = indexAt(layout.start, g + 1)
    const agree = total(theta, own, first, middle)
    const differ = total(theta, own, middle, last)
    const place = s * groups + g
    const rate = agree / (agree + differ)
    const held = Math.min(Math.max(rate, at(setting.lowest, place)), at(setting.highest, place))
    const mass = middle === first ? 0 : middle === last ? 1 : held
    for (let cell = first; cell < last; cell++) {
      const side = cell < middle ? mass / agree : (1 - mass) / differ
      theta[own + cell] = at(theta, own + cell) * side
    }
  }
}

/** Log prior of one component's tables: the splits of each side, then the agreeing masses. */
export function logPrior(
  { layout }: Model,
  setting: Setting,
  theta: Float64Array,
  s: number,
): number {
  const groups = layout.groups.length
  const own = s * layout.cells
  let density = 0
  for (let g = 0; g < groups; g++) {
    const first = indexAt(layout.start, g)
    const middle = indexAt(layout.agreeEnd, g)
    const last = indexAt(layout.start, g + 1)
    for (let cell = first; cell < last; cell++) {
      density += at(setting.split, own + cell) * logOf(at(theta, own + cell))
    }
    if (middle === first || middle === last) continue
    const place = s * groups + g
    const mass = total(theta, own, first, middle)
    const agreeing = at(setting.agree, place) - total(setting.split, own, first, middle)
    const differing = at(setting.differ, place) - total(setting.split, own, middle, last)
    density += agreeing * logOf(mass) + differing * logOf(1 - mass)
  }
  return density
}

const logOf = (probability: number): number => Math.log(Math.max(probability, LEAST_PROBABILITY))
