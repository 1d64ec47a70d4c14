/** What is believed of each component's outcomes before the dump is seen: damage, measured tables, ceilings. */

import { type Ceiling, tally } from './ceilings.ts'
import { columnOf, type Group } from './comparison.ts'
import type { Component } from './components.ts'
import { CEILING, PRIOR } from './constants.ts'
import type { Layout } from './layout.ts'
import { add, at, indexAt } from './numbers.ts'

/** By component and group [s · groups + g] or component and cell [s · cells + i]. */
export interface Priors {
  /** Pseudo-rows of each cell. */
  readonly rows: Float64Array
  /** Pseudo-rows on agreement and disagreement that stand in for a group's own where a belief is strong; NaN elsewhere. */
  readonly agree: Float64Array
  readonly differ: Float64Array
  readonly lowest: Float64Array
  /** Ceilings of the headline, and of the model ratio, which differ for the unknown source only. */
  readonly highest: Float64Array
  readonly modelHighest: Float64Array
}

interface Drafting {
  readonly layout: Layout
  readonly components: readonly Component[]
  readonly priors: Priors
}

/** A group seen from one component. */
interface Place {
  readonly s: number
  readonly g: number
  readonly group: SourceGroup
  readonly ceiling: Ceiling
}
type SourceGroup = Exclude<Group, { kind: 'form' }>

export function draftPriors(
  layout: Layout,
  components: readonly Component[],
  ceilings: readonly (Ceiling | null)[],
): Priors {
  const groups = layout.groups.length
  const byGroup = (value: number): Float64Array =>
    new Float64Array(components.length * groups).fill(value)
  const priors: Priors = {
    rows: new Float64Array(components.length * layout.cells).fill(PRIOR.cell),
    agree: byGroup(Number.NaN),
    differ: byGroup(Number.NaN),
    lowest: byGroup(0),
    highest: byGroup(1),
    modelHighest: byGroup(1),
  }
  const drafting = { layout, components, priors }
  layout.groups.forEach((group, g) => {
    const ceiling = ceilings[g]
    components.forEach((component, s) => {
      if (group.kind === 'form' || !ceiling)
        spread(drafting, s, g, 1 - PRIOR.cell * size(layout, g))
      else draft(drafting, component, { s, g, group, ceiling })
    })
  })
  return priors
}

function draft(drafting: Drafting, component: Component, place: Place): void {
  const source = 'source' in place.group ? place.group.source : null
  if (component.kind === 'unknown') draftUnknown(drafting, place)
  else if (component.kind === 'fabricated') draftFabricated(drafting, place)
  else if (component.kind !== 'outside' && component.source === source) draftOwn(drafting, place)
  else if (component.kind === 'joined' && component.other === source) {
    draftJoined(drafting, component, place)
  } else draftMeasured(drafting, component.source, place)
}

/** A source nobody supplied: membership free, agreement between what other corpora reach and a ceiling above it. */
function draftUnknown({ layout, priors }: Drafting, { s, g, group, ceiling }: Place): void {
  const presence = group.kind === 'presence'
  const weight = presence ? PRIOR.unknownPresenceRows : PRIOR.unknownRows
  const centre = 0.9 * ceiling.measured
  forCells(layout, g, (cell, i, agrees) => {
    const rate = ceiling.corpora > 0 ? at(ceiling.pooled, i) : even(layout, g, agrees, centre)
    add(priors.rows, s * layout.cells + cell, weight * rate)
  })
  const place = s * layout.groups.length + g
  priors.lowest[place] = presence ? 0.5 * ceiling.smallest : ceiling.lowest
  if (presence) return
  priors.highest[place] = ceiling.highest
  priors.modelHighest[place] = Math.min(1, ceiling.measured + CEILING.modelMargin)
}

/** An invented record: found nowhere but by accident. */
function draftFabricated({ layout, priors }: Drafting, { s, g, group }: Place): void {
  const cells = size(layout, g)
  forCells(layout, g, (cell, _i, agrees) => {
    const rare = agrees ? PRIOR.fabricatedAgree : 1 - PRIOR.fabricatedAgree
    const rate = group.kind === 'class' ? 1 / cells : rare
    add(priors.rows, s * layout.cells + cell, PRIOR.fabricatedRows * rate)
  })
  if (group.kind !== 'presence') return
  priors.highest[s * layout.groups.length + g] = PRIOR.fabricatedCeiling
  priors.modelHighest[s * layout.groups.length + g] = PRIOR.fabricatedCeiling
}

/** A source's own record: the same but for damage; how agreement splits into exact and canonical is left free. */
function draftOwn(drafting: Drafting, { s, g, group }: Place): void {
  const { layout, priors } = drafting
  if (group.kind === 'latent') return
  const belief = {
    presence: PRIOR.ownPresence,
    class: PRIOR.ownClass,
    name: PRIOR.ownField,
    field: PRIOR.ownField,
  }[group.kind]
  spread(drafting, s, g, 1)
  const place = s * layout.groups.length + g
  priors.agree[place] = belief.rows * belief.agree
  priors.differ[place] = belief.rows * (1 - belief.agree)
  priors.lowest[place] = belief.least
}

/** The other source of a join: its own columns agree with it; presence is free; the rest as the registry's rows do. */
function draftJoined(
  drafting: Drafting,
  component: Component & { kind: 'joined' },
  { s, g, group }: Place,
): void {
  const { layout, priors } = drafting
  if (group.kind === 'presence') {
    spread(drafting, s, g, size(layout, g))
    return
  }
  if (group.kind === 'field' && component.columns.has(columnOf(group.slot))) {
    const { agree, rows, least } = PRIOR.joinedField
    forCells(layout, g, (cell, _i, agrees) => {
      add(priors.rows, s * layout.cells + cell, rows * (agrees ? agree : 1 - agree))
    })
    priors.lowest[s * layout.groups.length + g] = least
    return
  }
  const { total } = tally(layout, component.source, g)
  forCells(layout, g, (cell) => {
    const rows = at(layout.tables, component.source * layout.cells + cell)
    const rate = total > 0 ? rows / total : 1 / size(layout, g)
    add(priors.rows, s * layout.cells + cell, PRIOR.joinedRows * rate + 1)
  })
}

/** A known source's rows against another source: as measured on its probe rows. */
function draftMeasured(
  { layout, priors }: Drafting,
  from: number,
  { s, g, group, ceiling }: Place,
): void {
  const { total } = tally(layout, from, g)
  const most = group.kind === 'presence' ? PRIOR.measuredPresenceRows : PRIOR.measuredRows
  const weight = Math.min(most, total)
  const centre = 0.5 * ceiling.measured
  forCells(layout, g, (cell, i, agrees) => {
    const rows = at(layout.tables, from * layout.cells + cell)
    const measured = total > 0 ? (weight * rows) / total : 0
    const pooled = ceiling.corpora > 0 ? at(ceiling.pooled, i) : even(layout, g, agrees, centre)
    add(priors.rows, s * layout.cells + cell, measured + PRIOR.pooledRows * pooled)
  })
}

/** The cells of a side share its mass evenly. */
function even(layout: Layout, g: number, agrees: boolean, agreeMass: number): number {
  const agreeing = indexAt(layout.agreeEnd, g) - indexAt(layout.start, g)
  const cells = agrees ? agreeing : size(layout, g) - agreeing
  return (agrees ? agreeMass : 1 - agreeMass) / Math.max(1, cells)
}

function spread({ layout, priors }: Drafting, s: number, g: number, rows: number): void {
  forCells(layout, g, (cell) => add(priors.rows, s * layout.cells + cell, rows / size(layout, g)))
}

const size = (layout: Layout, g: number): number =>
  indexAt(layout.start, g + 1) - indexAt(layout.start, g)

function forCells(
  layout: Layout,
  g: number,
  visit: (cell: number, i: number, agrees: boolean) => void,
): void {
  const first = indexAt(layout.start, g)
  for (let cell = first; cell < indexAt(layout.start, g + 1); cell++) {
    visit(cell, cell - first, cell < indexAt(layout.agreeEnd, g))
  }
}
