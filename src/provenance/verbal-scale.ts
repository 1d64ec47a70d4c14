/**
 * Words for a likelihood ratio: the example scale of ENFSI, Guideline for Evaluative Reporting in Forensic Science (2015,
 * approved version 3.0), appendix on verbal equivalents. The figure always stands beside the words.
 */

/** Lower ends of the bands, log10: ratios of 2, 10, 100, 1,000, 10,000 and 1,000,000. */
const BANDS = [
  [6, 'extremely strong support'],
  [4, 'very strong support'],
  [3, 'strong support'],
  [2, 'moderately strong support'],
  [1, 'moderate support'],
  [Math.log10(2), 'weak support'],
] as const

/** @param log10Lr a reported ratio; negative values speak for the alternative by the same bands */
export function verbalScale(log10Lr: number): string {
  const band = BANDS.find(([least]) => Math.abs(log10Lr) >= least)
  if (band === undefined) return 'no support either way'
  return log10Lr > 0 ? band[1] : `${band[1]} for the alternative`
}
