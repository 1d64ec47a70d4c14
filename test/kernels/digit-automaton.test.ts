/** Automata over digits against the regular expressions that they were compiled from. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INDIAN_PATTERNS, isIndianNumber } from '../../src/identifiers/numbering-plan.ts'
import { compileDigits, type DigitAutomaton } from '../../src/kernels/digit-automaton.ts'

function accepts({ next, ends }: DigitAutomaton, digits: string): boolean {
  let state = 1
  for (const digit of digits) state = next[10 * state + Number(digit)] ?? 0
  return ends[state] === 1
}

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''))

test('India’s numbering plan decides every five-digit head as the library does', () => {
  const plan = compileDigits(INDIAN_PATTERNS)
  const differing: string[] = []
  for (let head = 0; head < 100_000; head++) {
    for (const tail of ['00000', '99999', '50123']) {
      const number = String(head).padStart(5, '0') + tail
      if (accepts(plan, number) !== isIndianNumber(number)) differing.push(number)
    }
  }
  expect(differing).toEqual([])
})

test('and any number of ten digits', () => {
  const plan = compileDigits(INDIAN_PATTERNS)
  fc.assert(
    fc.property(digits(10), (number) => {
      expect(accepts(plan, number)).toBe(isIndianNumber(number))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['12|3[4-6]', '7{2}8{0,2}'],
  ['(?:1|2(?:3|45?)){2}'],
  ['[13-58]\\d?9'],
  ['\\d{2,4}', '[0-4]{1,3}'],
])('%s', (...patterns) => {
  const automaton = compileDigits(patterns)
  const all = patterns.map((pattern) => new RegExp(`^(?:${pattern})$`))
  for (let length = 1; length <= 5; length++) {
    for (let n = 0; n < 10 ** length; n += length < 4 ? 1 : 7) {
      const text = String(n).padStart(length, '0')
      expect(accepts(automaton, text)).toBe(all.every((one) => one.test(text)))
    }
  }
})

test('a pattern that it does not know is refused, not guessed', () => {
  for (const pattern of ['1*', '2{3,}', '(?!1)2', '[^1]', 'a']) {
    expect(() => compileDigits([pattern])).toThrow()
  }
})
