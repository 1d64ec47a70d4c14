/** Leaks that show little or show it badly: one column, masks, capitals, first names, few rows, dirt, other scripts. */
import { fromMixture, fromOlder, fromPortal, fromUnknown } from '../leaks.ts'
import type { Conditions, Dress, Leak, Scenario, Setting, VerdictCode } from '../scenario.ts'

const PHONES: Dress = { columns: ['phone'] }
const CAPITALS: Dress = { case: 'upper' }
const FIRST_NAMES: Dress = { firstNames: true }
const MASKED: Dress = { masked: true }
const DIRTY: Dress = { damage: 0.05 }

const CLEAN: Conditions = {
  names: {
    case: 'title',
    familyFirst: 0,
    middleKept: 1,
    middleInitial: 0,
    givenOnly: 0,
    honorific: 0,
    respelled: 0.004,
    slips: 0.002,
  },
}
const NATIVE: Conditions = { names: { native: 1, case: 'title' } }
const CORRELATED: Conditions = { correlated: true }

const dressed =
  (leak: (setting: Setting) => Leak, dress: Dress) =>
  (setting: Setting): Leak => {
    const plain = leak(setting)
    return { ...plain, dress: { ...plain.dress, ...dress } }
  }
const halfMixture = (setting: Setting): Leak => fromMixture(setting, 0.4, 0.6)
const portal = (setting: Setting): Leak => fromPortal(setting)

const UNTELLABLE: readonly VerdictCode[] = ['inconclusive']
const STRANGER: readonly VerdictCode[] = ['unknown-source', 'inconclusive']

export const NARROW_SCENARIOS = [
  {
    name: 'phones-only-portal',
    about: "Nothing but the portal's telephone numbers.",
    verdicts: UNTELLABLE,
    leak: dressed(portal, PHONES),
  },
  {
    name: 'phones-only-older',
    about: "Nothing but a breach's telephone numbers.",
    verdicts: UNTELLABLE,
    leak: dressed(fromOlder, PHONES),
  },
  {
    name: 'phones-only-unknown',
    about: 'Nothing but the telephone numbers of a source that nobody supplied.',
    verdicts: UNTELLABLE,
    leak: dressed(fromUnknown, PHONES),
  },
  {
    name: 'aadhaar-only-portal',
    about: 'Nothing but the Aadhaar numbers that the portal was shown.',
    verdicts: UNTELLABLE,
    leak: dressed(portal, { columns: ['aadhaar'] }),
  },
  {
    name: 'masked-portal',
    about: 'The portal, of the photo IDs only the last four characters.',
    verdicts: ['registry-derived'],
    leak: dressed(portal, MASKED),
  },
  {
    name: 'masked-unknown',
    about: 'A source that nobody supplied, of the IDs only the last four characters.',
    verdicts: STRANGER,
    leak: dressed(fromUnknown, MASKED),
  },
  {
    name: 'capitals-mixture',
    about: 'A breach and the portal, every name in capitals.',
    verdicts: ['mixture'],
    leak: dressed(halfMixture, CAPITALS),
  },
  {
    name: 'capitals-unknown',
    about: 'A source that nobody supplied, every name in capitals.',
    verdicts: STRANGER,
    leak: dressed(fromUnknown, CAPITALS),
  },
  {
    name: 'first-names-portal',
    about: 'The portal, of each name one word.',
    verdicts: ['registry-derived', 'inconclusive'],
    leak: dressed(portal, FIRST_NAMES),
  },
  {
    name: 'first-names-unknown',
    about: 'A source that nobody supplied, of each name one word.',
    verdicts: STRANGER,
    leak: dressed(fromUnknown, FIRST_NAMES),
  },
  {
    name: 'tiny-portal',
    about: 'Thirty rows of the portal.',
    verdicts: ['registry-derived', 'inconclusive'],
    rows: () => 30,
    leak: portal,
  },
  {
    name: 'tiny-older',
    about: 'Thirty rows of a supplied breach.',
    verdicts: ['prior-breach', 'inconclusive'],
    rows: () => 30,
    leak: fromOlder,
  },
  {
    name: 'tiny-unknown',
    about: 'Thirty rows of a source that nobody supplied.',
    verdicts: STRANGER,
    rows: () => 30,
    leak: fromUnknown,
  },
  {
    name: 'large-mixture',
    about: 'Five times the usual rows, the portal and a breach.',
    verdicts: ['mixture'],
    rows: (wanted) => 5 * wanted,
    leak: halfMixture,
  },
  {
    name: 'dirty-portal',
    about: 'The portal with one value in twenty damaged.',
    verdicts: ['registry-derived', 'inconclusive'],
    leak: dressed(portal, DIRTY),
  },
  {
    name: 'dirty-unknown',
    about: 'A source that nobody supplied with one value in twenty damaged.',
    verdicts: STRANGER,
    leak: dressed(fromUnknown, DIRTY),
  },
  {
    name: 'clean-mixture',
    about: 'A breach and the portal where every system writes names nearly alike.',
    verdicts: ['mixture', 'inconclusive'],
    conditions: CLEAN,
    leak: halfMixture,
  },
  {
    name: 'clean-unknown',
    about: 'A source that nobody supplied where every system writes names nearly alike.',
    verdicts: STRANGER,
    conditions: CLEAN,
    leak: fromUnknown,
  },
  {
    name: 'correlated-older',
    about: 'A supplied breach where the same people are in everything.',
    verdicts: ['prior-breach'],
    conditions: CORRELATED,
    leak: fromOlder,
  },
  {
    name: 'correlated-unknown',
    about: 'A source that nobody supplied where the same people are in everything.',
    verdicts: STRANGER,
    conditions: CORRELATED,
    leak: fromUnknown,
  },
  {
    name: 'native-portal',
    about: 'The portal, names in Devanagari and Tamil wherever a region writes them.',
    verdicts: ['registry-derived'],
    conditions: NATIVE,
    leak: portal,
  },
  {
    name: 'native-older',
    about: 'A supplied breach, names in Devanagari and Tamil.',
    verdicts: ['prior-breach'],
    conditions: NATIVE,
    leak: fromOlder,
  },
  {
    name: 'native-unknown',
    about: 'A source that nobody supplied, names in Devanagari and Tamil.',
    verdicts: STRANGER,
    conditions: NATIVE,
    leak: fromUnknown,
  },
] as const satisfies readonly Scenario[]
