/** Canonical JSON: one text for one value (RFC 8785). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/core/canonical-json.ts'

test('the example of RFC 8785, section 3.2.4', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  }
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('names go by their UTF-16 units', () => {
  const value = { '\ufb33': 1, '\ud83d\ude00': 2, '\u20ac': 3, '1': 4, '\r': 5 }
  expect(canonicalJson(value)).toBe('{"\\r":5,"1":4,"€":3,"😀":2,"\ufb33":1}')
})

test('the order of members does not matter, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('what is nested too deep is refused', () => {
  const deep = Array.from({ length: 100 }).reduce((inner: unknown) => [inner], 1)
  expect(() => canonicalJson(deep)).toThrow('64 levels')
})
