/** Whether the records are a random slice of a registry, or of one part of it: districts of linked and of all records. */
import type { Tabulation } from '../match/patterns.ts'
import { STRATUM } from './constants.ts'

/**
 * Standardised chi-square of the linked records over the registry's districts: (χ² − k) / √(2k), k districts.
 * @returns null below 50 records; above 5 the slice is not random
 */
export function stratumZ({ linked, all }: Tabulation): number | null {
  const records = linked.reduce((total, [, n]) => total + n, 0)
  const whole = all.reduce((total, [, n]) => total + n, 0)
  if (records < STRATUM.rows || all.length < 2) return null
  const seen = new Map(linked)
  const square = all.reduce((total, [district, n]) => {
    const expected = (records * n) / whole
    return total + ((seen.get(district) ?? 0) - expected) ** 2 / expected
  }, 0)
  return (square - all.length) / Math.sqrt(2 * all.length)
}
