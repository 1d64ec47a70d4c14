/** Registries beside the portal: another state's vaccination registry, and a food-ration portal. */
import { familyPhone, PORTAL, registrationDay } from '../../src/demo/portal.ts'
import type { SourceType } from '../../src/demo/source-type.ts'
import { PLAIN_HABIT } from '../../src/demo/spelling.ts'

/** The same people, fields and campaign as the portal's, collected by another staff that mints its own references. */
export const OTHER_VACCINATION: SourceType = {
  ...PORTAL,
  name: 'state-vaccination',
  coverage: 0.5,
  day: (person, random) => registrationDay(person, random) + random.between(0, 12),
  names: { ...PLAIN_HABIT, middleKept: 0.6, respelled: 0.06, slips: 0.03 },
  faults: { digit: 0.006, birth: 0.04, place: 0.03 },
  blanks: { 'date:dose': 0.05, 'id-number': 0.03 },
}

export const RATION: SourceType = {
  name: 'ration-portal',
  columns: [
    ['ref_id', 'reference-id'],
    ['name', 'name'],
    ['dob', 'dob'],
    ['gender', 'gender'],
    ['mobile', 'phone'],
    ['aadhar_no', 'aadhaar'],
    ['address', 'address'],
    ['district', 'district'],
    ['state', 'state'],
    ['created_on', 'date:registered'],
  ],
  opened: '2018-01-01',
  closed: '2023-06-12',
  coverage: 0.5,
  appeal: (person) => 1.6 - person.online,
  names: { ...PLAIN_HABIT, middleKept: 0.85, respelled: 0.06, slips: 0.03 },
  sharesPhone: familyPhone,
  faults: { digit: 0.004, birth: 0.05, place: 0.01 },
  blanks: { phone: 0.04, aadhaar: 0.02 },
  style: { phone: 'plain', date: 'slashes', gender: 'letter', aadhaar: 'plain', delimiter: ',' },
}
