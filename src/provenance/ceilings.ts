/** How well a source that nobody supplied could agree with each supplied one: fixed before the dump's records are looked at. */
import { isDateAttribute } from '../core/kinds.ts'
import { highestRate, lowestRate } from './binomial.ts'
import type { Group } from './comparison.ts'
import { CEILING, MINTED_DAY, MINTED_NUMBER } from './constants.ts'
import type { Layout } from './layout.ts'
import { add, at, indexAt } from './numbers.ts'
import { type Question, sourceAt } from './question.ts'

export interface Ceiling {
  /** Highest upper bound of any other corpus' agree rate with this source; by policy where none was measured. */
  readonly measured: number
  /** Highest agree rate open to an unknown source. */
  readonly highest: number
  readonly lowest: number
  /** Smallest agree rate of any other corpus; 0 where none was measured. */
  readonly smallest: number
  /** Other corpora that were measured. */
  readonly corpora: number
  /** Mean rate of each cell of the group over the measured corpora; all 0 where none was. */
  readonly pooled: Float64Array
}

/** One ceiling a group; `null` for forms, which are no evidence. */
export function ceilings(question: Question, layout: Layout): readonly (Ceiling | null)[] {
  return layout.groups.map((group, g) =>
    group.kind === 'form' ? null : ceiling(question, layout, group, g),
  )
}

type SourceGroup = Exclude<Group, { kind: 'form' }>

/** Bounds of one corpus' agree rate in some groups. */
interface Rate {
  readonly low: number
  readonly rate: number
  readonly high: number
}

function ceiling(question: Question, layout: Layout, group: SourceGroup, g: number): Ceiling {
  const corpora = measuredCorpora(question, layout, group, [g])
  const pooled = pooledRates(layout, corpora, g)
  const rates = corpora.map((corpus) => rateIn(layout, corpus, [g]))
  if (rates.length === 0) return { ...unmeasuredCeiling(question, layout, group), pooled }
  const measured = Math.max(...rates.map(({ high }) => high))
  const least = Math.min(...rates.map(({ low }) => low))
  return {
    measured,
    highest: namesAreShared(question, group) ? 1 : raise(measured, rates.length),
    lowest: CEILING.floorFactor * Math.max(0, Math.min(least, 2 * least - 1) - CEILING.floorMargin),
    smallest: Math.min(...rates.map(({ rate }) => rate)),
    corpora: rates.length,
    pooled,
  }
}

/** Other corpora with rows enough in these groups together. */
function measuredCorpora(
  question: Question,
  layout: Layout,
  group: SourceGroup,
  groups: readonly number[],
): readonly number[] {
  return question.considered.filter((corpus) => {
    if ('source' in group && corpus === group.source) return false
    const rows = groups.reduce((total, g) => total + tally(layout, corpus, g).total, 0)
    return rows >= CEILING.leastRows
  })
}

function rateIn(layout: Layout, corpus: number, groups: readonly number[]): Rate {
  let agreeing = 0
  let rows = 0
  for (const g of groups) {
    const { agree, total } = tally(layout, corpus, g)
    agreeing += agree
    rows += total
  }
  return {
    low: lowestRate(agreeing, rows),
    rate: agreeing / rows,
    high: highestRate(agreeing, rows),
  }
}

/** Mean over corpora of each cell's rate. */
function pooledRates(layout: Layout, corpora: readonly number[], g: number): Float64Array {
  const first = indexAt(layout.start, g)
  const pooled = new Float64Array(indexAt(layout.start, g + 1) - first)
  for (const corpus of corpora) {
    const { total } = tally(layout, corpus, g)
    for (let i = 0; i < pooled.length; i++) {
      add(pooled, i, at(layout.tables, corpus * layout.cells + first + i) / total / corpora.length)
    }
  }
  return pooled
}

/**
 * Too few rows under this condition: the highest rate under any other condition of the same comparison bounds it, or all
 * conditions together; only where even these are too few does policy decide.
 */
function unmeasuredCeiling(
  question: Question,
  layout: Layout,
  group: SourceGroup,
): Omit<Ceiling, 'pooled'> {
  const byPolicy = policy(group)
  if (!question.variant.poolConditions || namesAreShared(question, group)) return byPolicy
  const alike = layout.groups.flatMap((other, h) => (isAlike(group, other) ? [h] : []))
  const each = alike.flatMap((h) =>
    measuredCorpora(question, layout, group, [h]).map((corpus) => rateIn(layout, corpus, [h])),
  )
  const together = measuredCorpora(question, layout, group, alike).map((corpus) =>
    rateIn(layout, corpus, alike),
  )
  const rates = each.length > 0 ? each : together
  if (rates.length === 0) return byPolicy
  const measured = Math.min(byPolicy.measured, Math.max(...rates.map(({ high }) => high)))
  return {
    ...byPolicy,
    measured,
    highest: Math.min(byPolicy.highest, raise(measured, together.length)),
  }
}

/** The same comparison with the same source, of the same class, under another mask or name shape. */
function isAlike(group: SourceGroup, other: Group): boolean {
  if (group.kind !== other.kind) return false
  if (group.kind === 'latent' && other.kind === 'latent') return group.trait === other.trait
  if (!('source' in group && 'source' in other) || group.source !== other.source) return false
  if (group.kind === 'field' || other.kind === 'field') return false
  if ('latent' in group && 'latent' in other) return group.latent === other.latent
  return group.kind === 'class'
}

/** Probe rows of a corpus in a group, and of these the agreeing ones. */
export function tally(layout: Layout, corpus: number, g: number): { agree: number; total: number } {
  let agree = 0
  let total = 0
  for (let cell = indexAt(layout.start, g); cell < indexAt(layout.start, g + 1); cell++) {
    const rows = at(layout.tables, corpus * layout.cells + cell)
    total += rows
    if (cell < indexAt(layout.agreeEnd, g)) agree += rows
  }
  return { agree, total }
}

/** How many times closer to a source than any of so many other corpora an undisclosed source may be. */
export const closeness = (corpora: number): number =>
  corpora > 1 ? CEILING.divisor : CEILING.divisorOneCorpus

/** The unknown source may disagree `divisor` times less often than the best corpus, or agree as much more on rare values. */
function raise(measured: number, corpora: number): number {
  const divisor = closeness(corpora)
  return Math.min(1 - (1 - measured) / divisor, Math.max(divisor * measured, CEILING.least))
}

function policy(group: SourceGroup): Omit<Ceiling, 'pooled'> {
  const [measured, highest] = unmeasured(group)
  return { measured, highest, lowest: 0, smallest: 0, corpora: 0 }
}

function unmeasured(group: SourceGroup): readonly [number, number] {
  if (group.kind !== 'field') return CEILING.unmeasuredName
  const minted = mintedRate(group)
  return minted === null ? CEILING.unmeasuredAttribute : [minted / CEILING.divisor, minted]
}

/** Chance agreement on values that a system mints itself; null for what a person brings along. A mask shows too little. */
function mintedRate(group: Group & { kind: 'field' }): number | null {
  if (group.masked) return null
  if (group.slot === 'reference-id' || group.slot === 'field:serial') return MINTED_NUMBER
  return isDateAttribute(group.slot) ? MINTED_DAY : null
}

const BIRTH = ['dob', 'yob']

/** Names and birth dates fetched from one verification service agree letter for letter without one copying the other. */
function namesAreShared(question: Question, group: SourceGroup): boolean {
  const shared = group.kind === 'name' || (group.kind === 'field' && BIRTH.includes(group.slot))
  if (!shared) return false
  const service = sourceAt(question, group.source).verifiedBy
  if (service === null) return false
  const others = question.considered.filter((source) => source !== group.source)
  return !others.some((source) => sourceAt(question, source).verifiedBy === service)
}
