/** Everything that is fixed before a fit: layout, components, priors, feasibility; and the settings a fit can be run under. */
import { isDateAttribute } from '../core/kinds.ts'
import { type Ceiling, ceilings } from './ceilings.ts'
import { columnOf, columnsOf } from './comparison.ts'
import { type Component, componentsOf } from './components.ts'
import { MISSING_COLUMN, PRIOR, RULED_OUT } from './constants.ts'
import { inventedColumns } from './invented-columns.ts'
import { type Layout, layOut } from './layout.ts'
import { at, indexAt } from './numbers.ts'
import { draftPriors, type Priors } from './priors.ts'
import { type Question, type RecordPattern, sourceAt } from './question.ts'

/** The share of a component is tied to that of its partner: fraction inside the extract, the rest outside. */
export interface Tie {
  readonly inside: number
  readonly outside: number
  readonly fraction: number
}

export interface Model {
  readonly question: Question
  readonly layout: Layout
  readonly components: readonly Component[]
  readonly ceilings: readonly (Ceiling | null)[]
  readonly priors: Priors
  /** Factor on a block's probability by component [b · components + s]; 1 but for form blocks. */
  readonly feasibility: Float64Array
  readonly ties: readonly Tie[]
}

/** Pseudo-rows and bounds of one kind of fit, by component and cell or component and group. */
export interface Setting {
  readonly split: Float64Array
  readonly agree: Float64Array
  readonly differ: Float64Array
  readonly lowest: Float64Array
  readonly highest: Float64Array
}

export function buildModel(question: Question): Model {
  const layout = layOut(question)
  const components = componentsOf(question)
  const bounds = ceilings(question, layout)
  return {
    question,
    layout,
    components,
    ceilings: bounds,
    priors: draftPriors(layout, components, bounds),
    feasibility: feasibility(question, layout, components),
    ties: ties(question, components),
  }
}

/** For the model ratio: an unknown source about as good as the best corpus. */
export const modelSetting = (model: Model): Setting =>
  settingOf(model, model.priors.modelHighest, 1)

/** For shares, intervals and posteriors. */
export const shareSetting = (model: Model): Setting => settingOf(model, model.priors.highest, 1)

/** For the headline ratio: the unknown source held by its ceilings alone. */
export const floorSetting = (model: Model, highest = model.priors.highest): Setting =>
  settingOf(model, highest, PRIOR.weakUnknown)

function settingOf(model: Model, highest: Float64Array, unknownWeight: number): Setting {
  const { layout, components, priors } = model
  const groups = layout.groups.length
  const split = Float64Array.from(priors.rows)
  const agree = Float64Array.from(priors.agree)
  const differ = Float64Array.from(priors.differ)
  components.forEach((component, s) => {
    const unknown = component.kind === 'unknown'
    const weight = unknown ? unknownWeight : 1
    for (let g = 0; g < groups; g++) {
      const place = s * groups + g
      if (!Number.isNaN(at(agree, place))) continue
      agree[place] =
        weight *
        rowsBetween(priors, layout, s, indexAt(layout.start, g), indexAt(layout.agreeEnd, g))
      differ[place] =
        weight *
        rowsBetween(priors, layout, s, indexAt(layout.agreeEnd, g), indexAt(layout.start, g + 1))
    }
    if (!unknown) return
    // How agreement splits into exact and canonical is never a belief about a source nobody has seen.
    for (let cell = 0; cell < layout.cells; cell++) {
      const place = s * layout.cells + cell
      split[place] = PRIOR.weakUnknown * at(priors.rows, place)
    }
  })
  return { split, agree, differ, lowest: priors.lowest, highest }
}

function rowsBetween(priors: Priors, layout: Layout, s: number, from: number, to: number): number {
  let rows = 0
  for (let cell = from; cell < to; cell++) rows += at(priors.rows, s * layout.cells + cell)
  return rows
}

function ties(question: Question, components: readonly Component[]): readonly Tie[] {
  return components.flatMap((component, outside) => {
    if (component.kind !== 'outside') return []
    const { kind, fraction } = sourceAt(question, component.source).completeness
    if (kind !== 'sampled') return []
    const inside = components.findIndex(
      (other) => other.kind === 'source' && other.source === component.source,
    )
    return [{ inside, outside, fraction }]
  })
}

/** A filled column that a source does not hold, or a date or field that rules it out, costs a record that origin. */
function feasibility(
  question: Question,
  layout: Layout,
  components: readonly Component[],
): Float64Array {
  const factors = new Float64Array((layout.blockStart.length - 1) * components.length).fill(1)
  const invented = inventedColumns(question)
  layout.example.forEach((pattern, u) => {
    const block = indexAt(layout.patternBlocks, u * layout.width)
    components.forEach((component, s) => {
      const cost = costOf(question, pattern, component, invented)
      factors[block * components.length + s] = Math.exp(cost)
    })
  })
  return factors
}

function costOf(
  question: Question,
  pattern: RecordPattern,
  component: Component,
  invented: ReadonlySet<string>,
): number {
  if (!('source' in component)) return 0
  const held = columnsOf(heldSlots(question, pattern, component))
  const filled = columnsOf(pattern.form.filled).difference(invented)
  const missing = filled.difference(held).size
  return (
    missing * MISSING_COLUMN + (isRuledOut(question, pattern, component, invented) ? RULED_OUT : 0)
  )
}

/** A column can only have been joined from a source in which one of the record's identifiers is found. */
function heldSlots(
  question: Question,
  pattern: RecordPattern,
  component: Component & { source: number },
): readonly string[] {
  const { fields } = sourceAt(question, component.source)
  if (component.kind !== 'joined') return fields
  const found = pattern.rawHit.charAt(component.other) === '1' || !question.variant.joinsNeedHits
  return found ? [...fields, ...sourceAt(question, component.other).fields] : fields
}

/** A join supplies the columns that the registry is stated not to collect, or somebody invents them; a date rules out either part. */
function isRuledOut(
  question: Question,
  pattern: RecordPattern,
  component: Component & { source: number },
  invented: ReadonlySet<string>,
): boolean {
  const flagged = (source: number): boolean => pattern.ruledOut.charAt(source) === '1'
  if (component.kind !== 'joined') {
    return flagged(component.source) && !onlyInvented(question, pattern, component, invented)
  }
  const { collects, fields } = sourceAt(question, component.source)
  // An event of the registry's own columns says nothing of when the other's columns were taken.
  const ownEvents = pattern.form.filled.every(
    (slot) => !isDateAttribute(slot) || fields.includes(slot),
  )
  const byOwnEvent = ownEvents && pattern.late.charAt(component.other) === '1'
  if (flagged(component.other) && !byOwnEvent) return true
  const byField = collects !== null && uncollected(pattern, collects).length > 0
  return flagged(component.source) && !byField
}

/** Whether a registry is ruled out by nothing but columns that somebody invented. */
function onlyInvented(
  question: Question,
  pattern: RecordPattern,
  { source }: { readonly source: number },
  invented: ReadonlySet<string>,
): boolean {
  const { role, collects } = sourceAt(question, source)
  if (role !== 'registry' || collects === null || pattern.late.charAt(source) === '1') return false
  return uncollected(pattern, collects).every((column) => invented.has(column))
}

const uncollected = ({ form }: RecordPattern, collects: readonly string[]): readonly string[] =>
  form.filled.map(columnOf).filter((column) => !columnsOf(collects).has(column))
