/** Leaks from systems that nobody supplied: strangers, siblings of the portal, and records of nobody at all. */
import {
  asBreach,
  asRegistry,
  fabricated,
  fromMixture,
  fromOlder,
  fromUnknown,
  hiddenPart,
  part,
  rewritten,
  sameDesk,
} from '../leaks.ts'
import { OTHER_VACCINATION } from '../registries.ts'
import { FABRICATED, type Leak, type Scenario, type Setting } from '../scenario.ts'

/** The first breach kept from the case. */
const withoutFirst = ({ portal, breaches }: Setting) => [
  asRegistry(portal),
  ...breaches.slice(1).map(asBreach),
]

/** A source of whose people the portal and the first breach hold nearly all. */
function highCoverage(setting: Setting): Leak {
  const { random, hidden, portal, breaches } = setting
  const known = new Set([...portal.entries, ...breaches[0].entries].map(({ person }) => person))
  const people = setting.people.filter((person) => known.has(person) || random.chance(0.05))
  const holding = setting.hold({ ...hidden, coverage: 0.6 }, people)
  return { parts: [hiddenPart(holding, setting.rows, setting)] }
}

/** A source that reached only people whom the portal has, and asked them itself. */
function insidePortal(setting: Setting): Leak {
  const people = setting.portal.entries.map(({ person }) => person)
  const holding = setting.hold(setting.hidden, people)
  return { parts: [hiddenPart(holding, setting.rows, setting)] }
}

function padded(setting: Setting, low: number, high: number): Leak {
  const { random, rows, breaches } = setting
  const invented = Math.round(rows * (low + (high - low) * random.unit()))
  const parts = [part(breaches[0], rows - invented, setting), fabricated(setting, invented)]
  return { parts, dress: { shape: 'common' } }
}

export const UNKNOWN_SCENARIOS = [
  {
    name: 'unknown',
    about: 'A breach that nobody supplied, independent of the portal.',
    verdicts: ['unknown-source'],
    leak: fromUnknown,
  },
  {
    name: 'unknown-high-coverage',
    about: 'The same, nearly all of its people in the portal or in a supplied breach.',
    verdicts: ['unknown-source', 'inconclusive'],
    leak: highCoverage,
  },
  {
    name: 'unknown-registry',
    about: 'Another vaccination registry: the same fields and campaign, its own staff and numbers.',
    verdicts: ['unknown-source', 'inconclusive'],
    leak: (setting) => {
      const other = setting.hold(OTHER_VACCINATION)
      return { parts: [hiddenPart(other, setting.rows, setting)] }
    },
  },
  {
    name: 'older-withheld',
    about: 'A breach that was left out of the case.',
    verdicts: ['unknown-source'],
    leak: (setting) => ({ ...fromOlder(setting), supplies: withoutFirst(setting) }),
  },
  {
    name: 'mixture-withheld',
    about: 'The portal mixed with a breach that was left out of the case.',
    verdicts: ['mixture', 'inconclusive'],
    leak: (setting) => ({ ...fromMixture(setting, 0.4, 0.6), supplies: withoutFirst(setting) }),
  },
  {
    name: 'sibling',
    about: "A source inside the portal's population that asked its people itself.",
    verdicts: ['unknown-source', 'inconclusive'],
    leak: insidePortal,
  },
  {
    name: 'sibling-process',
    about: 'One desk filled the portal and another system; the other one leaked.',
    verdicts: ['inconclusive', 'unknown-source'],
    leak: (setting) => ({ parts: [sameDesk(setting, setting.rows)] }),
  },
  {
    name: 'sibling-mixture',
    about: 'The other system of that desk, mixed with a supplied breach.',
    verdicts: ['inconclusive', 'prior-breach'],
    leak: (setting) => {
      const half = setting.rows / 2
      const parts = [sameDesk(setting, half), part(setting.breaches[0], half, setting)]
      return { parts, dress: { shape: 'common' } }
    },
  },
  {
    name: 'fabricated',
    about: "Invented records in the portal's likeness.",
    verdicts: ['fabricated'],
    leak: (setting) => ({ parts: [fabricated(setting, setting.rows)] }),
  },
  {
    name: 'fabricated-on-real-phones',
    about: 'Invented people under telephone numbers that the portal holds.',
    verdicts: ['fabricated', 'unknown-source', 'inconclusive'],
    leak: (setting) => {
      const { entries } = fabricated(setting, setting.rows)
      const { portal, random } = setting
      const disguised = rewritten(entries, () => ({
        phone: random.pick(portal.entries).values.phone ?? '',
      }))
      return { parts: [{ origin: FABRICATED, entries: disguised }] }
    },
  },
  {
    name: 'padded',
    about: 'A supplied breach padded with a fifth to two fifths of invented records.',
    verdicts: ['prior-breach'],
    findings: ['unmatched-part'],
    leak: (setting) => padded(setting, 0.2, 0.4),
  },
  {
    name: 'padded-heavily',
    about: 'Mostly invented records, a supplied breach among them.',
    verdicts: ['fabricated'],
    leak: (setting) => padded(setting, 0.6, 0.8),
  },
  {
    name: 'portal-padded',
    about: 'The portal padded with three tenths of invented records.',
    verdicts: ['mixture'],
    leak: (setting) => {
      const invented = setting.rows * 0.3
      return {
        parts: [
          part(setting.portal, setting.rows - invented, setting),
          fabricated(setting, invented),
        ],
      }
    },
  },
] as const satisfies readonly Scenario[]
