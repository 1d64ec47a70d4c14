/** The log-likelihood-ratio cost: how well a method's ratios serve someone who acts on them. */

/**
 * @param withSource    log10 ratios where the source did contribute
 * @param withoutSource log10 ratios where it did not
 * @returns bits a decision; 0 is perfect, 1 is what "no idea" costs; `null` where either list is empty
 * Source: Brümmer and du Preez (2006), Computer Speech & Language 20, 230–275, eq. 20.
 */
export function cllr(
  withSource: readonly number[],
  withoutSource: readonly number[],
): number | null {
  if (withSource.length === 0 || withoutSource.length === 0) return null
  const missed = mean(withSource.map((log10Lr) => Math.log2(1 + 10 ** -log10Lr)))
  const accused = mean(withoutSource.map((log10Lr) => Math.log2(1 + 10 ** log10Lr)))
  return (missed + accused) / 2
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length
