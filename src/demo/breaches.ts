/** Two invented older breaches: a telecom's customer papers of 2019 and a food app's accounts of 2021. */
import { dayOf, yearsBetween } from './days.ts'
import type { Person } from './person.ts'
import type { SourceType } from './source-type.ts'
import { PLAIN_HABIT } from './spelling.ts'

export const ageOn = (person: Person, iso: string): number => yearsBetween(person.born, dayOf(iso))

export const TELECOM: SourceType = {
  name: 'telecom-kyc',
  columns: [
    ['cust_id', 'field:serial'],
    ['full_name', 'name'],
    ['dob', 'dob'],
    ['gender', 'gender'],
    ['mobile', 'phone'],
    ['aadhar_no', 'aadhaar'],
    ['address', 'address'],
    ['pincode', 'pincode'],
    ['state', 'state'],
    ['created_on', 'date:registered'],
  ],
  opened: '2016-09-01',
  closed: '2019-08-20',
  coverage: 0.36,
  appeal: (person) => (ageOn(person, '2019-08-20') < 18 ? 0 : 0.3 + person.online),
  names: { ...PLAIN_HABIT, case: 'upper', middleKept: 0.8, respelled: 0.06, slips: 0.03 },
  sharesPhone: () => 0,
  headStandsIn: 0.08,
  faults: { digit: 0.005, birth: 0.02, place: 0.05 },
  blanks: { aadhaar: 0.08, address: 0.02, gender: 0.01 },
  serial: 700_218_334,
  style: { phone: 'country', date: 'slashes', gender: 'letter', aadhaar: 'plain', delimiter: '|' },
}

export const FOOD_APP: SourceType = {
  name: 'food-app',
  columns: [
    ['id', 'field:serial'],
    ['name', 'name'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['address', 'address'],
    ['city', 'district'],
    ['pin', 'pincode'],
    ['signup_date', 'date:registered'],
  ],
  opened: '2017-03-01',
  closed: '2021-02-28',
  coverage: 0.26,
  appeal: (person) => (ageOn(person, '2021-02-28') < 15 ? 0 : 0.02 + person.online ** 2),
  names: { ...PLAIN_HABIT, givenOnly: 0.18, middleKept: 0.25, respelled: 0.05, slips: 0.03 },
  sharesPhone: () => 0.05,
  faults: { digit: 0.002, birth: 0, place: 0.08 },
  blanks: { email: 0.02, address: 0.1 },
  writes: { district: ({ home }) => cityOf(home.place.district) },
  serial: 1_204_118,
  twice: 0.02,
  style: { phone: 'plain', date: 'iso', gender: 'word', aadhaar: 'plain', delimiter: ',' },
}

/** The city as its people call it: `Bengaluru` for Bengaluru Urban. */
function cityOf(district: string): string {
  return district.replace(/ (Urban|Suburban|Nagar)$/, '').replace(/^(New|East) /, '')
}
