/** Chance in the score: how much better than a look-alike's a column's values pass their check. */

/** The least that values ever say against a kind, in log10: evidence beyond a million to one is not believed. */
export const FLOOR = -6

/** A column of the kind passes at least this often, whatever its damage. */
const LEAST_PASSING = 0.3
/** And closes at least a third of the gap that chance leaves. */
const ABOVE_CHANCE = 1 / 3
const MOST_PASSING = 0.98

/**
 * Log10 ratio of "passes at its own rate, above chance" against "passes by chance", less half a digit a decade of trials for
 * having fitted that rate (Schwarz's criterion).
 * @param hits values that pass, 0…trials
 * @param chance share of a look-alike's values that passes, in (0, 1)
 */
export function betterThanChance(hits: number, trials: number, chance: number): number {
  if (trials === 0) return 0
  const least = Math.max(LEAST_PASSING, chance + ABOVE_CHANCE * (1 - chance))
  const rate = Math.min(Math.max(hits / trials, least), Math.max(MOST_PASSING, (1 + chance) / 2))
  const gain =
    hits * Math.log10(rate / chance) + (trials - hits) * Math.log10((1 - rate) / (1 - chance))
  return Math.max(FLOOR, gain - 0.5 * Math.log10(trials + 1))
}
