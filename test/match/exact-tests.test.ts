/** Exact tests against published values and whole tables. */
import { describe, expect, test } from 'vitest'
import {
  ascentsZ,
  binomialTail,
  fisherTail,
  successionsBound,
} from '../../src/match/exact-tests.ts'

describe('the binomial tail', () => {
  test.each([
    [8, 10, 0.5, 56 / 1024],
    [0, 10, 0.1, 1],
    [3, 3, 0.2, 0.008],
    [1, 20, 0.05, 1 - 0.95 ** 20],
  ])('%i or more of %i at %f', (hits, trials, rate, chance) => {
    expect(binomialTail(hits, trials, rate)).toBeCloseTo(chance, 12)
  })
})

describe('Fisher’s exact test', () => {
  test('the lady tasting tea: three or more of four right, 17 in 70', () => {
    expect(fisherTail({ all: 8, one: 4, other: 4, both: 3 })).toBeCloseTo(17 / 70, 12)
    expect(fisherTail({ all: 8, one: 4, other: 4, both: 4 })).toBeCloseTo(1 / 70, 12)
  })

  // Fisher (1962), Confidence limits for a cross-product ratio; R 4, help(fisher.test), data `Convictions`, one-sided.
  test('convictions of the twins of criminals', () => {
    expect(fisherTail({ all: 30, one: 12, other: 13, both: 10 })).toBeCloseTo(0.0004652, 7)
  })

  test('the whole distribution adds up, and what must be is certain', () => {
    const tail = (both: number) => fisherTail({ all: 40, one: 25, other: 22, both })
    const chances = Array.from({ length: 16 }, (_, x) => tail(7 + x) - tail(8 + x))
    expect(tail(7)).toBe(1)
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12)
    expect(chances.every((chance) => chance >= 0)).toBe(true)
  })

  test('large counts lose nothing', () => {
    expect(fisherTail({ all: 1e6, one: 5e5, other: 5e5, both: 5e5 })).toBe(0)
    expect(fisherTail({ all: 1e6, one: 1e5, other: 1e5, both: 1e4 })).toBeCloseTo(0.5, 1)
  })
})

describe('ascents', () => {
  // Eulerian numbers, DLMF table 26.14.1, row 6.
  test('mean and variance are those of the Eulerian numbers', () => {
    const permutations = [1, 57, 302, 302, 57, 1]
    const variance =
      permutations.reduce((sum, n, ascents) => sum + n * (ascents - 2.5) ** 2, 0) / 720
    expect(ascentsZ(5, 6)).toBeCloseTo((2.5 - 0.5) / Math.sqrt(variance), 12)
    expect(ascentsZ(0, 6)).toBeCloseTo(-ascentsZ(5, 6), 12)
  })

  test('within half a step of the mean is no deviation', () => {
    expect(ascentsZ(50, 101)).toBeCloseTo(0, 12)
    expect(ascentsZ(3, 6)).toBeCloseTo(0, 12)
  })
})

describe('successions', () => {
  // Permutations of six by successions, OEIS A123513, row 6: 309 of 720 have none.
  test('the bound holds for every number of them', () => {
    const permutations = [309, 265, 110, 30, 5, 1]
    for (const least of permutations.keys()) {
      const chance = permutations.slice(least).reduce((sum, n) => sum + n, 0) / 720
      expect(successionsBound(least)).toBeGreaterThanOrEqual(chance - 1e-12)
    }
    expect(successionsBound(5)).toBeCloseTo(1 / 120, 12)
  })
})
