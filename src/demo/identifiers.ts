/** Invented identifiers that pass every published check: what a real one looks like, belonging to nobody known. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Random } from './random.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SERIES = 300
const ROLL_HEADS = 200

export const digits = (random: Random, count: number): string =>
  String(random.below(10 ** count)).padStart(count, '0')

const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => LETTERS[random.below(26)]).join('')

const isMobile = (national: string): boolean =>
  parsePhoneNumberFromString(national, 'IN')?.getType() === 'MOBILE'

/**
 * Operators' number series: five-digit heads, 6–9 first, that libphonenumber-js takes for mobiles at both ends (asking it
 * for every single number would take a second for 20,000 people).
 */
export function inventSeries(random: Random): string[] {
  const series = new Set<string>()
  while (series.size < SERIES) {
    const head = `${random.between(6, 9)}${digits(random, 4)}`
    if (isMobile(`${head}00000`) && isMobile(`${head}99999`)) series.add(head)
  }
  return [...series]
}

/** A mobile number of 10 digits from one of the series, never one digit repeated. */
export function inventPhone(random: Random, series: readonly string[]): string {
  const phone = `${random.pick(series)}${digits(random, 5)}`
  return /^(\d)\1{9}$/.test(phone) ? inventPhone(random, series) : phone
}

// The dihedral group D5's multiplication, digit by digit (Verhoeff, 1969).
const VERHOEFF_PRODUCT =
  '0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210'
const VERHOEFF_TURN = '1576283094'
const VERHOEFF_INVERSE = '0432156789'

/** `VERHOEFF_TURN` applied `times` times: a digit's turn by its distance from the end. */
const TURNS = Array.from({ length: 8 }, (_, times) =>
  Array.from({ length: 10 }, (_, digit) => {
    let turned = digit
    for (let i = 0; i < times; i++) turned = Number(VERHOEFF_TURN[turned])
    return turned
  }),
)

export function verhoeffDigit(body: string): string {
  let sum = 0
  for (let place = 1; place <= body.length; place++) {
    const turned = TURNS[place % 8]?.[Number(body[body.length - place])] ?? 0
    sum = Number(VERHOEFF_PRODUCT[sum * 10 + turned])
  }
  return VERHOEFF_INVERSE[sum] ?? ''
}

export function luhnDigit(body: string): string {
  let sum = 0
  for (let place = 1; place <= body.length; place++) {
    const digit = Number(body[body.length - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

export function inventAadhaar(random: Random): string {
  const body = `${random.between(2, 9)}${digits(random, 10)}`
  return body + verhoeffDigit(body)
}

/** `surname` gives the fifth letter, as the issuer's rule has it for persons. */
export function inventPan(random: Random, surname: string): string {
  const initial = /[a-z]/i.exec(surname)?.[0].toUpperCase() ?? 'X'
  const number = String(random.between(1, 9999)).padStart(4, '0')
  return `${letters(random, 3)}P${initial}${number}${letters(random, 1)}`
}

/** Letter heads of voter rolls: few, as in life, where one stands for a constituency. */
export const inventRollHeads = (random: Random): string[] =>
  Array.from({ length: ROLL_HEADS }, () => letters(random, 3))

export function inventEpic(random: Random, heads: readonly string[]): string {
  const body = digits(random, 6)
  return `${random.pick(heads)}${body}${luhnDigit(body)}`
}

export const inventPassport = (random: Random): string =>
  `${random.pick(['J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'U', 'V', 'Z'])}${random.between(1, 9)}${digits(random, 6)}`

/** State letters, office, year of issue, serial: `MH1220110012345`. */
export const inventDrivingLicence = (random: Random, state: string, year: number): string =>
  `${state}${String(random.between(1, 60)).padStart(2, '0')}${year}00${digits(random, 5)}`

/** A universal account number of the provident fund: 12 digits from `10`. */
export const inventUan = (random: Random): string => `10${digits(random, 10)}`

/** A portal's own record number, 14 digits as the seed case's. */
export const inventReference = (random: Random): string =>
  `${random.between(1, 9)}${digits(random, 13)}`
