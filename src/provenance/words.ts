/** Figures and lists in the words of a report. */
import { WEAKEST_SUPPORT } from './verbal-scale.ts'

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** 1,234 */
export const count = (records: number): string =>
  String(Math.round(records)).replace(/\B(?=(\d{3})+$)/g, ',')

/** A share as a percentage; what is not zero never reads 0 %, what is not all never reads 100 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return 'under 0.1 %'
  if (share < 1 && share > 0.999) return 'over 99.9 %'
  const digits = share < 0.1 || share > 0.9 ? 1 : 0
  return `${(100 * share).toFixed(digits).replace(/\.0$/, '')} %`
}

/** 10^2.9 as `790`: two figures are enough for an order of magnitude, and downwards, since every ratio is told as a least one. */
export function ratio(log10Lr: number): string {
  const unit = 10 ** Math.max(0, Math.floor(log10Lr) - 1)
  return count(Math.floor((10 ** log10Lr / unit) * (1 + 1e-9)) * unit)
}

/**
 * A ratio as every sentence and table writes it: `at least 130`; `more than 120` where the tests of the case support no higher
 * figure; `under 2` where nothing speaks for the source.
 */
export function ratioWords(log10Lr: number, cappedAt: number | null): string {
  if (log10Lr < WEAKEST_SUPPORT) return `under ${ratio(WEAKEST_SUPPORT)}`
  const isCapped = cappedAt !== null && log10Lr >= cappedAt
  return `${isCapped ? 'more than' : 'at least'} ${ratio(log10Lr)}`
}
