/** Exact binomial intervals for counted rates, and the incomplete beta function that they rest on. */

/** Both ends inclusive. */
export type Interval = readonly [low: number, high: number]

/**
 * Clopper–Pearson interval of a binomial proportion: never narrower than its level, at any sample size.
 * @param hits   successes, integer in [0, trials]
 * @param trials sample size, integer ≥ 0; none gives [0, 1]
 * @param level  two-sided confidence in (0, 1)
 * @returns bounds on the proportion, each in [0, 1]
 * Source: Clopper and Pearson (1934), Biometrika 26(4), 404–413; beta form: Brown, Cai and DasGupta (2001), Stat. Sci. 16(2).
 */
export function clopperPearson(hits: number, trials: number, level = 0.95): Interval {
  assertCounts(hits, trials)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie in (0, 1), got ${level}`)
  if (trials === 0) return [0, 1]
  const tail = (1 - level) / 2
  const low = hits === 0 ? 0 : betaQuantile(tail, hits, trials - hits + 1)
  const high = hits === trials ? 1 : betaQuantile(1 - tail, hits + 1, trials - hits)
  return [low, high]
}

/**
 * One-sided exact upper bound: the rate at which `hits` or fewer of `trials` would still occur with probability 1 − level.
 * Zero hits give 1 − (1 − level)^(1/trials), close to 3/trials at 95 %.
 */
export function upperBound(hits: number, trials: number, level = 0.95): number {
  return clopperPearson(hits, trials, 2 * level - 1)[1]
}

/**
 * Regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x in [0, 1]; a, b > 0.
 * Source: DLMF 8.17.22, continued fraction by the modified Lentz method; absolute error below 1e-12 for a + b < 1e7.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast only left of the mean; the other side follows by symmetry (DLMF 8.17.4).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(
    a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b),
  )
  return (front / a) * betaFraction(x, a, b)
}

const TINY = 1e-300
const FRACTION_STEPS = 10_000

function betaFraction(x: number, a: number, b: number): number {
  let ratio = 1
  let inverse = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = inverse
  for (let m = 1; m <= FRACTION_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    inverse = 1 / away(1 + even * inverse)
    ratio = away(1 + even / ratio)
    value *= ratio * inverse
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    inverse = 1 / away(1 + odd * inverse)
    ratio = away(1 + odd / ratio)
    value *= ratio * inverse
    if (Math.abs(ratio * inverse - 1) < 1e-15) break
  }
  return value
}

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/** Quantile of Beta(a, b) by bisection: 60 halvings reach the last bit that a report could show. */
function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const

/** Natural logarithm of the gamma function for x ≥ 0.5. Source: Lanczos (1964), g = 7, nine terms; relative error 1e-15. */
export function logGamma(x: number): number {
  const shifted = x - 1
  const base = shifted + 7.5
  const series = LANCZOS.reduce((sum, term, i) => (i === 0 ? term : sum + term / (shifted + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series)
}

function assertCounts(hits: number, trials: number): void {
  const whole = Number.isInteger(hits) && Number.isInteger(trials)
  if (!whole || hits < 0 || hits > trials) {
    throw new RangeError(`hits must be an integer in [0, trials], got ${hits} of ${trials}`)
  }
}
