import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  asciiSafe,
  PRINTABLE_CHARACTERS,
  printable,
  steady,
  steadyInColour,
} from '../../src/core/printable.ts'

test.each([
  ['plain', 'plain'],
  ['पंजीकरण', 'पंजीकरण'],
  ['a\nb', 'a\\u{000a}b'],
  ['\u009b31m', '\\u{009b}31m'],
  ['\u2028', '\\u{2028}'],
  ['\ud800', '\\u{d800}'],
  ['\u{e0041}', '\\u{e0041}'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('whatever comes in, what goes out is short and neither steers nor hides', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const shown = printable(text)
      expect([...shown].length).toBeLessThanOrEqual(PRINTABLE_CHARACTERS)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
    }),
  )
})

test('a long text ends in an ellipsis', () => {
  expect(printable('x'.repeat(65))).toBe(`${'x'.repeat(63)}…`)
  expect(printable('x'.repeat(64))).toBe('x'.repeat(64))
})

test('a text on its way to a terminal keeps its lines and colours, and nothing else that steers', () => {
  const text = 'one\ntwo\u001b[31m red\u001b[0m\u001b[2J \u202egnp'
  expect(steady(text)).toBe('one\ntwo\\u{001b}[31m red\\u{001b}[0m\\u{001b}[2J \\u{202e}gnp')
  expect(steadyInColour(text)).toBe('one\ntwo\u001b[31m red\u001b[0m\\u{001b}[2J \\u{202e}gnp')
})

test('JSON says the same without what steers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      const safe = asciiSafe(JSON.stringify(text))
      expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(JSON.parse(safe)).toBe(text)
    }),
  )
})
