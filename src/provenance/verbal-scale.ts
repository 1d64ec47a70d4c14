/**
 * Words for a likelihood ratio: the example scale of ENFSI, Guideline for Evaluative Reporting in Forensic Science (2015,
 * approved version 3.0), appendix on verbal equivalents. The figure always stands beside the words.
 */

/** Lower end of the weakest band, log10. */
export const WEAKEST_SUPPORT = Math.log10(2)

/** Lower ends of the bands, log10: ratios of 2, 10, 100, 1,000, 10,000 and 1,000,000. */
const BANDS = [
  [6, 'extremely strong support'],
  [4, 'very strong support'],
  [3, 'strong support'],
  [2, 'moderately strong support'],
  [1, 'moderate support'],
  [WEAKEST_SUPPORT, 'weak support'],
] as const

/**
 * @param log10Lr a reported ratio. It is cautious in one direction only: below 1 stand the penalties that it was given, so that it
 *                never speaks for the alternative. A source is left out by the bounds of its share, not by its ratio.
 */
export const verbalScale = (log10Lr: number): string =>
  BANDS.find(([least]) => log10Lr >= least)?.[1] ?? 'no support'
