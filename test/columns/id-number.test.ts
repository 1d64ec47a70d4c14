import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idNumberKind, MIXED_KINDS } from '../../src/columns/id-number.ts'
import { VALUES } from '../identifiers/arbitraries.ts'

test.each([
  ['Aadhaar Card', '234123412346', 'aadhaar'],
  ['Aadhaar Card', '234123412347', 'aadhaar'],
  ['Aadhaar Card', 'XXXXXXXX2346', 'aadhaar'],
  ['Aadhaar Card', 'AAPFU0939F', 'pan'],
  ['PAN Card', '234123412346', 'aadhaar'],
  ['PAN Card', 'AAPFUXXXXF', 'pan'],
  ['Voter ID', 'WKH1186254', 'epic'],
  ['Voter ID', 'WB/12/123/123456', 'epic'],
  ['Passport', 'XXXX8702', 'passport'],
  ['Passport', 'M4318702', 'passport'],
  ['Driving License', 'MH12 20110012345', 'driving-licence'],
  ['Pension Passbook', '234123412346', null],
  ['NPR Smart Card', 'AAPFU0939F', null],
  ['Something else', 'AAPFU0939F', 'pan'],
  [null, '234123412346', 'aadhaar'],
  [null, 'AAPFU0939F', 'pan'],
  [null, 'WKH1186253', 'epic'],
  [null, 'M4318702', 'passport'],
  [null, 'MH1220110012345', 'driving-licence'],
  [null, 'xxxx-xxxx-1234', 'aadhaar'],
  [null, 'AAPPVXXXXK', 'pan'],
  [null, '****1234', null],
  [null, 'hello', null],
  [null, '', null],
])('%s %s is %s', (type, value, kind) => {
  expect(idNumberKind(type, value)).toBe(kind)
})

test.each(MIXED_KINDS)('%s is told by its shape alone', (kind) => {
  fc.assert(
    fc.property(VALUES[kind], (value) => {
      expect(idNumberKind(null, value)).toBe(kind)
    }),
  )
})
