/** Driving licence of India: state, office, year of issue and serial, in many spellings (`MH12 20110012345`). */
import { cardRule } from './card-rule.ts'
import { LAST_4 } from './masks.ts'
import { isFiller } from './placeholders.ts'
import { PLACEHOLDER, unchecked, valid } from './reading.ts'

/** Vehicle-registration codes of states and territories, former ones too (OR, UA, TS, DN, DD). */
const STATES: ReadonlySet<string> = new Set(
  'AN AP AR AS BR CH CG DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TG TN TR TS UA UK UP WB'.split(
    ' ',
  ),
)
const SHAPE = /^([A-Z]{2})(\d{1,2})((?:19|20)\d\d)(\d{7})$/

export const drivingLicence = cardRule({
  kind: 'driving-licence',
  version: '1',
  length: 15,
  forms: [LAST_4],
  judge(compact) {
    const [, state, office = '', year = '', serial = ''] = SHAPE.exec(compact) ?? []
    if (state === undefined) return null
    if (isFiller(serial) && isFiller(office + year)) return PLACEHOLDER
    const canonical = state + office.padStart(2, '0') + year + serial
    return STATES.has(state) ? valid(canonical) : unchecked(canonical)
  },
})
