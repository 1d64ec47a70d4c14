/** Aadhaar: 12 digits, the first 2–9, the last a Verhoeff check digit. */
import { verhoeff } from './check-digits.ts'
import { numberRule } from './number-rule.ts'
import { INVALID, unchecked, valid } from './reading.ts'

const SHAPE = /^[2-9]\d{11}$/

/** UIDAI issues no palindromes, yet some forms accept them: kept, with a warning. */
const isPalindrome = (digits: string): boolean => digits === [...digits].reverse().join('')

export const aadhaar = numberRule({
  kind: 'aadhaar',
  version: '1',
  length: 12,
  judge(digits) {
    if (!SHAPE.test(digits)) return INVALID
    if (!verhoeff(digits)) return unchecked(digits)
    return isPalindrome(digits)
      ? { state: 'valid', canonical: digits, warning: 'palindrome' }
      : valid(digits)
  },
})
