/** Figures and lists in the words of a report. */

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

/** 10^2.9 as `about 790`; a ratio is an order of magnitude, so two figures are enough. */
export function ratio(log10Lr: number): string {
  const value = 10 ** log10Lr
  const digits = Math.max(0, Math.floor(log10Lr) - 1)
  return count(Math.round(value / 10 ** digits) * 10 ** digits)
}
