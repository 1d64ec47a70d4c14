import fc from 'fast-check'
import parsePhoneNumber from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { isIndianMobile, isIndianNumber } from '../../src/identifiers/numbering-plan.ts'
import { phone } from '../../src/identifiers/phone.ts'
import { digitString, MOBILE_SPELLINGS, mobile } from './arbitraries.ts'

const isFiller = (digits: string): boolean =>
  /^(\d)\1*$/.test(digits) || '01234567890123456789'.includes(digits)

describe('against libphonenumber-js', () => {
  const agrees = (national: string): void => {
    const theirs = parsePhoneNumber(national, 'IN')
    const isValid = theirs?.isValid() === true
    expect(isIndianNumber(national), national).toBe(isValid)
    expect(isIndianMobile(national), national).toBe(
      isValid && /MOBILE/.test(theirs?.getType() ?? ''),
    )
    if (isFiller(national)) return
    const canonical = `+91${national}`
    expect(phone.parse(national)).toEqual(
      isValid ? { state: 'valid', canonical } : { state: 'unchecked', mark: canonical },
    )
    if (isValid) expect(theirs?.number).toBe(canonical)
  }

  test('every five-digit prefix', () => {
    let tail = 12_345
    for (let prefix = 10_000; prefix < 100_000; prefix += 1) {
      // Every tail comes from a full-period generator, so neighbouring prefixes are tried with unlike tails.
      tail = (tail * 16_807) % 2_147_483_647
      agrees(`${prefix}${String(tail % 100_000).padStart(5, '0')}`)
    }
  })

  test('prefixes whose validity hangs on the sixth and seventh digit', () => {
    for (const head of ['2717', '6828', '7793', '8079', '8847', '1600', '1401']) {
      for (let rest = 0; rest < 1000; rest += 1)
        agrees(`${head}${String(rest).padStart(3, '0')}321`)
    }
  })

  test('random input: what the library holds valid has the same number here', () => {
    const text = fc.oneof(
      fc.tuple(
        fc.constantFrom('+', '00', '', '0', '+91', '91'),
        fc.integer({ min: 8, max: 13 }).chain(digitString),
      ),
    )
    fc.assert(
      fc.property(text, ([prefix, digits]) => {
        const theirs = parsePhoneNumber(prefix + digits, { defaultCountry: 'IN', extract: false })
        const ours = phone.parse(prefix + digits)
        if (theirs?.isValid() && ours.state !== 'placeholder') {
          expect(ours).toEqual({ state: 'valid', canonical: theirs.number })
        }
        if (
          ours.state === 'valid' &&
          !/^\+915\d{12}$/.test(ours.canonical) &&
          !(prefix + digits).startsWith('091')
        ) {
          expect(theirs?.isValid()).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

test('every spelling of a mobile is the same number', () => {
  fc.assert(
    fc.property(mobile, fc.constantFrom(...MOBILE_SPELLINGS), (national, spelled) => {
      expect(phone.parse(spelled(national))).toEqual({
        state: 'valid',
        canonical: `+91${national}`,
      })
    }),
    { numRuns: 2000 },
  )
})

test.each([
  '+919876543210',
  '0091 98765 43210',
  '919876543210',
  '09876543210',
  '98765 43210',
  '98765-43210',
  '(+91) 98765.43210',
  '९८७६५४३२१०',
  '９８７６５４３２１０',
  '+91 ९८७६५ ४३२१०',
  '9876543210.0',
  '9.876543210E+09',
  '="9876543210"',
  "'9876543210",
  '+91-9876543210 ext. 12',
])('%s is one number', (text) => {
  expect(phone.parse(text)).toEqual({ state: 'valid', canonical: '+919876543210' })
})

test.each([
  '080 22289999',
  '+91 080 22289999',
  '08022289999',
  '8022289999',
  '+918022289999',
  '080-2228 9999',
])('the landline %s has one form', (text) => {
  expect(phone.parse(text)).toEqual({ state: 'valid', canonical: '+918022289999' })
})

test.each([
  ['+1 202-555-0143', '+12025550143'],
  ['0044 20 7946 0958', '+442079460958'],
  ['+971 50 123 4567', '+971501234567'],
  ['+977 984-1234567', '+9779841234567'],
])('a foreign number is kept: %s', (text, canonical) => {
  expect(phone.parse(text)).toEqual({ state: 'valid', canonical })
})

test.each(['5751234567890', '+91 575 1234567890', '5970001234567'])(
  'a machine number has 13 digits: %s',
  (text) => {
    expect(phone.parse(text)).toMatchObject({
      state: 'valid',
      canonical: expect.stringMatching(/^\+915\d{12}$/),
    })
  },
)

test.each([
  '9999999999',
  '1234567890',
  '0000000000',
  '+91 8888888888',
  '0123456789',
  '919999999999',
])('%s is a placeholder', (text) => {
  expect(phone.parse(text)).toEqual({ state: 'placeholder' })
})

test.each(['9.19877E+11', '9.2E+09', '9,19877E+11', '9E+11'])('%s has lost digits', (text) => {
  expect(phone.parse(text)).toEqual({ state: 'truncated' })
})

test.each([
  ['XXXXXX3210', 'last4', '3210'],
  ['******3210', 'last4', '3210'],
  ['+91 ******3210', 'last4', '3210'],
  ['91XXXXXX3210', 'last4', '3210'],
  ['****3210', 'last4', '3210'],
  ['98xxxxxx10', 'first2last2', '9810'],
  ['98••••••10', 'first2last2', '9810'],
  ['+91-98XXXXXX10', 'first2last2', '9810'],
  ['9198XXXXXX10', 'first2last2', '9810'],
  ['98......10', 'first2last2', '9810'],
])('%s is masked and shows %s %s', (text, form, visible) => {
  expect(phone.parse(text)).toEqual({ state: 'masked', visible: { form, text: visible } })
  expect(phone.visible('+919876543210')).toContainEqual({ form, text: visible })
})

test.each(['XXXXXXXXXX', '+91********10', '9x7x5x3x1x'])(
  '%s is masked and shows no form',
  (text) => {
    expect(phone.parse(text)).toEqual({ state: 'masked', visible: null })
  },
)

test.each([
  '98765432',
  '987654321',
  '98765432101234',
  '1622505600123',
  'hello',
  'call me',
  '12/06/2021',
  'A9876543210',
])('%s is no phone', (text) => {
  expect(phone.parse(text).state).toBe('invalid')
})

test('a foreign number shows only its end', () => {
  expect(phone.visible('+12025550143')).toEqual([{ form: 'last4', text: '0143' }])
})
