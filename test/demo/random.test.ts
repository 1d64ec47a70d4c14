import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random, xoshiro128 } from '../../src/demo/random.ts'

describe('xoshiro128**', () => {
  test('gives the published outputs for the state 1, 2, 3, 4', () => {
    // From the authors' xoshiro128starstar.c 1.1; the test vector of Rust's rand_xoshiro is the same.
    const next = xoshiro128(1, 2, 3, 4)
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ])
  })
})

describe('Random', () => {
  test('repeats itself for one seed and not for the next', () => {
    const draws = (seed: number): number[] => {
      const random = new Random(seed)
      return Array.from({ length: 50 }, () => random.below(1000))
    }
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
  })

  test('forks do not depend on what was drawn before', () => {
    const [fresh, used] = [new Random('a'), new Random('a')]
    for (let i = 0; i < 10; i++) used.unit()
    expect(used.fork('people').unit()).toBe(fresh.fork('people').unit())
    expect(fresh.fork('people').unit()).not.toBe(fresh.fork('phones').unit())
  })

  test('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 10 ** 11 }), (seed, limit) => {
        const random = new Random(seed)
        for (let i = 0; i < 20; i++) {
          const value = random.below(limit)
          expect(Number.isInteger(value) && value >= 0 && value < limit).toBe(true)
        }
      }),
    )
  })

  test('is uniform: ten thousand draws fill ten boxes evenly (chi-square, 9 degrees, p > 0.001)', () => {
    const boxes = new Array<number>(10).fill(0)
    const random = new Random('boxes')
    for (let i = 0; i < 10_000; i++) {
      const box = random.below(10)
      boxes[box] = (boxes[box] ?? 0) + 1
    }
    const chiSquare = boxes.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(chiSquare).toBeLessThan(27.88)
  })

  test('normal and exponential draws have the mean and spread of their names', () => {
    const random = new Random('moments')
    const normal = Array.from({ length: 20_000 }, () => random.normal())
    const exponential = Array.from({ length: 20_000 }, () => random.exponential(3))
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length
    // Four standard errors: 0.028 for the normal mean, 0.085 for the exponential one.
    expect(Math.abs(mean(normal))).toBeLessThan(0.029)
    expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1)
    expect(Math.abs(mean(exponential) - 3)).toBeLessThan(0.085)
  })

  test('shuffles without loss', () => {
    const items = Array.from({ length: 100 }, (_, i) => i)
    const shuffled = new Random(3).shuffle(items)
    expect(shuffled).not.toEqual(items)
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items)
  })

  test('draws the number asked for, in order, never an item of weight 0', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 60 }), (seed, count) => {
        const items = Array.from({ length: 40 }, (_, i) => i)
        const drawn = new Random(seed).draw(items, count, (item) => item % 2)
        expect(drawn).toHaveLength(Math.min(count, 20))
        expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn.every((item) => item % 2 === 1)).toBe(true)
      }),
    )
  })

  test('draws heavier items oftener', () => {
    const random = new Random('heavy')
    let heavy = 0
    for (let i = 0; i < 2000; i++) {
      if (random.draw([1, 9], 1, (weight) => weight)[0] === 9) heavy += 1
    }
    // 1,800 expected; four standard deviations are 54.
    expect(Math.abs(heavy - 1800)).toBeLessThan(54)
  })
})
