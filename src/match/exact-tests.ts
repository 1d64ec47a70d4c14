/** Exact tests for small counts: how likely chance alone shows at least as much. */
import { incompleteBeta, logGamma } from './intervals.ts'

/**
 * Chance of `hits` or more successes in `trials`.
 * @param rate of a success, in [0, 1]
 * Source: DLMF 8.17.5, the binomial sum as an incomplete beta function.
 */
export const binomialTail = (hits: number, trials: number, rate: number): number =>
  hits === 0 ? 1 : incompleteBeta(rate, hits, trials - hits + 1)

/** A two-by-two table by its margins: of `all` things so many have the one mark, so many the other, so many both. */
export interface Margins {
  readonly all: number
  readonly one: number
  readonly other: number
  readonly both: number
}

/**
 * Fisher's exact test, one-sided: chance of `both` or more where the two marks are independent and the margins given.
 * Source: Fisher (1935), The Design of Experiments, section 13 (the lady tasting tea); terms of the sum by their ratio.
 */
export function fisherTail({ all, one, other, both }: Margins): number {
  const most = Math.min(one, other)
  const least = Math.max(0, one + other - all)
  if (both <= least) return 1
  const logChoose = (n: number, k: number) =>
    logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  let term = Math.exp(
    logChoose(one, both) + logChoose(all - one, other - both) - logChoose(all, other),
  )
  let tail = 0
  for (let x = both; x <= most; x++) {
    tail += term
    const ratio = ((one - x) * (other - x)) / ((x + 1) * (all - one - other + x + 1))
    // Beyond the mode terms only fall: what is left no longer counts.
    if (ratio < 1 && term < tail * 1e-17) break
    term *= ratio
  }
  return Math.min(1, tail)
}

/**
 * How far the ascents of a sequence lie from those of a random permutation, in standard deviations (continuity-corrected,
 * towards 0): negative where it descends.
 * @param ascents neighbours of which the second is larger, of `items` − 1 pairs
 * Source: Eulerian numbers, mean (n − 1)/2, variance (n + 1)/12; asymptotically normal: Carlitz, Kurtz, Scoville and
 * Stackelberg (1972), Z. Wahrscheinlichkeitstheorie 23, 47–54.
 */
export function ascentsZ(ascents: number, items: number): number {
  const beyond = ascents - (items - 1) / 2
  return (Math.sign(beyond) * Math.max(0, Math.abs(beyond) - 0.5)) / Math.sqrt((items + 1) / 12)
}

/**
 * Upper bound, whatever the length, on the chance that in a random permutation `successions` or more items are followed by
 * their next: of the (n − 1 over k) ways to choose k of them each holds in (n − k)! permutations, which adds up to less than 1/k!.
 * Source: Riordan (1958), An Introduction to Combinatorial Analysis, chapter 8; first Bonferroni inequality.
 */
export const successionsBound = (successions: number): number =>
  Math.exp(-logGamma(successions + 1))
