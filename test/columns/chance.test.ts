import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betterThanChance } from '../../src/columns/chance.ts'

test('a share at chance speaks against, far above chance for', () => {
  expect(betterThanChance(80, 1000, 0.1)).toBe(-6)
  expect(betterThanChance(3, 3, 0.1)).toBeCloseTo(3 * Math.log10(9.8) - 0.5 * Math.log10(4), 9)
  expect(betterThanChance(400, 1000, 0.1)).toBeGreaterThan(6)
  expect(betterThanChance(0, 0, 0.1)).toBe(0)
})

test('more passing values never weaken it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      (trials, chance) => {
        let last = Number.NEGATIVE_INFINITY
        for (let hits = 0; hits <= trials; hits += 1) {
          const now = betterThanChance(hits, trials, chance)
          expect(now).toBeGreaterThanOrEqual(last - 1e-9)
          last = now
        }
      },
    ),
  )
})

test('of columns that pass by chance, hardly any is taken for better', () => {
  let state = 1
  const unit = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const taken = Array.from({ length: 20_000 }, (_, i) => {
    const trials = 1 + (i % 200)
    const hits = Array.from({ length: trials }, () => unit() < 0.1).filter(Boolean).length
    return betterThanChance(hits, trials, 0.1) >= 2
  })
  // A ratio of a hundred or more comes by chance less than once in a hundred (Markov's inequality).
  expect(taken.filter(Boolean).length / taken.length).toBeLessThan(0.001)
})
