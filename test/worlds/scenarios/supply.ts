/** Cases that are supplied with less, or with something else, than they should be. */
import { asBreach, asRegistry, fromOlder, fromPortal, fromUnknown, sample } from '../leaks.ts'
import type { Conditions, Holding, Scenario, Setting, Supply } from '../scenario.ts'

const SAMPLED = 0.3
const VERIFIED: Conditions = { verifiedBy: 'aadhaar' }

const thinned = (setting: Setting): Holding => ({
  ...setting.portal,
  entries: sample(setting.portal.entries, SAMPLED * setting.portal.entries.length, setting),
})

/** A registry export beside the usual breaches. */
const withRegistry = (setting: Setting, registry: Supply): Supply[] => [
  registry,
  ...setting.breaches.map(asBreach),
]

/** Everything as usual, and of every source said that it copies names from the same service. */
const allVerified = (setting: Setting): Supply[] =>
  withRegistry(setting, asRegistry(setting.portal)).map((supply) => ({
    ...supply,
    verifiedBy: 'aadhaar' as const,
  }))

function unstated({ completeness: _, ...supply }: Supply): Supply {
  return supply
}

export const SUPPLY_SCENARIOS = [
  {
    name: 'registry-sampled',
    about: 'The portal leaked; a random 30 % of it is supplied, and said to be that.',
    verdicts: ['registry-derived'],
    leak: (setting) => {
      const registry = { ...asRegistry(thinned(setting)), completeness: SAMPLED }
      return { ...fromPortal(setting), supplies: withRegistry(setting, registry) }
    },
  },
  {
    name: 'registry-sampled-older',
    about: 'A breach leaked; a random 30 % of the portal is supplied, and said to be that.',
    verdicts: ['prior-breach', 'inconclusive'],
    leak: (setting) => {
      const registry = { ...asRegistry(thinned(setting)), completeness: SAMPLED }
      return { ...fromOlder(setting), supplies: withRegistry(setting, registry) }
    },
  },
  {
    name: 'extract-taken-for-whole',
    about: 'The portal leaked; 30 % of it is supplied and wrongly called the whole.',
    verdicts: ['registry-derived', 'mixture', 'inconclusive'],
    leak: (setting) => {
      const supplies = withRegistry(setting, asRegistry(thinned(setting)))
      return { ...fromPortal(setting), supplies }
    },
  },
  {
    name: 'extract',
    about: 'The portal leaked; the rows of some states are supplied, and said to be that.',
    verdicts: ['registry-derived', 'mixture', 'inconclusive'],
    leak: (setting) => {
      const entries = setting.portal.entries.filter(
        ({ person }) => person.household.place.state < 'M',
      )
      const registry = asRegistry({ ...setting.portal, entries })
      const supplies = withRegistry(setting, { ...registry, completeness: 'extract' as const })
      return { ...fromPortal(setting), supplies }
    },
  },
  {
    name: 'completeness-unstated',
    about: 'A breach leaked; the whole portal is supplied, but nobody said that it is whole.',
    verdicts: ['inconclusive', 'prior-breach'],
    leak: (setting) => {
      const supplies = withRegistry(setting, unstated(asRegistry(setting.portal)))
      return { ...fromOlder(setting), supplies }
    },
  },
  {
    name: 'no-breach-portal',
    about: 'The portal leaked; no older breach is supplied to compare with.',
    verdicts: ['inconclusive'],
    leak: (setting) => ({ ...fromPortal(setting), supplies: [asRegistry(setting.portal)] }),
  },
  {
    name: 'no-breach-older',
    about: 'A breach leaked; none is supplied.',
    verdicts: ['unknown-source', 'inconclusive'],
    leak: (setting) => ({ ...fromOlder(setting), supplies: [asRegistry(setting.portal)] }),
  },
  {
    name: 'one-breach-portal',
    about: 'The portal leaked; one breach is supplied.',
    verdicts: ['registry-derived', 'inconclusive'],
    leak: (setting) => ({
      ...fromPortal(setting),
      supplies: [asRegistry(setting.portal), asBreach(setting.breaches[0])],
    }),
  },
  {
    name: 'no-registry',
    about: 'A breach leaked; only breaches are supplied.',
    verdicts: ['prior-breach', 'inconclusive'],
    leak: (setting) => ({ ...fromOlder(setting), supplies: setting.breaches.map(asBreach) }),
  },
  {
    name: 'common-upstream-portal',
    about:
      'The portal leaked; every system copies its names from one verification service, and says so.',
    verdicts: ['registry-derived', 'inconclusive'],
    conditions: VERIFIED,
    leak: (setting) => ({ ...fromPortal(setting), supplies: allVerified(setting) }),
  },
  {
    name: 'common-upstream-unknown',
    about:
      'A source that nobody supplied leaked; every system copies its names from one service, and says so.',
    verdicts: ['unknown-source', 'inconclusive'],
    findings: ['common-upstream'],
    conditions: VERIFIED,
    leak: (setting) => ({ ...fromUnknown(setting), supplies: allVerified(setting) }),
  },
  {
    name: 'common-upstream-unstated',
    about: 'The same, but nobody said that the names come from one service.',
    verdicts: ['unknown-source', 'inconclusive'],
    conditions: VERIFIED,
    leak: fromUnknown,
  },
] as const satisfies readonly Scenario[]
