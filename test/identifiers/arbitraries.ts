/** Invented identifiers and the spellings and damage in which they are met. */
import fc from 'fast-check'
import { luhnDigit, verhoeffDigit } from '../../src/demo/identifiers.ts'

export const digitString = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))

const letters = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWYZ'), {
      minLength: length,
      maxLength: length,
    })
    .map((all) => all.join(''))

const isFiller = (digits: string): boolean =>
  /^(\d)\1*$/.test(digits) || '0123456789012345678901234567890'.includes(digits)

const led = (length: number, first: string): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...first), digitString(length - 1)).map((parts) => parts.join(''))

const withVerhoeff = (length: number): fc.Arbitrary<string> =>
  led(length - 1, '23456789')
    .map((body) => body + verhoeffDigit(body))
    .filter((value) => !isFiller(value))

/** Ten digits of a mobile: every number that begins with 9 is one. */
export const mobile = led(10, '9').filter((value) => !isFiller(value))

/** Whole values in canonical form, by kind. */
export const VALUES = {
  phone: mobile.map((national) => `+91${national}`),
  aadhaar: withVerhoeff(12),
  vid: withVerhoeff(16),
  pan: fc
    .tuple(
      letters(3),
      fc.constantFrom(...'ABCFGHJKLPT'),
      letters(1),
      fc.integer({ min: 1, max: 9999 }),
      letters(1),
    )
    .map(
      ([head, holder, initial, number, check]) =>
        `${head}${holder}${initial}${String(number).padStart(4, '0')}${check}`,
    )
    .filter((value) => !/^(.)\1{4}/.test(value)),
  epic: fc
    .tuple(letters(3), digitString(6))
    .map(([head, body]) => head + body + luhnDigit(body))
    .filter((value) => !isFiller(value.slice(3))),
  passport: fc
    .tuple(letters(1), led(7, '123456789'))
    .map((parts) => parts.join(''))
    .filter((value) => !isFiller(value.slice(1))),
  'driving-licence': fc
    .tuple(
      fc.constantFrom('MH', 'DL', 'KA', 'TN', 'UP', 'WB'),
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1950, max: 2040 }),
      led(7, '0123456789'),
    )
    .map(
      ([state, office, year, serial]) =>
        `${state}${String(office).padStart(2, '0')}${year}${serial}`,
    )
    .filter((value) => !isFiller(value.slice(8))),
  abha: led(14, '123456789').filter((value) => !isFiller(value)),
  uan: digitString(10).map((rest) => `10${rest}`),
  'reference-id': fc
    .oneof(led(14, '123456789'), led(13, '123456789'))
    .filter((value) => !isFiller(value)),
} as const

/** Characters in groups of one size, the last one shorter. */
const grouped =
  (size: number, separator: string) =>
  (value: string): string =>
    (value.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(separator)

const inScript =
  (zero: number) =>
  (value: string): string =>
    value.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))

const SCRIPTS = [
  0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x06f0, 0xff10, 0x1d7ce,
]

/** What spreadsheets, editors and copying put around or between the characters of any value. */
const DISGUISES: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => `  ${value}\t`,
  (value) => `="${value}"`,
  (value) => `'${value}`,
  (value) => `"${value}"`,
  (value) => `\ufeff${value}`,
  (value) => `\u200e${value}\u200f`,
  (value) => [...value].join('\u200b'),
  (value) => `\u00a0${value}\u00a0`,
  ...SCRIPTS.map(inScript),
]

/** Spellings of numbers alone. */
export const NUMBER_SPELLINGS: readonly ((value: string) => string)[] = [
  ...DISGUISES,
  (value) => `${value}.0`,
  (value) => `${value}.00`,
  grouped(4, ' '),
  grouped(4, '-'),
  grouped(4, '\u00a0'),
  (value) => `${value.slice(0, 2)}-${grouped(4, '-')(value.slice(2))}`,
  grouped(4, '\u2011'),
  (value) => `${value.slice(0, 1)}.${value.slice(1)}E+${value.length - 1}`,
]

/** Spellings of cards of letters and digits. */
export const CARD_SPELLINGS: readonly ((value: string) => string)[] = [
  ...DISGUISES,
  (value) => value.toLowerCase(),
  grouped(3, ' '),
  grouped(5, '-'),
  (value) =>
    [...value].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join(''),
]

/** Spellings of an Indian mobile of ten digits. */
export const MOBILE_SPELLINGS: readonly ((national: string) => string)[] = [
  ...NUMBER_SPELLINGS,
  (n) => `+91${n}`,
  (n) => `+91 ${n}`,
  (n) => `+91-${n}`,
  (n) => `0091${n}`,
  (n) => `0091 ${n}`,
  (n) => `91${n}`,
  (n) => `91-${n}`,
  (n) => `0${n}`,
  (n) => `091${n}`,
  (n) => `${n.slice(0, 5)} ${n.slice(5)}`,
  (n) => `${n.slice(0, 5)}-${n.slice(5)}`,
  (n) => `(+91) ${n.slice(0, 5)}.${n.slice(5)}`,
  (n) => `(+91)${n}`,
  (n) => `+91 (0) ${n}`,
  (n) => `+91 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => `tel:+91${n}`,
  (n) => `Mob: ${n}`,
  (n) => `${n.slice(0, 1)},${n.slice(1, 4)},${n.slice(4, 7)},${n.slice(7)}`,
  (n) => `91${n}.0`,
  (n) => inScript(0x0966)(`+91 ${n}`),
  (n) => `\u202a+91 ${n.slice(0, 5)}\u00a0${n.slice(5)}\u202c`,
]

export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ unit: fc.constantFrom(...'0123456789+-() xX*.,@AEPZ/=\'"'), maxLength: 30 }),
)
