/** Bounds on measured rates: score bounds where thousands are taken, and the exact tail of a binomial count. */
import { incompleteBeta } from '../match/intervals.ts'

/** Standard normal quantile of a one-sided 95 % bound. */
const ONE_SIDED = 1.645

/**
 * One-sided upper score bound of a rate.
 * @param hits   successes in [0, trials]; posterior-weighted, so not always whole
 * @param trials sample size; none gives 1
 * Source: Wilson (1927), JASA 22(158), 209–212.
 */
export function highestRate(hits: number, trials: number, z: number = ONE_SIDED): number {
  if (trials === 0) return 1
  const square = z * z
  const centre = (hits + square / 2) / (trials + square)
  const spread = Math.sqrt((hits * (trials - hits)) / trials + square / 4)
  return Math.min(1, centre + (z / (trials + square)) * spread)
}

/** One-sided lower score bound of a rate; no trials give 0. */
export const lowestRate = (hits: number, trials: number, z: number = ONE_SIDED): number =>
  trials === 0 ? 0 : 1 - highestRate(trials - hits, trials, z)

/** Probability of `hits` or more of `trials` at `rate`. Source: DLMF 8.17.5. */
export function upperTail(hits: number, trials: number, rate: number): number {
  return hits === 0 ? 1 : incompleteBeta(rate, hits, trials - hits + 1)
}
