/** The leaves of a JSON document one by one, and the document with one of them changed. */

/** Where a leaf stands: the keys that lead to it. */
export type Place = readonly string[]

export function leavesOf(
  value: unknown,
  of: (leaf: unknown) => boolean,
  place: Place = [],
): Place[] {
  if (typeof value !== 'object' || value === null) return of(value) ? [place] : []
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, of, [...place, key]))
}

/** A copy in which the leaf is what `change` makes of it; the original stays. */
export function changedAt<T>(value: T, place: Place, change: (leaf: unknown) => unknown): T {
  const [key, ...rest] = place
  if (key === undefined) return change(value) as T
  const inside = (value as Record<string, unknown>)[key]
  const changed = changedAt(inside, rest, change)
  return (
    Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed }
  ) as T
}
