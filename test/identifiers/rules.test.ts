import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CELL_STATES, IDENTIFIER_KINDS } from '../../src/core/kinds.ts'
import { IDENTIFIERS, identifierRule } from '../../src/identifiers/index.ts'
import { anyText, CARD_SPELLINGS, NUMBER_SPELLINGS, VALUES } from './arbitraries.ts'

const NUMBERS = ['aadhaar', 'vid', 'abha', 'uan', 'reference-id'] as const
const CARDS = ['pan', 'epic', 'passport', 'driving-licence'] as const

test('there is a rule for every kind, under its own name', () => {
  expect(Object.keys(IDENTIFIERS)).toEqual([...IDENTIFIER_KINDS])
  for (const kind of IDENTIFIER_KINDS) expect(identifierRule(kind).kind).toBe(kind)
})

describe.each(IDENTIFIER_KINDS)('%s', (kind) => {
  const rule = identifierRule(kind)

  test('answers any text with a state and never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(CELL_STATES).toContain(rule.parse(text).state)
      }),
      { numRuns: 500 },
    )
  })

  test('a canonical form is its own canonical form', () => {
    const canonical = fc.oneof(
      anyText,
      kind === 'gstin' || kind === 'email' ? anyText : VALUES[kind],
    )
    fc.assert(
      fc.property(canonical, (text) => {
        const cell = rule.parse(text)
        if (cell.state !== 'valid') return
        expect(rule.parse(cell.canonical)).toMatchObject({
          state: 'valid',
          canonical: cell.canonical,
        })
      }),
      { numRuns: 500 },
    )
  })

  test.each(['', ' ', '\t\r\n', '\u00a0', '\ufeff', '\u200b'])('%j is blank', (text) => {
    expect(rule.parse(text)).toEqual({ state: 'blank' })
  })

  test.each([
    'NA',
    'n/a',
    'null',
    'NULL',
    '-',
    '--',
    '.',
    'None',
    '#N/A',
    'Not available',
    '\\N',
    'उपलब्ध नहीं',
  ])('%s is a placeholder', (text) => {
    expect(rule.parse(text)).toEqual({ state: 'placeholder' })
  })

  test('a text over the limit is invalid, not cut', () => {
    expect(rule.parse('9'.repeat(65)).state).toBe('invalid')
    expect(rule.parse(`${'a'.repeat(60)}@mail.example`).state).toBe('invalid')
    expect(rule.parse('x'.repeat(100_000)).state).toBe('invalid')
  })
})

describe.each(NUMBERS)('%s, a number', (kind) => {
  const rule = identifierRule(kind)

  test('every spelling of a valid value is that value', () => {
    fc.assert(
      fc.property(VALUES[kind], fc.constantFrom(...NUMBER_SPELLINGS), (value, spelled) => {
        expect(rule.parse(spelled(value))).toMatchObject({ state: 'valid', canonical: value })
      }),
      { numRuns: 1000 },
    )
  })

  test('a number whose digits a spreadsheet dropped is truncated', () => {
    fc.assert(
      fc.property(VALUES[kind], fc.integer({ min: 0, max: 9 }), (value, kept) => {
        const written =
          `${value.slice(0, 1)}.${value.slice(1, 1 + kept)}E+${value.length - 1}`.replace('.E', 'E')
        expect(rule.parse(written)).toEqual({ state: 'truncated' })
      }),
    )
  })

  test('a mask shows the last four', () => {
    fc.assert(
      fc.property(VALUES[kind], fc.constantFrom('X', 'x', '*', '•', '#'), (value, sign) => {
        const masked = sign.repeat(value.length - 4) + value.slice(-4)
        expect(rule.parse(masked)).toEqual({
          state: 'masked',
          visible: { form: 'last4', text: value.slice(-4) },
        })
        expect(rule.visible(value)).toContainEqual({ form: 'last4', text: value.slice(-4) })
      }),
    )
  })
})

describe.each(CARDS)('%s, a card', (kind) => {
  const rule = identifierRule(kind)

  test('every spelling of a valid value is that value', () => {
    fc.assert(
      fc.property(VALUES[kind], fc.constantFrom(...CARD_SPELLINGS), (value, spelled) => {
        expect(rule.parse(spelled(value))).toMatchObject({ state: 'valid', canonical: value })
      }),
      { numRuns: 1000 },
    )
  })

  test('a mask shows the last four', () => {
    fc.assert(
      fc.property(VALUES[kind], (value) => {
        const masked = '*'.repeat(value.length - 4) + value.slice(-4)
        expect(rule.parse(masked)).toEqual({
          state: 'masked',
          visible: { form: 'last4', text: value.slice(-4) },
        })
      }),
    )
  })
})
