/** When the registry was copied: between the newest record that the dump holds and the first that it should hold but lacks. */
import type { Tabulation } from '../match/patterns.ts'
import type { TabulationRequest } from '../match/tabulate.ts'
import { SNAPSHOT } from './constants.ts'
import type { Fit } from './fit.ts'
import { registriesOf } from './question.ts'
import { patternsFrom, recordsIn } from './views.ts'

/** Day numbers since 1970-01-01; `latest` is null where the export ends before the interval does. */
export interface Snapshot {
  readonly earliest: number
  readonly latest: number | null
  readonly records: number
}

/** What to count: days and districts of the records that each registry most likely gave, and the days of all dated sources. */
export function wantedTabulations(fit: Fit): readonly TabulationRequest[] {
  return [...fromRegistries(fit), ...ofBreaches(fit)]
}

/** Their rows against the day on which they are said to have happened. */
const ofBreaches = ({ model }: Fit): readonly TabulationRequest[] =>
  model.question.sources
    .filter(({ role, dates }) => role === 'breach' && dates.occurred !== null)
    .map(({ id }) => ({ source: id, column: 'day', patterns: [] }))

/** Whether or not the dump shows the columns. */
function fromRegistries(fit: Fit): readonly TabulationRequest[] {
  return registriesOf(fit.model.question).flatMap((source) => {
    const own = patternsFrom(fit, { source }, SNAPSHOT.posterior).filter(
      ({ pattern }) => (pattern.links[source] ?? null) !== null,
    )
    if (recordsIn(own) < SNAPSHOT.rows) return []
    const patterns = own.map(({ position }) => position)
    return (['day', 'district'] as const).map((column) => ({ source, column, patterns }))
  })
}

/**
 * @param tabulation days of the linked records and of the whole registry
 * @param taken      last day of the registry export, where stated
 * Were the snapshot later, the chance that all n records were registered by `earliest` would be below 5 %: at most
 * F(earliest) · 0.05^(−1/n) of the registry's records can have been in it.
 */
export function snapshotOf(tabulation: Tabulation, taken: number | null): Snapshot | null {
  const records = tabulation.linked.reduce((total, [, n]) => total + n, 0)
  const newest = tabulation.linked.at(-1)
  if (records < SNAPSHOT.rows || newest === undefined) return null
  const earliest = newest[0]
  const held = tabulation.all.reduce((total, [day, n]) => total + (day <= earliest ? n : 0), 0)
  const most = Math.floor(held * SNAPSHOT.chance ** (-1 / records))
  const next = dayAfterRecord(tabulation, most)
  return { earliest, latest: next === null ? taken : next - 1, records }
}

/** The first day of the registry after the day of its record number `position`, counted from 0 in order of days. */
function dayAfterRecord({ all }: Tabulation, position: number): number | null {
  let running = 0
  for (const [i, [, n]] of all.entries()) {
    running += n
    if (running > position) return all[i + 1]?.[0] ?? null
  }
  return null
}

/** ISO day of a day number. */
export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
