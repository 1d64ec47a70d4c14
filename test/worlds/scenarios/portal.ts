/** Leaks of the portal's own records, whole, old, partial, disguised or passed on. */
import type { Values } from '../../../src/demo/source-type.ts'
import {
  asRegistry,
  fromPortal,
  hiddenPart,
  lookedUp,
  part,
  portalAsOf,
  rewritten,
  sample,
  usualSupplies,
} from '../leaks.ts'
import { RATION } from '../registries.ts'
import type { Scenario, Setting } from '../scenario.ts'

/** What a breach knows of a person and the portal does not. */
const breachOnly = ({ address, email, pincode }: Values): Values => ({
  address: address ?? '',
  email: email ?? '',
  pincode: pincode ?? '',
})

/** The breach that tells most that the portal lacks. */
const richest = ({ breaches }: Setting) =>
  breaches.find(({ type }) => type.columns.some(([, kind]) => kind === 'address')) ?? breaches[0]

export const PORTAL_SCENARIOS = [
  {
    name: 'portal',
    about: 'A random part of the portal as it stood when its export was drawn.',
    verdicts: ['registry-derived'],
    leak: (setting) => fromPortal(setting),
  },
  {
    name: 'portal-stale',
    about: 'A copy of the portal half a year to a year and a half older than the export.',
    verdicts: ['registry-derived'],
    leak: (setting) => fromPortal(setting, setting.random.between(200, 560)),
  },
  {
    name: 'portal-in-order',
    about: 'One run of neighbouring rows in the order in which the portal exports them.',
    verdicts: ['registry-derived'],
    leak: (setting) => {
      const { entries } = setting.portal
      const start = setting.random.below(Math.max(1, entries.length - setting.rows))
      const run = entries.slice(start, start + setting.rows)
      return { parts: [{ origin: 'portal', entries: run }], dress: { keepOrder: true } }
    },
  },
  {
    name: 'portal-region',
    about: 'Only the rows of two states.',
    verdicts: ['registry-derived'],
    leak: (setting) => {
      const states = setting.random.shuffle(['Maharashtra', 'Uttar Pradesh', 'Tamil Nadu', 'Bihar'])
      const kept = new Set(states.slice(0, 2))
      const entries = setting.portal.entries.filter(({ person }) =>
        kept.has(person.household.place.state),
      )
      return { parts: [part({ ...setting.portal, entries }, setting.rows, setting)] }
    },
  },
  {
    name: 'portal-with-references',
    about: 'The portal with the record numbers that it minted.',
    verdicts: ['registry-derived'],
    leak: (setting) => ({ ...fromPortal(setting, 60), dress: { references: true } }),
  },
  {
    name: 'portal-with-invented-addresses',
    about: 'The portal, with addresses added that it never collected, as if to clear it.',
    verdicts: ['registry-derived', 'mixture'],
    findings: ['field-not-collected'],
    leak: (setting) => {
      const { origin, entries } = part(setting.portal, setting.rows, setting)
      const others = setting.random.shuffle(setting.people)
      const padded = rewritten(entries, ({ person }) => ({
        address: `${others[person.id]?.household.house}, ${others[person.id]?.household.street}`,
      }))
      const columns = ['name', 'yob', 'gender', 'phone', 'id-number', 'address'] as const
      return { parts: [{ origin, entries: padded }], dress: { columns } }
    },
  },
  {
    name: 'enriched',
    about: "A breach's telephone numbers looked up at the portal, the breach's own columns joined.",
    verdicts: ['registry-derived'],
    leak: (setting) => ({
      parts: [lookedUp(setting, richest(setting), breachOnly)],
      dress: { keepOrder: true },
    }),
  },
  {
    name: 'bot-list',
    about: 'A bot asked about a list of numbers from a breach; everyone on each number came back.',
    verdicts: ['registry-derived'],
    leak: (setting) => ({
      parts: [lookedUp(setting, setting.breaches[0], () => ({}))],
      dress: { keepOrder: true },
    }),
  },
  {
    name: 'portal-unknown',
    about: 'Half the portal, half a source that nobody supplied.',
    verdicts: ['mixture'],
    leak: (setting) => {
      const { rows, hidden } = setting
      const stand = portalAsOf(setting, 120)
      const unknown = setting.hold(hidden)
      return {
        parts: [part(stand, rows / 2, setting), hiddenPart(unknown, rows / 2, setting)],
        snapshot: { source: 'portal', day: stand.day },
        dress: { shape: 'common' },
      }
    },
  },
  {
    name: 'sibling-copy',
    about:
      "A regional system's copy of the portal's rows, letter for letter, without its record numbers.",
    verdicts: ['registry-derived', 'inconclusive'],
    findings: ['copy-not-excluded'],
    leak: (setting) => {
      const own = setting.portal.entries.filter(({ person }) => person.household.place.urban >= 0.7)
      const entries = rewritten(sample(own, setting.rows, setting), () => ({ 'reference-id': '' }))
      return { parts: [{ origin: 'portal', entries }], copies: ['portal'] }
    },
  },
  {
    name: 'two-portals',
    about: 'Two registries are supplied; the leak is the second one.',
    verdicts: ['registry-derived'],
    leak: (setting) => {
      const ration = setting.hold(RATION)
      const supplies = [...usualSupplies(setting), asRegistry(ration)]
      return { parts: [part(ration, setting.rows, setting)], supplies }
    },
  },
  {
    name: 'two-portals-mixed',
    about: 'Two registries are supplied; the leak holds rows of both.',
    verdicts: ['registry-derived', 'mixture'],
    leak: (setting) => {
      const ration = setting.hold(RATION)
      const half = setting.rows / 2
      return {
        parts: [part(setting.portal, half, setting), part(ration, half, setting)],
        supplies: [...usualSupplies(setting), asRegistry(ration)],
        dress: { shape: 'common' },
      }
    },
  },
] as const satisfies readonly Scenario[]
