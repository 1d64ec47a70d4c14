/** The ways in which rows leave a system, from which scenarios are put together. */

import { writeEntry } from '../../src/demo/clerk.ts'
import { isoDay } from '../../src/demo/days.ts'
import { inventPeople } from '../../src/demo/people.ts'
import { PORTAL } from '../../src/demo/portal.ts'
import type { Entry, Values } from '../../src/demo/source-type.ts'
import { writeName } from '../../src/demo/spelling.ts'
import {
  FABRICATED,
  type Holding,
  type Leak,
  type Part,
  type Setting,
  type Supply,
  UNKNOWN,
} from './scenario.ts'

/** The portal whole and the three breaches, as in most worlds. */
export const usualSupplies = ({ portal, breaches }: Setting): Supply[] => [
  asRegistry(portal),
  ...breaches.map(asBreach),
]

export const asRegistry = (holding: Holding): Supply => ({
  name: holding.type.name,
  role: 'registry',
  holding,
  completeness: 'complete',
})

export const asBreach = (holding: Holding): Supply => ({
  name: holding.type.name,
  role: 'breach',
  holding,
})

/** `count` of the entries without repeats, in their order; all where there are fewer. */
export const sample = (entries: readonly Entry[], count: number, { random }: Setting): Entry[] =>
  random.draw(entries, Math.round(count), () => 1)

export const part = (holding: Holding, count: number, setting: Setting): Part => ({
  origin: holding.type.name,
  entries: sample(holding.entries, count, setting),
})

export const hiddenPart = (holding: Holding, count: number, setting: Setting): Part => ({
  ...part(holding, count, setting),
  origin: UNKNOWN,
})

/** The portal's records as they stood `daysBefore` the export was drawn. */
export function portalAsOf(
  setting: Setting,
  daysBefore: number,
): Holding & { readonly day: number } {
  const day = setting.taken - daysBefore
  const entries = setting.portal.entries.filter((entry) => entry.day <= day)
  return { type: setting.portal.type, entries, day }
}

export function fromPortal(setting: Setting, daysBefore = 0): Leak {
  const stand = portalAsOf(setting, daysBefore)
  return {
    parts: [part(stand, setting.rows, setting)],
    snapshot: { source: setting.portal.type.name, day: stand.day },
  }
}

export const fromOlder = (setting: Setting): Leak => ({
  parts: [part(setting.breaches[0], setting.rows, setting)],
})

export const fromUnknown = (setting: Setting): Leak => ({
  parts: [hiddenPart(setting.hold(setting.hidden), setting.rows, setting)],
})

/** A breach with a share of the portal's records in [low, high]. */
export function fromMixture(setting: Setting, low: number, high: number): Leak {
  const { random, rows, breaches } = setting
  const portalRows = Math.round(rows * (low + (high - low) * random.unit()))
  const stand = portalAsOf(setting, random.between(0, 300))
  return {
    parts: [part(stand, portalRows, setting), part(breaches[0], rows - portalRows, setting)],
    snapshot: { source: setting.portal.type.name, day: stand.day },
    dress: { shape: random.pick(['common', 'union']) },
  }
}

/** Invented records in the portal's likeness: every check digit right, nobody behind them. */
export function fabricated(setting: Setting, count: number): Part {
  const random = setting.random.fork('fabricated')
  const nobody = inventPeople(random.fork('people'), Math.ceil(count))
  const names = { ...PORTAL.names, slips: 0, respelled: 0 }
  const type = { ...PORTAL, names, faults: { digit: 0, birth: 0, place: 0 } }
  const days = { first: setting.taken - 700, last: setting.taken }
  const entries = nobody.map((person) =>
    writeEntry(person, random.between(days.first, days.last), type, random),
  )
  return { origin: FABRICATED, entries }
}

/** Entries with some of their values written over. */
export const rewritten = (entries: readonly Entry[], change: (entry: Entry) => Values): Entry[] =>
  entries.map((entry) => ({ ...entry, values: { ...entry.values, ...change(entry) } }))

/** The same desk's records in another system: one in eight typed again by name, its own dates, no references. */
export function sameDesk(setting: Setting, count: number): Part {
  const { random, portal } = setting
  const retyped = { ...PORTAL.names, respelled: 0.3, slips: 0.3, familyFirst: 0.1 }
  const entries = rewritten(sample(portal.entries, count, setting), ({ person, day, values }) => ({
    'reference-id': '',
    'date:registered': isoDay(day + random.between(0, 20)),
    'date:dose': '',
    name: random.chance(0.12) ? writeName(person, retyped, random) : (values.name ?? ''),
  }))
  return { origin: UNKNOWN, entries }
}

/** Everyone whom the portal holds under the numbers of the asked, who leave with what was known of the asker's. */
export function lookedUp(
  setting: Setting,
  asked: Holding,
  join: (askedFor: Values) => Values,
): Part {
  const { portal, random, rows } = setting
  const byPhone = Map.groupBy(portal.entries, ({ values }) => values.phone ?? '')
  const seen = new Set<Entry>()
  const entries: Entry[] = []
  for (const { values } of random.shuffle(asked.entries)) {
    if (entries.length >= rows) break
    for (const entry of byPhone.get(values.phone || 'none') ?? []) {
      if (seen.has(entry)) continue
      seen.add(entry)
      entries.push({ ...entry, values: { ...entry.values, ...join(values) } })
    }
  }
  return { origin: portal.type.name, entries }
}
