/** Generated columns: identifiers as they are met, and the look-alikes that must not be taken for them. */
import {
  digits,
  inventAadhaar,
  inventDrivingLicence,
  inventEpic,
  inventPan,
  inventPassport,
  inventPhone,
  inventReference,
  inventSeries,
  luhnDigit,
} from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'

export type MakeColumn = (random: Random, rows: number) => string[]

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const each =
  (make: (random: Random, row: number) => string): MakeColumn =>
  (random, rows) =>
    Array.from({ length: rows }, (_, row) => make(random, row))

const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => LETTERS[random.below(26)]).join('')

const countingFrom =
  (first: number, most: number): MakeColumn =>
  (random, rows) => {
    const steps = Array.from({ length: rows }, () => random.between(1, most))
    return steps.map((_, i) =>
      String(steps.slice(0, i + 1).reduce((sum, step) => sum + step, first)),
    )
  }

const UNIX_2021 = 1_609_459_200

/** None of these is an identifier, whatever its digits do. */
export const LOOK_ALIKES: Readonly<Record<string, MakeColumn>> = {
  'bank reference of 12 digits': each((random) => digits(random, 12)),
  'bank reference, first digit 2–9': each(
    (random) => `${random.between(2, 9)}${digits(random, 11)}`,
  ),
  'UPI reference with the day in it': each((random) => `1${digits(random, 3)}${digits(random, 8)}`),
  'UPI reference counting up': countingFrom(412_300_000_000, 90_000),
  'Unix time': each((random) => String(UNIX_2021 + random.below(60_000_000))),
  'Unix time in order': countingFrom(UNIX_2021, 5000),
  'Unix time in milliseconds': each((random) =>
    String((UNIX_2021 + random.below(60_000_000)) * 1000 + random.below(1000)),
  ),
  'message id': countingFrom(48_211, 9),
  'user id of a messenger': each((random) => String(random.between(5_000_000_000, 7_400_000_000))),
  'user id of a messenger, newer': each((random) =>
    String(random.between(6_000_000_000, 7_999_999_999)),
  ),
  'order number of ten digits': each((random) => `${random.between(1, 9)}${digits(random, 9)}`),
  'order number from 6 to 9': each((random) => `${random.between(6, 9)}${digits(random, 9)}`),
  'order number counting up': countingFrom(9_000_000_000, 40),
  'order number counting down': (random, rows) =>
    countingFrom(8_123_400_000, 90)(random, rows).reverse(),
  'order number within a series': each((random) => `9845${digits(random, 6)}`),
  'order number with a year': each((random) => `202${random.between(0, 3)}${digits(random, 6)}`),
  'flight booking of ten digits': each((random) => digits(random, 10)),
  IMEI: each((random) => {
    const body = `35${digits(random, 12)}`
    return body + luhnDigit(body)
  }),
  'card number': each((random) => {
    const body = `4${digits(random, 14)}`
    return body + luhnDigit(body)
  }),
  'snowflake id': each((random) => `14${digits(random, 14)}`),
  'id of 16 digits': each((random) => `${random.between(2, 9)}${digits(random, 15)}`),
  'VID that a spreadsheet rounded': each(
    (random) => `${random.between(2, 9)}${digits(random, 14)}0`,
  ),
  'article number': each((random) => `890${digits(random, 10)}`),
  'record number of 14 digits': each((random) => inventReference(random)),
  'time of 14 digits': each(
    (random) => `2021${String(random.between(1, 12)).padStart(2, '0')}${digits(random, 8)}`,
  ),
  'account number': each((random) => digits(random, random.between(9, 16))),
  'provident-fund number': each((random) => `10${digits(random, 10)}`),
  pincode: each((random) => `${random.between(1, 8)}${digits(random, 5)}`),
  amount: each((random) => `${random.between(10, 90_000)}.${digits(random, 2)}`),
  'one-time password': each((random) => digits(random, 6)),
  'code in the shape of a PAN': each(
    (random) => `${letters(random, 5)}${digits(random, 4)}${letters(random, 1)}`,
  ),
  'product code in the shape of a voter ID': each(
    (random) => `${letters(random, 3)}${digits(random, 7)}`,
  ),
  'product code in the shape of a passport': each(
    (random) => `${letters(random, 1)}${digits(random, 7)}`,
  ),
  'code in the shape of a driving licence': each(
    (random) => `${letters(random, 2)}${digits(random, 2)}2021${digits(random, 7)}`,
  ),
  'code in the shape of a GSTIN': each(
    (random) =>
      `${String(random.between(1, 37)).padStart(2, '0')}${letters(random, 5)}${digits(random, 4)}${letters(random, 1)}1Z${letters(random, 1)}`,
  ),
  'branch code': each((random) => `${letters(random, 4)}0${digits(random, 6)}`),
  'vehicle number': each(
    (random) => `MH${digits(random, 2)}${letters(random, 2)}${digits(random, 4)}`,
  ),
  hash: each((random) =>
    Array.from({ length: 32 }, () => '0123456789abcdef'[random.below(16)]).join(''),
  ),
  address: each((random) => Array.from({ length: 4 }, () => String(random.below(256))).join('.')),
  handle: each((random) => `@${letters(random, 6).toLowerCase()}${digits(random, 2)}`),
  'truth value': each((random) => random.pick(['T', 'F'])),
  'size of clothes': each((random) => random.pick(['S', 'M', 'L', 'XL'])),
  version: each((random) => `${random.below(9)}.${random.below(20)}.${random.below(100)}`),
}

const SERIES = inventSeries(new Random('number series'))
const phone = (random: Random): string => inventPhone(random, SERIES)

const GIVEN = [
  'Asha',
  'Ravi',
  'Meena',
  'Arjun',
  'Lata',
  'Imran',
  'Joseph',
  'Harpreet',
  'Sunita',
  'Kiran',
  'Farida',
  'Vikram',
]
const MIDDLE = ['Kumar', 'Devi', 'Lal', 'K.', 'M', 'Bai', '']
const FAMILY = [
  'Rao',
  'Sharma',
  'Khan',
  'Nair',
  'Das',
  'Singh',
  "D'Souza",
  'Patel',
  'Begum',
  'Yadav',
  'Iyer',
  'Gowda',
]
const STATES = ['MH', 'DL', 'KA', 'TN', 'UP', 'WB', 'KL', 'GJ']
const HEADS = Array.from(
  { length: 60 },
  (_, i) => `${LETTERS[i % 26]}${LETTERS[(i * 7) % 26]}${LETTERS[(i * 5) % 26]}`,
)

/** Columns that must be recognised without a header, by kind. */
export const GENUINE: Readonly<Record<string, MakeColumn>> = {
  phone: each(phone),
  'phone, in order': (random, rows) => each(phone)(random, rows).sort(),
  'phone with country code': each((random) => `91${phone(random)}`),
  'phone with plus': each((random) => `+91${phone(random)}`),
  'phone in groups': each((random) => phone(random).replace(/^.{5}/, '$& ')),
  'phone with trunk zero': each((random) => `0${phone(random)}`),
  'phone, two in some cells': each((random) =>
    random.chance(0.2) ? `${phone(random)} / ${phone(random)}` : phone(random),
  ),
  'phone, some blank or NA': each((random) =>
    random.pick([phone(random), phone(random), phone(random), '', 'NA']),
  ),
  aadhaar: each(inventAadhaar),
  'aadhaar in groups': each((random) => inventAadhaar(random).replace(/.{4}(?=.)/g, '$& ')),
  'aadhaar, one in five wrong': each((random) =>
    random.chance(0.2) ? `2${digits(random, 11)}` : inventAadhaar(random),
  ),
  pan: each((random) => inventPan(random, random.pick(['Rao', 'Khan', 'Singh', 'Das', 'Nair']))),
  epic: each((random) => inventEpic(random, HEADS)),
  'driving-licence': each((random) =>
    inventDrivingLicence(random, random.pick(STATES), random.between(1995, 2022)),
  ),
  email: each((random) => `${letters(random, 6).toLowerCase()}${random.below(99)}@mail.example`),
  gender: each((random) => random.pick(['M', 'F', 'F', 'M', 'O'])),
  dob: each(
    (random) =>
      `${String(random.between(1, 28)).padStart(2, '0')}/${String(random.between(1, 12)).padStart(2, '0')}/${random.between(1940, 2005)}`,
  ),
  date: each(
    (random) =>
      `2021-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
  ),
  yob: each((random) => String(random.between(1935, 2005))),
  name: each((random) =>
    [random.pick(GIVEN), random.pick(MIDDLE), random.pick(FAMILY)].filter(Boolean).join(' '),
  ),
}

export const PASSPORTS: MakeColumn = each(inventPassport)

/** Columns side by side as rows. */
export const asRows = (columns: readonly (readonly string[])[]): string[][] =>
  (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? ''))
