/** Counts by reason of several parts, as one. */
export function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, n] of counts.flatMap((one) => Object.entries(one))) {
    sums[key] = (sums[key] ?? 0) + n
  }
  return sums
}
