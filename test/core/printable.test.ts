import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PRINTABLE_CHARACTERS, printable } from '../../src/core/printable.ts'

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
