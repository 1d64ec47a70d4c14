/** The snapshot as a curve: how often the dump would hold no newer record, were the registry copied on each day. */
import type { PatternsDocument, Tabulation } from '../match/patterns.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'

export interface CurvePoint {
  /** Days since 1970-01-01. */
  readonly day: number
  /** In [0, 1]; 1 on the day of the newest matching record. */
  readonly chance: number
}

/** By name of the source. */
export type SnapshotCurves = Readonly<Record<string, readonly CurvePoint[]>>

/** Most points of a curve: a registry of ten years is drawn with no more. */
const MOST_POINTS = 60
/** Below this the curve is on the axis. */
const LEAST_CHANCE = 0.002

export function snapshotCurvesOf(
  { sources, tabulations }: Pick<PatternsDocument, 'sources' | 'tabulations'>,
  document: ProvenanceDocument,
): SnapshotCurves {
  const dated = document.sources.filter(({ snapshot }) => snapshot !== undefined)
  return Object.fromEntries(
    dated.flatMap(({ name }) => {
      const id = sources.find((source) => source.name === name)?.id
      const days = tabulations.find(({ source, column }) => source === id && column === 'day')
      const points = days === undefined ? [] : curveOf(days)
      return points.length < 2 ? [] : [[name, points] as const]
    }),
  )
}

/**
 * Were the registry copied on a day t after the newest of the n matching records, each of them would have been that old
 * with chance F(newest) / F(t), F being the registry's records up to a day: (F(newest) / F(t))^n for all.
 */
function curveOf({ linked, all }: Tabulation): readonly CurvePoint[] {
  const newest = linked.at(-1)?.[0]
  if (newest === undefined) return []
  const records = linked.reduce((sum, [, n]) => sum + n, 0)
  let held = all.reduce((sum, [day, n]) => sum + (day <= newest ? n : 0), 0)
  const atNewest = held
  const points: CurvePoint[] = [{ day: newest, chance: 1 }]
  for (const [day, n] of all) {
    if (day <= newest) continue
    held += n
    const chance = (atNewest / held) ** records
    points.push({ day, chance })
    if (chance < LEAST_CHANCE) break
  }
  return thinned(points)
}

function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const step = Math.ceil(points.length / MOST_POINTS)
  return points.filter((_, i) => i % step === 0 || i === points.length - 1)
}
