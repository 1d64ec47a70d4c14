/** Leaks of older breaches: whole, joined, disguised as the portal's, sold twice, or with the portal's records in them. */
import type { ColumnKind } from '../../../src/core/kinds.ts'
import { inventReference } from '../../../src/demo/identifiers.ts'
import { asBreach, asRegistry, fromMixture, fromOlder, part, rewritten } from '../leaks.ts'
import type { Holding, Leak, Scenario, Setting } from '../scenario.ts'

/** Columns under which a breach passes for the portal's export. */
const DISGUISE = ['name', 'yob', 'gender', 'phone', 'id-type', 'id-number', 'district'] as const
const PORTAL_FACTS: ReadonlySet<ColumnKind> = new Set([...DISGUISE, 'dob', 'aadhaar', 'pan'])

/** What the compiler keeps of the portal's rows beside the breach's own columns. */
const COPIED_COLUMNS = [
  ['birth_year', 'yob'],
  ['id_no', 'id-number'],
  ['district', 'district'],
] as const

/** The breach that fills most of the columns of the disguise. */
function likest({ breaches }: Setting): Holding {
  const filled = ({ type }: Holding): number =>
    type.columns.filter(([, kind]) => PORTAL_FACTS.has(kind)).length
  return breaches.reduce((best, one) => (filled(one) > filled(best) ? one : best))
}

/** The first breach under another name: some rows lost, the order and spellings another seller's. */
function resold({ breaches, random }: Setting): Holding {
  const [{ type, entries }] = breaches
  const style = { ...type.style, delimiter: ';', phone: 'plus' } as const
  const kept = random.shuffle(entries.filter(() => random.chance(0.85)))
  return { type: { ...type, name: `${type.name}-list`, style }, entries: kept }
}

/** A seller's compilation: the first breach, and rows that were copied from the portal before. */
function compilation(setting: Setting): Holding {
  const [{ type, entries }] = setting.breaches
  const copied = part(setting.portal, setting.portal.entries.length * 0.4, setting).entries
  const held = new Set(type.columns.map(([, kind]) => kind))
  const added = COPIED_COLUMNS.filter(([, kind]) => !held.has(kind))
  return {
    type: { ...type, name: 'compilation', columns: [...type.columns, ...added] },
    entries: setting.random.shuffle([...entries, ...copied]),
  }
}

function joined(setting: Setting, others: 1 | 2): Leak {
  const { breaches, rows, random } = setting
  const used = breaches.slice(0, others + 1)
  const first = rows * (0.3 + (0.4 / others) * random.unit())
  const rest = (rows - first) / others
  return {
    parts: used.map((breach, i) => part(breach, i === 0 ? first : rest, setting)),
    dress: { shape: random.pick(['common', 'union']) },
  }
}

export const OLDER_SCENARIOS = [
  {
    name: 'older',
    about: 'One of the supplied breaches.',
    verdicts: ['prior-breach'],
    leak: fromOlder,
  },
  {
    name: 'older-relabelled',
    about: "One breach under the portal's column names, births cut to years.",
    verdicts: ['prior-breach'],
    leak: (setting) => ({
      parts: [part(likest(setting), setting.rows, setting)],
      dress: { columns: DISGUISE },
    }),
  },
  {
    name: 'older-with-forged-references',
    about: "One breach under the portal's column names, with invented record numbers.",
    verdicts: ['prior-breach'],
    leak: (setting) => {
      const { origin, entries } = part(likest(setting), setting.rows, setting)
      const forged = rewritten(entries, () => ({ 'reference-id': inventReference(setting.random) }))
      return {
        parts: [{ origin, entries: forged }],
        dress: { columns: ['reference-id', ...DISGUISE] },
      }
    },
  },
  {
    name: 'older-date-in-doubt',
    about: 'One breach, its date known only within years that reach past the leak.',
    verdicts: ['prior-breach'],
    leak: (setting) => {
      const [first, second, third] = setting.breaches
      const doubted = { ...asBreach(first), occurred: '2016..2023' }
      const supplies = [asRegistry(setting.portal), doubted, asBreach(second), asBreach(third)]
      return { ...fromOlder(setting), supplies }
    },
  },
  {
    name: 'two-older',
    about: 'Two of the supplied breaches, joined.',
    verdicts: ['prior-breach'],
    leak: (setting) => joined(setting, 1),
  },
  {
    name: 'three-older',
    about: 'All three supplied breaches, joined.',
    verdicts: ['prior-breach'],
    leak: (setting) => joined(setting, 2),
  },
  {
    name: 'sold-twice',
    about: 'One breach, supplied twice under two names.',
    verdicts: ['prior-breach'],
    findings: ['sources-not-independent'],
    leak: (setting) => {
      const [first, second] = setting.breaches
      const again = asBreach(resold(setting))
      const supplies = [asRegistry(setting.portal), asBreach(first), asBreach(second), again]
      return { ...fromOlder(setting), supplies, copies: [again.name] }
    },
  },
  {
    name: 'breach-holds-portal',
    about:
      "The portal's records; one supplied breach is a compilation that holds rows of the portal.",
    verdicts: ['registry-derived', 'mixture', 'inconclusive'],
    findings: ['sources-not-independent'],
    leak: (setting) => {
      const [, second, third] = setting.breaches
      const holder = asBreach(compilation(setting))
      const supplies = [asRegistry(setting.portal), holder, asBreach(second), asBreach(third)]
      return {
        parts: [part(setting.portal, setting.rows, setting)],
        supplies,
        copies: [holder.name],
      }
    },
  },
  {
    name: 'compilation',
    about: 'A supplied compilation of one breach and of rows copied from the portal before.',
    verdicts: ['registry-derived', 'mixture', 'prior-breach', 'inconclusive'],
    findings: ['sources-not-independent'],
    leak: (setting) => {
      const [first, second, third] = setting.breaches
      const holder = compilation(setting)
      return {
        parts: [part(holder, setting.rows, setting)],
        supplies: [asRegistry(setting.portal), ...[holder, second, third].map(asBreach)],
        copies: ['portal', first.type.name],
        dress: { columns: DISGUISE },
      }
    },
  },
  {
    name: 'mixture',
    about: 'A breach with 30 to 70 % of the portal among it.',
    verdicts: ['mixture'],
    leak: (setting) => fromMixture(setting, 0.3, 0.7),
  },
  {
    name: 'mixture-thin',
    about: 'A breach with a tenth of the portal among it.',
    verdicts: ['mixture'],
    leak: (setting) => fromMixture(setting, 0.1, 0.1),
  },
  {
    name: 'mixture-trace',
    about:
      'A breach with a twentieth of the portal among it: few enough to stay under every bound.',
    verdicts: ['mixture', 'prior-breach', 'inconclusive'],
    leak: (setting) => fromMixture(setting, 0.05, 0.05),
  },
  {
    name: 'mixture-heavy',
    about: 'The portal with a twentieth of a breach among it.',
    verdicts: ['mixture', 'registry-derived'],
    leak: (setting) => fromMixture(setting, 0.95, 0.95),
  },
  {
    name: 'mixture-of-three',
    about: 'The portal and two breaches, a third each.',
    verdicts: ['mixture'],
    leak: (setting) => {
      const third = setting.rows / 3
      const { portal, breaches } = setting
      const parts = [portal, breaches[0], breaches[1]].map((one) => part(one, third, setting))
      return { parts, dress: { shape: 'common' } }
    },
  },
] as const satisfies readonly Scenario[]
