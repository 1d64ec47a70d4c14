import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import {
  inventAadhaar,
  inventEpic,
  inventPan,
  inventPhone,
  inventReference,
  inventRollHeads,
  inventSeries,
  luhnDigit,
  verhoeffDigit,
} from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'

const many = <Value>(invent: (random: Random) => Value): Value[] => {
  const random = new Random('many')
  return Array.from({ length: 500 }, () => invent(random))
}

describe('check digits', () => {
  test('agree with published examples', () => {
    // The Verhoeff example 236 → 3 and the sample Aadhaar 2341 2341 2346; the Luhn example 7992739871 → 3; a voter ID.
    expect(verhoeffDigit('236')).toBe('3')
    expect(verhoeffDigit('23412341234')).toBe('6')
    expect(luhnDigit('7992739871')).toBe('3')
    expect(luhnDigit('118625')).toBe('3')
  })

  test('change with every single digit', () => {
    const body = '31415926535'
    for (let at = 0; at < body.length; at++) {
      for (const digit of '0123456789') {
        const changed = body.slice(0, at) + digit + body.slice(at + 1)
        expect(verhoeffDigit(changed) === verhoeffDigit(body)).toBe(changed === body)
      }
    }
  })
})

describe('invented identifiers', () => {
  test('every telephone is a mobile for libphonenumber-js', () => {
    const series = inventSeries(new Random('series'))
    for (const phone of many((random) => inventPhone(random, series))) {
      expect(parsePhoneNumberFromString(phone, 'IN')?.getType()).toBe('MOBILE')
    }
  })

  test('have the shape of their kind', () => {
    const heads = inventRollHeads(new Random('rolls'))
    expect(many(inventAadhaar).every((value) => /^[2-9]\d{11}$/.test(value))).toBe(true)
    expect(
      many((random) => inventEpic(random, heads)).every((value) => /^[A-Z]{3}\d{7}$/.test(value)),
    ).toBe(true)
    expect(many(inventReference).every((value) => /^[1-9]\d{13}$/.test(value))).toBe(true)
    const pans = many((random) => inventPan(random, 'Deshmukh'))
    expect(pans.every((value) => /^[A-Z]{3}PD(?!0000)\d{4}[A-Z]$/.test(value))).toBe(true)
  })
})
