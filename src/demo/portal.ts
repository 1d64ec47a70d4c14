/** The invented vaccination portal: fields as in the public schemas, registration by age group as it opened. */
import { dayOf, isoDay, yearsBetween } from './days.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'
import type { SourceType } from './source-type.ts'
import { PLAIN_HABIT } from './spelling.ts'

/** From which age one could register, by day. */
const OPENINGS = [
  [60, dayOf('2021-03-01')],
  [45, dayOf('2021-04-01')],
  [18, dayOf('2021-05-01')],
  [15, dayOf('2022-01-01')],
  [12, dayOf('2022-03-16')],
] as const
const YOUNGEST = 12
const MEAN_DELAY_DAYS = 140
const CENTRES = ['PHC', 'UPHC', 'CHC', 'District Hospital', 'Govt School', 'Panchayat Bhawan']

const ageIn2022 = (person: Person): number => yearsBetween(person.born, dayOf('2022-03-16'))

export function registrationDay(person: Person, random: Random): number {
  const age = ageIn2022(person)
  const opening = OPENINGS.find(([from]) => age >= from)?.[1] ?? dayOf('2022-03-16')
  return opening + Math.floor(random.exponential(MEAN_DELAY_DAYS))
}

/** Children and the old are registered on the family's telephone, many wives too. */
export function familyPhone(person: Person): number {
  const age = ageIn2022(person)
  if (age < 18) return 0.95
  if (age > 60) return 0.55
  return person.gender === 'F' ? 0.35 : 0.12
}

export const PORTAL: SourceType = {
  name: 'portal',
  columns: [
    ['beneficiary_reference_id', 'reference-id'],
    ['name', 'name'],
    ['birth_year', 'yob'],
    ['gender', 'gender'],
    ['mobile_number', 'phone'],
    ['photo_id_type', 'id-type'],
    ['photo_id_number', 'id-number'],
    ['district_name', 'district'],
    ['centre_name', 'field:centre'],
    ['registered_at', 'date:registered'],
    ['dose_1_date', 'date:dose'],
  ],
  opened: '2021-03-01',
  closed: '2023-06-12',
  coverage: 0.78,
  appeal: (person) => (ageIn2022(person) < YOUNGEST ? 0 : 1 + person.online),
  day: registrationDay,
  names: { ...PLAIN_HABIT, respelled: 0.04 },
  sharesPhone: familyPhone,
  perPhone: 6,
  faults: { digit: 0.004, birth: 0.02, place: 0.02 },
  blanks: { 'date:dose': 0.03, 'id-number': 0.01 },
  writes: {
    'field:centre': ({ home, random }) =>
      `${random.pick(CENTRES)} ${home.street} ${home.place.district}`,
    'date:dose': ({ day, random }) => isoDay(day + Math.floor(random.exponential(6))),
  },
  style: { phone: 'plain', date: 'iso', gender: 'word', aadhaar: 'plain', delimiter: ',' },
}
