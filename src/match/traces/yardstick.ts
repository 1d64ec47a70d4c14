/** The yardstick of a trace: what a source that gave nothing may show of it, and whether the dump shows more. */
import { binomialTail } from '../exact-tests.ts'
import { upperBound } from '../intervals.ts'
import type { PatternsDocument } from '../patterns.ts'
import type { Rate, Trace } from './trace.ts'

/** Chance at which a trace counts as seen: ten sources and seven kinds make 70 looks, of which under one in a hundred errs. */
export const CHANCE = 1e-4

/** Corpora with fewer chances to show a trace are taken together: none of 20 bounds a rate under 14 %, none of 5 only under 45 %. */
const LEAST_ALONE = 20

/** As the ratio allows the unknown source: so many times nearer to a source than the best of several corpora, or than the only one. */
const NEARER = { ofSeveral: 3, ofOne: 5 } as const
/** A rate that no corpus shows may still be this high in an undisclosed one. */
const LEAST_CEILING = 0.05

/**
 * The highest rate that is put down to a source which gave nothing: measured on the corpora, together where each alone is too
 * small; `null` where none had a chance.
 */
export function ceilingOf(elsewhere: readonly Rate[]): number | null {
  const large = elsewhere.filter(({ compared }) => compared >= LEAST_ALONE)
  const corpora = large.length > 0 ? large : [total(elsewhere)]
  if (corpora.every(({ compared }) => compared === 0)) return null
  const rate = Math.max(...corpora.map(({ shown, compared }) => upperBound(shown, compared)))
  const nearer = corpora.length === 1 ? NEARER.ofOne : NEARER.ofSeveral
  return Math.min(1 - (1 - rate) / nearer, Math.max(nearer * rate, LEAST_CEILING))
}

const total = (rates: readonly Rate[]): Rate => ({
  compared: rates.reduce((sum, { compared }) => sum + compared, 0),
  shown: rates.reduce((sum, { shown }) => sum + shown, 0),
})

/** Whether so much would be shown with a chance below `CHANCE` by the nearest source that can be imagined to have given nothing. */
export const isBeyond = ({ shown, compared }: Rate, ceiling: number): boolean =>
  binomialTail(shown, compared, ceiling) <= CHANCE

/** `portal's own records do in 3 of 140` for each corpus that the same was counted over. */
export function ownRates(
  { sources }: PatternsDocument,
  elsewhere: readonly { readonly from: number; readonly counts: Rate }[],
): string {
  return elsewhere
    .map(({ from, counts }) => `${sources[from]?.name}'s own in ${outOf(counts)}`)
    .join(', ')
}

export const outOf = ({ shown, compared }: Rate): string =>
  `${shown.toLocaleString('en')} of ${compared.toLocaleString('en')}`

/** Traces of one kind. */
export const tracesOf = <Code extends Trace['code']>(
  { traces = [] }: PatternsDocument,
  code: Code,
): Extract<Trace, { code: Code }>[] =>
  traces.filter((trace): trace is Extract<Trace, { code: Code }> => trace.code === code)
