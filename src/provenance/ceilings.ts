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

function ceiling(question: Question, layout: Layout, group: SourceGroup, g: number): Ceiling {
  const first = indexAt(layout.start, g)
  const pooled = new Float64Array(indexAt(layout.start, g + 1) - first)
  const rates: { low: number; rate: number; high: number }[] = []
  for (const corpus of question.considered) {
    if ('source' in group && corpus === group.source) continue
    const { agree, total } = tally(layout, corpus, g)
    if (total < CEILING.leastRows) continue
    rates.push({
      low: lowestRate(agree, total),
      rate: agree / total,
      high: highestRate(agree, total),
    })
    for (let i = 0; i < pooled.length; i++) {
      add(pooled, i, at(layout.tables, corpus * layout.cells + first + i) / total)
    }
  }
  for (let i = 0; i < pooled.length; i++) pooled[i] = at(pooled, i) / Math.max(1, rates.length)
  if (rates.length === 0) return { ...policy(group), pooled }
  const measured = Math.max(...rates.map((rate) => rate.high))
  const least = Math.min(...rates.map((rate) => rate.low))
  return {
    measured,
    highest: namesAreShared(question, group) ? 1 : raise(measured, rates.length),
    lowest: CEILING.floorFactor * Math.max(0, Math.min(least, 2 * least - 1) - CEILING.floorMargin),
    smallest: Math.min(...rates.map((rate) => rate.rate)),
    corpora: rates.length,
    pooled,
  }
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

/** The unknown source may disagree `divisor` times less often than the best corpus, or agree as much more on rare values. */
function raise(measured: number, corpora: number): number {
  const divisor = corpora > 1 ? CEILING.divisor : CEILING.divisorOneCorpus
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
