/** VID, a virtual number that stands for an Aadhaar: 16 digits, the first 2–9, the last a Verhoeff check digit. */
import { verhoeff } from './check-digits.ts'
import { numberRule } from './number-rule.ts'
import { INVALID, TRUNCATED, unchecked, valid } from './reading.ts'

const SHAPE = /^[2-9]\d{15}$/

export const vid = numberRule({
  kind: 'vid',
  version: '1',
  length: 16,
  judge(digits) {
    if (!SHAPE.test(digits)) return INVALID
    if (verhoeff(digits)) return valid(digits)
    // Spreadsheets keep 15 digits of a number and write 0 for the 16th, which was the check digit.
    return digits.endsWith('0') ? TRUNCATED : unchecked(digits)
  },
})
