/** Eight kinds of older breach, each with its own fields, clerks, faults, dates and people. */
import { ageOn, FOOD_APP, TELECOM } from '../../src/demo/breaches.ts'
import type { SourceType } from '../../src/demo/source-type.ts'
import { PLAIN_HABIT } from '../../src/demo/spelling.ts'

const EMPLOYERS = ['Asha Textiles', 'Nova Infotech', 'Om Logistics', 'City Hospital', 'Sagar Mills']
const TESTS = ['RTPCR', 'CBC', 'HBA1C', 'LIPID', 'TSH', 'DENGUE NS1']
const ITEMS = ['saree', 'phone case', 'mixer', 'school bag', 'shoes', 'rice cooker', 'earphones']

const LENDER: SourceType = {
  name: 'lender',
  columns: [
    ['id', 'field:serial'],
    ['full_name', 'name'],
    ['pan_no', 'pan'],
    ['dob', 'dob'],
    ['phone_no', 'phone'],
    ['email_id', 'email'],
    ['aadhaar', 'aadhaar'],
    ['city', 'district'],
    ['loan_amount', 'field:amount'],
    ['created_on', 'date:registered'],
  ],
  opened: '2017-06-01',
  closed: '2022-03-31',
  coverage: 0.2,
  appeal: (person) => (person.pan === null ? 0 : 0.2 + person.online),
  names: { ...PLAIN_HABIT, case: 'upper', middleKept: 0.85, respelled: 0.04, slips: 0.02 },
  sharesPhone: () => 0.02,
  faults: { digit: 0.003, birth: 0.01, place: 0.05 },
  blanks: { email: 0.05, aadhaar: 0.6, district: 0.02 },
  writes: { 'field:amount': ({ random }) => String(random.between(4, 400) * 500) },
  serial: 330_117,
  style: { phone: 'plain', date: 'months', gender: 'letter', aadhaar: 'plain', delimiter: ',' },
}

const LAB: SourceType = {
  name: 'lab',
  columns: [
    ['sr_no', 'field:serial'],
    ['name', 'name'],
    ['birth_year', 'yob'],
    ['sex', 'gender'],
    ['contact', 'phone'],
    ['aadhar_no', 'aadhaar'],
    ['district', 'district'],
    ['test', 'field:test'],
    ['sample_date', 'date:sample'],
  ],
  opened: '2020-06-01',
  closed: '2022-02-28',
  coverage: 0.27,
  appeal: (person) => 0.4 + person.household.place.urban,
  names: { ...PLAIN_HABIT, honorific: 0.35, middleKept: 0.5, middleInitial: 0.3, slips: 0.05 },
  sharesPhone: (person) => (ageOn(person, '2021-01-01') < 20 ? 0.9 : 0.25),
  faults: { digit: 0.008, birth: 0.12, place: 0.05 },
  blanks: { aadhaar: 0.45, gender: 0.01, district: 0.05 },
  writes: { 'field:test': ({ random }) => random.pick(TESTS) },
  serial: 1,
  style: { phone: 'plain', date: 'slashes', gender: 'letter', aadhaar: 'dashed', delimiter: ',' },
}

const VOTER_ROLL: SourceType = {
  name: 'voter-roll',
  columns: [
    ['serial', 'field:serial'],
    ['epic_no', 'epic'],
    ['name', 'name'],
    ['relation_name', 'field:relation'],
    ['birth_year', 'yob'],
    ['gender', 'gender'],
    ['address', 'address'],
    ['district', 'district'],
    ['state', 'state'],
    ['mobile', 'phone'],
  ],
  opened: '2012-01-01',
  closed: '2019-03-31',
  coverage: 0.45,
  appeal: (person) => (person.epic === null || ageOn(person, '2019-03-31') < 18 ? 0 : 1),
  names: { ...PLAIN_HABIT, middleKept: 0.9, middleInitial: 0.05, respelled: 0.08, slips: 0.04 },
  sharesPhone: () => 0.5,
  faults: { digit: 0.006, birth: 0.15, place: 0.03 },
  blanks: { phone: 0.65 },
  writes: { 'field:relation': ({ person }) => person.name.father.latin },
  serial: 1,
  style: { phone: 'plain', date: 'slashes', gender: 'letter', aadhaar: 'plain', delimiter: ',' },
}

const PAYROLL: SourceType = {
  name: 'payroll',
  columns: [
    ['emp_no', 'field:serial'],
    ['uan', 'uan'],
    ['pan', 'pan'],
    ['aadhaar', 'aadhaar'],
    ['name', 'name'],
    ['dob', 'dob'],
    ['gender', 'gender'],
    ['mobile', 'phone'],
    ['email', 'email'],
    ['employer', 'field:employer'],
    ['joined_on', 'date:joined'],
  ],
  opened: '2014-04-01',
  closed: '2020-12-31',
  coverage: 0.16,
  appeal: (person) => {
    const age = ageOn(person, '2020-12-31')
    return age < 20 || age > 60 ? 0 : 0.1 + person.online
  },
  names: { ...PLAIN_HABIT, case: 'upper', familyFirst: 0.08, middleKept: 0.85, slips: 0.015 },
  sharesPhone: () => 0.01,
  faults: { digit: 0.002, birth: 0.01, place: 0.05 },
  blanks: { pan: 0.05, email: 0.15, phone: 0.03 },
  writes: { 'field:employer': ({ random }) => random.pick(EMPLOYERS) },
  serial: 100_204,
  style: { phone: 'plain', date: 'slashes', gender: 'capitals', aadhaar: 'plain', delimiter: ',' },
}

const E_COMMERCE: SourceType = {
  name: 'e-commerce',
  columns: [
    ['id', 'field:serial'],
    ['name', 'name'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['address', 'address'],
    ['pin_code', 'pincode'],
    ['state', 'state'],
    ['item', 'field:item'],
    ['order_date', 'date:order'],
  ],
  opened: '2016-01-01',
  closed: '2022-09-30',
  coverage: 0.3,
  appeal: (person) => (ageOn(person, '2022-09-30') < 16 ? 0 : 0.05 + person.online),
  names: { ...PLAIN_HABIT, case: 'title', givenOnly: 0.12, middleKept: 0.3, slips: 0.03 },
  sharesPhone: () => 0.12,
  faults: { digit: 0.003, birth: 0, place: 0.08 },
  blanks: { email: 0.03, state: 0.02 },
  writes: { 'field:item': ({ random }) => random.pick(ITEMS) },
  serial: 4_410_020,
  style: { phone: 'plus', date: 'iso', gender: 'word', aadhaar: 'plain', delimiter: '\t' },
}

const HOSPITAL: SourceType = {
  name: 'hospital',
  columns: [
    ['id', 'field:serial'],
    ['full_name', 'name'],
    ['dob', 'dob'],
    ['sex', 'gender'],
    ['mobile', 'phone'],
    ['id_type', 'id-type'],
    ['id_number', 'id-number'],
    ['address', 'address'],
    ['district', 'district'],
    ['admitted_on', 'date:admitted'],
  ],
  opened: '2017-01-01',
  closed: '2022-06-30',
  coverage: 0.2,
  appeal: (person) => 0.3 + Math.max(0, ageOn(person, '2020-01-01')) / 40,
  names: { ...PLAIN_HABIT, honorific: 0.5, middleKept: 0.6, respelled: 0.07, slips: 0.05 },
  sharesPhone: (person) => (ageOn(person, '2020-01-01') > 60 ? 0.7 : 0.25),
  faults: { digit: 0.008, birth: 0.08, place: 0.04 },
  blanks: { 'id-number': 0.3, address: 0.03, phone: 0.02 },
  serial: 52_018,
  style: { phone: 'zero', date: 'slashes', gender: 'word', aadhaar: 'spaced', delimiter: ';' },
}

export const BREACH_TYPES: readonly SourceType[] = [
  TELECOM,
  FOOD_APP,
  LENDER,
  LAB,
  VOTER_ROLL,
  PAYROLL,
  E_COMMERCE,
  HOSPITAL,
]
