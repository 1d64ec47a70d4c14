import { describe, expect, test } from 'vitest'
import { inventPeople } from '../../src/demo/people.ts'
import { Random } from '../../src/demo/random.ts'
import { type NameHabit, PLAIN_HABIT, verifiedName, writeName } from '../../src/demo/spelling.ts'

const PEOPLE = inventPeople(new Random('names'), 3000)

const written = (habit: Partial<NameHabit>, label = 'clerk'): string[] => {
  const random = new Random(label)
  return PEOPLE.map((person) => writeName(person, { ...PLAIN_HABIT, ...habit }, random))
}
const alike = (a: readonly string[], b: readonly string[]): number =>
  a.filter((name, i) => name === b[i]).length / a.length

describe('writeName', () => {
  test('two clerks agree on many names and differ on many', () => {
    const agreement = alike(written({}, 'first clerk'), written({}, 'second clerk'))
    expect(agreement).toBeGreaterThan(0.5)
    expect(agreement).toBeLessThan(0.9)
  })

  test('names that are trouble once are trouble again', () => {
    const habit = { middleKept: 1, middleInitial: 0, familyFirst: 0, givenOnly: 0 }
    const plain = written({ ...habit, respelled: 0, slips: 0 })
    const differs = ['one', 'two'].map((label) =>
      written({ ...habit, respelled: 0.1, slips: 0 }, label).map((name, i) => name !== plain[i]),
    )
    const [one = [], two = []] = differs
    const both = one.filter((differed, i) => differed && two[i]).length / one.length
    const each = (list: boolean[]): number => list.filter(Boolean).length / list.length
    expect(both).toBeGreaterThan(1.2 * each(one) * each(two))
  })

  test('obeys case, honorifics and given names alone', () => {
    expect(written({ case: 'upper' }).every((name) => name === name.toUpperCase())).toBe(true)
    expect(written({ givenOnly: 1, slips: 0 }).every((name) => !name.includes(' '))).toBe(true)
    const titles = written({ honorific: 1 }).map((name) => name.split(' ')[0])
    expect(
      new Set(titles).isSubsetOf(new Set(['Mr', 'Mr.', 'Shri', 'Smt', 'Smt.', 'Mrs', 'Ms', 'Mx'])),
    ).toBe(true)
  })

  test('writes Devanagari and Tamil where the region has them', () => {
    const names = written({ native: 1 })
    expect(names.filter((name) => /\p{Script=Devanagari}/u.test(name)).length).toBeGreaterThan(1000)
    expect(names.filter((name) => /\p{Script=Tamil}/u.test(name)).length).toBeGreaterThan(100)
    for (const name of names) {
      expect(
        /\p{Script=Latin}/u.test(name) && /\p{Script=Devanagari}|\p{Script=Tamil}/u.test(name),
      ).toBe(false)
    }
  })
})

describe('verifiedName', () => {
  test('is the same letter for letter whenever it is asked for', () => {
    for (const person of PEOPLE.slice(0, 500)) {
      expect(verifiedName(person, 'aadhaar')).toBe(verifiedName(person, 'aadhaar'))
      expect(verifiedName(person, 'pan')).toBe(verifiedName(person, 'pan').toUpperCase())
    }
  })
})
