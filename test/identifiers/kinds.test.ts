import { describe, expect, test } from 'vitest'
import type { IdentifierKind } from '../../src/core/kinds.ts'
import { identifierRule } from '../../src/identifiers/index.ts'

type Case = readonly [kind: IdentifierKind, text: string, expected: object]

const valid = (canonical: string, more: object = {}): object => ({
  state: 'valid',
  canonical,
  ...more,
})
const unchecked = (mark: string): object => ({ state: 'unchecked', mark })
const masked = (form: string, text: string): object => ({
  state: 'masked',
  visible: { form, text },
})
const PLACEHOLDER = { state: 'placeholder' }
const TRUNCATED = { state: 'truncated' }
const INVALID = { state: 'invalid' }

const CASES: readonly Case[] = [
  ['aadhaar', '234123412346', valid('234123412346')],
  ['aadhaar', '2341 2341 2346', valid('234123412346')],
  ['aadhaar', '2341-2341-2346', valid('234123412346')],
  ['aadhaar', '२३४१ २३४१ २३४६', valid('234123412346')],
  ['aadhaar', '234123412347', unchecked('234123412347')],
  ['aadhaar', '134123412346', INVALID],
  ['aadhaar', '034123412346', INVALID],
  ['aadhaar', '23412341234', INVALID],
  ['aadhaar', '2341234123466', INVALID],
  ['aadhaar', '2.34123E+11', TRUNCATED],
  ['aadhaar', '999999999999', PLACEHOLDER],
  ['aadhaar', '123456789012', PLACEHOLDER],
  ['aadhaar', 'XXXXXXXX1234', masked('last4', '1234')],
  ['aadhaar', 'XXXX-XXXX-1234', masked('last4', '1234')],
  ['aadhaar', '********1403', masked('last4', '1403')],
  ['vid', '2341234123412340', TRUNCATED],
  ['vid', '2341234123412342', unchecked('2341234123412342')],
  ['pan', 'AAPFU0939F', valid('AAPFU0939F')],
  ['pan', ' aapfu 0939-f ', valid('AAPFU0939F')],
  ['pan', 'AAPDU0939F', unchecked('AAPDU0939F')],
  ['pan', 'AAPFU0000F', unchecked('AAPFU0000F')],
  ['pan', 'ABCDE1234F', PLACEHOLDER],
  ['pan', 'AAAAA0000A', PLACEHOLDER],
  ['pan', 'AAAAA9999A', PLACEHOLDER],
  ['pan', 'AAPPVXXXXK', masked('first5last1', 'AAPPVK')],
  ['pan', 'AAPPV****K', masked('first5last1', 'AAPPVK')],
  ['pan', 'XXXXXX939F', masked('last4', '939F')],
  ['pan', 'XXXXX0939F', masked('last4', '939F')],
  ['pan', 'XXXXX0939X', { state: 'masked', visible: null }],
  ['pan', 'AAPFU0939', INVALID],
  ['pan', 'AAPFU09391', INVALID],
  [
    'gstin',
    '27AAPFU0939F1ZV',
    valid('27AAPFU0939F1ZV', { also: [{ kind: 'pan', canonical: 'AAPFU0939F' }] }),
  ],
  [
    'gstin',
    '27 aapfu0939f 1zv',
    valid('27AAPFU0939F1ZV', { also: [{ kind: 'pan', canonical: 'AAPFU0939F' }] }),
  ],
  ['gstin', '27AAPFU0939F1ZX', unchecked('27AAPFU0939F1ZX')],
  ['gstin', '22AAAAA0000A1Z5', PLACEHOLDER],
  ['gstin', '77AAPFU0939F1ZV', INVALID],
  ['epic', 'WKH1186253', valid('WKH1186253')],
  ['epic', 'wkh 1186253', valid('WKH1186253')],
  ['epic', 'WKH1186254', valid('WKH1186254', { warning: 'check-digit' })],
  ['epic', 'WB/12/123/123456', valid('WB/12/123/123456', { warning: 'old-format' })],
  ['epic', 'wb-12-123-123456', valid('WB/12/123/123456', { warning: 'old-format' })],
  ['epic', 'ABC1234567', PLACEHOLDER],
  ['epic', 'WK1186253', INVALID],
  ['passport', 'm 4318702', valid('M4318702')],
  ['passport', 'M431870', INVALID],
  ['passport', 'A1234567', PLACEHOLDER],
  ['passport', 'XXXX8702', masked('last4', '8702')],
  ['driving-licence', 'MH-12 2011 0012345', valid('MH1220110012345')],
  ['driving-licence', 'MH1220110012345', valid('MH1220110012345')],
  ['driving-licence', 'DL-0420110149646', valid('DL0420110149646')],
  ['driving-licence', 'KA1/2011/0012345', valid('KA0120110012345')],
  ['driving-licence', 'QZ12 20110012345', unchecked('QZ1220110012345')],
  ['driving-licence', 'MH12 18110012345', INVALID],
  ['abha', '91-4317-6502-9918', valid('91431765029918')],
  ['abha', '9143176502991', INVALID],
  ['uan', '1009 4317 6502', valid('100943176502')],
  ['uan', '110943176502', INVALID],
  ['reference-id', '64971440141089', valid('64971440141089')],
  ['reference-id', 'ben-0042/kx', valid('BEN0042KX')],
  ['reference-id', '507f1f77bcf86cd799439011', valid('507F1F77BCF86CD799439011')],
  ['reference-id', '6.49714E+13', TRUNCATED],
  ['reference-id', '649714401410890000', TRUNCATED],
  ['reference-id', '1042', INVALID],
  ['reference-id', 'REFERENCE', INVALID],
  ['reference-id', '11111111111111', PLACEHOLDER],
  ['reference-id', '**********1089', masked('last4', '1089')],
]

test.each(CASES)('%s: %s', (kind, text, expected) => {
  expect(identifierRule(kind).parse(text)).toEqual(expected)
})

test('a palindrome is an Aadhaar number with a warning', () => {
  const cells = Array.from({ length: 1000 }, (_, i) => {
    const half = String(200_000 + i)
    return identifierRule('aadhaar').parse(half + [...half].reverse().join(''))
  })
  const valid = cells.filter(({ state }) => state === 'valid')
  expect(valid.length).toBeGreaterThan(50)
  for (const cell of valid) expect(cell).toMatchObject({ warning: 'palindrome' })
})

test('7.9 % of twelve random digits pass as Aadhaar', () => {
  let [passed, digits] = [0, 987_654_321]
  for (let i = 0; i < 20_000; i += 1) {
    digits = (digits * 48_271) % 2_147_483_647
    const tail = (digits * 16_807) % 2_147_483_647
    const text = `${String(digits % 1_000_000).padStart(6, '0')}${String(tail % 1_000_000).padStart(6, '0')}`
    if (identifierRule('aadhaar').parse(text).state === 'valid') passed += 1
  }
  expect(passed / 20_000).toBeGreaterThan(0.07)
  expect(passed / 20_000).toBeLessThan(0.09)
})

describe('email', () => {
  const { parse, visible } = identifierRule('email')

  test('the domain is folded, the local part kept and folded as a second form', () => {
    expect(parse('Asha.Rao@Mail.EXAMPLE')).toEqual({
      state: 'valid',
      canonical: 'Asha.Rao@mail.example',
      also: [{ kind: 'email', canonical: 'asha.rao@mail.example' }],
    })
    expect(parse('asha.rao@mail.example')).toEqual({
      state: 'valid',
      canonical: 'asha.rao@mail.example',
    })
  })

  test.each([
    '<asha@mail.example>',
    'mailto:asha@mail.example',
    ' asha@mail.example\u200b',
    'asha＠mail.example',
  ])('%s is the address', (text) => {
    expect(parse(text)).toEqual({ state: 'valid', canonical: 'asha@mail.example' })
  })

  test.each([
    ['a***@mail.example', 'a@mail.example'],
    ['A****a@Mail.example', 'a@mail.example'],
    ['as**.r**@mail.example', 'a@mail.example'],
  ])('%s shows its first letter and domain', (text, shown) => {
    expect(parse(text)).toEqual({ state: 'masked', visible: { form: 'first1domain', text: shown } })
    expect(visible('asha.rao@mail.example')).toEqual([
      { form: 'first1domain', text: 'a@mail.example' },
    ])
  })

  test.each([
    'asha',
    'asha@',
    '@mail.example',
    'asha@mail',
    'a b@mail.example',
    'a@b@c.example',
    'asha@.example',
  ])('%s is none', (text) => {
    expect(parse(text).state).toBe('invalid')
  })

  test.each(['test@test.com', 'abc@gmail.com', 'NA@NA.com'])('%s is a placeholder', (text) => {
    expect(parse(text)).toEqual(PLACEHOLDER)
  })
})
