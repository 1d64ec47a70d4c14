import fc from 'fast-check'
import { expect, test } from 'vitest'
import { luhnDigit, verhoeffDigit } from '../../src/demo/identifiers.ts'
import { luhn, luhnMod36, verhoeff } from '../../src/identifiers/check-digits.ts'
import { digitString } from './arbitraries.ts'

test('published Verhoeff vectors', () => {
  // Wikipedia's worked example, and the sample Aadhaar of UIDAI's documents.
  expect(verhoeff('2363')).toBe(true)
  expect(verhoeff('234123412346')).toBe(true)
  expect(verhoeff('234123412345')).toBe(false)
})

test('published Luhn vectors', () => {
  expect(luhn('79927398713')).toBe(true)
  expect(luhn('1186253')).toBe(true)
  expect(luhn('1186254')).toBe(false)
  expect(luhnMod36('27AAPFU0939F1ZV')).toBe(true)
  expect(luhnMod36('27AAPFU0939F1ZU')).toBe(false)
})

test('Verhoeff agrees with a second implementation on every digit', () => {
  fc.assert(
    fc.property(digitString(11), fc.integer({ min: 0, max: 9 }), (body, digit) => {
      expect(verhoeff(body + digit)).toBe(verhoeffDigit(body) === String(digit))
    }),
  )
})

test('Luhn agrees with a second implementation on every digit', () => {
  fc.assert(
    fc.property(digitString(6), fc.integer({ min: 0, max: 9 }), (body, digit) => {
      expect(luhn(body + digit)).toBe(luhnDigit(body) === String(digit))
    }),
  )
})

test('Verhoeff tells every wrong digit and every swapped pair', () => {
  fc.assert(
    fc.property(digitString(11), fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, at, change) => {
      const value = body + verhoeffDigit(body)
      const wrong = [...value]
      wrong[at] = String((Number(value[at]) + change) % 10)
      expect(verhoeff(wrong.join(''))).toBe(false)
      const swapped = [...value]
      const next = Math.min(at + 1, 11)
      swapped[at] = value[next] ?? ''
      swapped[next] = value[at] ?? ''
      expect(verhoeff(swapped.join(''))).toBe(value[at] === value[next])
    }),
  )
})
