/** Telephone numbers: E.164 by libphonenumber-js, India where no country is written; landlines are phones too. */
import parsePhoneNumber from 'libphonenumber-js/max'
import libphonenumber from 'libphonenumber-js/package.json' with { type: 'json' }
import type { IdentifierCell, IdentifierRule } from './identifier.ts'
import { FIRST_2_LAST_2, LAST_4, maskedCell, starredDigits, visibleParts } from './masks.ts'
import { isIndianNumber } from './numbering-plan.ts'
import { isFiller } from './placeholders.ts'
import { compacted, INVALID, PLACEHOLDER, readNumber, unchecked, valid } from './reading.ts'

/** Ten digits behind an Indian prefix or none: nearly every cell, read without cleaning and without the library's parser. */
const PLAIN = /^(?:\+?91|0)?([1-9]\d{9})$/
/** Taken out without further thought; a dot may be a decimal point, which is not. */
const GAPS = /[ -]/g
/** Trunk zero before the country code, as some diallers store numbers. */
const ZERO_91 = /^0(91[6-9]\d{9})$/
/**
 * Machine-to-machine numbers: a 3-digit identifier and ten more digits, which the library does not hold. Source: Department
 * of Telecommunications, 13-digit numbering scheme for SIM-based M2M devices (2018).
 */
const MACHINE = /^(?:\+?91|0)?((?:559|575|576|579|597)\d{10})$/
const LABEL = /^(?:tel|mob(?:ile)?|ph(?:one)?|cell|whatsapp)(?: ?no)?[.:\s]+/i
const EXTENSION = /[\s,;]*(?:extn?|extension)[.:\s]*\d{1,6}$/i
const NUMBER = /^\+?\d{5,}$/
const INTERNATIONAL = /^(?:\+|00)/
const MASKED_PREFIX = /^(?:\+91|91(?=.{10}$)|0(?=.{10}$))/
const FORMS = [LAST_4, FIRST_2_LAST_2]
const NATIONAL_LENGTH = 10

export const phone: IdentifierRule = {
  kind: 'phone',
  // The library's metadata decide what is valid, so its version is part of ours.
  version: `1/${libphonenumber.version}`,
  parse(text) {
    const national = (PLAIN.exec(text) ?? PLAIN.exec(text.replace(GAPS, '')))?.[1]
    return national === undefined ? readNumber(text, read) : indian(national)
  },
  maskForms: FORMS.map(({ form }) => form),
  visible: (canonical) =>
    canonical.startsWith('+91')
      ? visibleParts(canonical.slice(3), FORMS)
      : visibleParts(canonical, [LAST_4]),
}

function indian(national: string): IdentifierCell {
  if (isFiller(national)) return PLACEHOLDER
  return isIndianNumber(national) ? valid(`+91${national}`) : unchecked(`+91${national}`)
}

function read(clean: string): IdentifierCell {
  const compact = compacted(starredDigits(clean.replace(LABEL, '').replace(EXTENSION, '')))
  const plain = PLAIN.exec(compact)?.[1]
  if (plain !== undefined) return indian(plain)
  if (!NUMBER.test(compact)) return masked(compact)
  if (isFiller(compact.replace('+', ''))) return PLACEHOLDER
  const machine = MACHINE.exec(compact)?.[1]
  return machine === undefined ? dialled(compact.replace(ZERO_91, '+$1')) : valid(`+91${machine}`)
}

/** Any other spelling: trunk zero after the country code, dialling prefix 00, foreign numbers. */
function dialled(compact: string): IdentifierCell {
  const number = parsePhoneNumber(compact, { defaultCountry: 'IN', extract: false })
  if (number === undefined) return INVALID
  const national = number.nationalNumber
  if (number.countryCallingCode === '91' && national.length === NATIONAL_LENGTH) {
    return indian(national)
  }
  if (number.isValid()) return valid(number.number)
  // Ten digits or a written country code give it the shape of a number; other lengths are something else.
  return INTERNATIONAL.test(compact) && number.isPossible() ? unchecked(number.number) : INVALID
}

function masked(compact: string): IdentifierCell {
  const upper = compact.toUpperCase().replace(MASKED_PREFIX, '').replace(/^\+/, '')
  return maskedCell(upper, FORMS, NATIONAL_LENGTH) ?? INVALID
}
