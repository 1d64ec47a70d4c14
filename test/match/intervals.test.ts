import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clopperPearson, incompleteBeta, logGamma, upperBound } from '../../src/match/intervals.ts'

describe('clopperPearson', () => {
  // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 5, four decimals.
  test.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('%i of %i as Newcombe prints it', (hits, trials, low, high) => {
    const interval = clopperPearson(hits, trials)
    expect(interval[0]).toBeCloseTo(low, 4)
    expect(interval[1]).toBeCloseTo(high, 4)
  })

  // Conover (1971), p. 97f, as printed by R 4 `binom.test(682, 925)`: 0.7076683 0.7654066.
  test('682 of 925 as R prints it', () => {
    const [low, high] = clopperPearson(682, 925)
    expect(low).toBeCloseTo(0.7076683, 7)
    expect(high).toBeCloseTo(0.7654066, 7)
  })

  test('closed forms where nothing or everything hit', () => {
    expect(clopperPearson(0, 40)[1]).toBeCloseTo(1 - 0.025 ** (1 / 40), 12)
    expect(clopperPearson(40, 40)[0]).toBeCloseTo(0.025 ** (1 / 40), 12)
    expect(clopperPearson(0, 0)).toEqual([0, 1])
  })

  test('each end leaves the tail that the level says, by direct summation', () => {
    const counts = fc.integer({ min: 1, max: 60 }).chain((trials) =>
      fc.record({
        trials: fc.constant(trials),
        hits: fc.integer({ min: 0, max: trials }),
        level: fc.constantFrom(0.5, 0.9, 0.95, 0.99),
      }),
    )
    fc.assert(
      fc.property(counts, ({ trials, hits, level }) => {
        const [low, high] = clopperPearson(hits, trials, level)
        const tail = (1 - level) / 2
        if (hits > 0) expect(binomialSum(hits, trials, trials, low)).toBeCloseTo(tail, 9)
        if (hits < trials) expect(binomialSum(0, hits, trials, high)).toBeCloseTo(tail, 9)
      }),
    )
  })

  test('mirrors, and holds at a billion rows', () => {
    const [low, high] = clopperPearson(3, 50)
    const [mirrorLow, mirrorHigh] = clopperPearson(47, 50)
    expect(low).toBeCloseTo(1 - mirrorHigh, 12)
    expect(high).toBeCloseTo(1 - mirrorLow, 12)
    const [wideLow, wideHigh] = clopperPearson(5e8, 1e9)
    // Normal limit: half-width 1.959964 / (2·√n) = 3.0990e-5.
    expect(wideHigh - wideLow).toBeCloseTo(2 * 3.099e-5, 8)
  })

  test('refuses impossible counts', () => {
    expect(() => clopperPearson(3, 2)).toThrow(RangeError)
    expect(() => clopperPearson(-1, 2)).toThrow(RangeError)
    expect(() => clopperPearson(0.5, 2)).toThrow(RangeError)
    expect(() => clopperPearson(1, 2, 1)).toThrow(RangeError)
  })
})

test('upperBound: none of 200 leaves less than 1.5 %', () => {
  expect(upperBound(0, 200)).toBeCloseTo(1 - 0.05 ** (1 / 200), 12)
  expect(upperBound(0, 200)).toBeLessThan(0.015)
})

test('incompleteBeta: closed forms', () => {
  expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14)
  expect(incompleteBeta(0.3, 2, 1)).toBeCloseTo(0.09, 14)
  expect(incompleteBeta(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 14)
  // Arcsine law: I_x(1/2, 1/2) = 2/π · asin(√x).
  expect(incompleteBeta(0.2, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.2)), 12)
})

test('logGamma: factorials and the half', () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12)
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12)
})

function binomialSum(from: number, to: number, trials: number, rate: number): number {
  let sum = 0
  for (let hits = from; hits <= to; hits++) {
    sum += choose(trials, hits) * rate ** hits * (1 - rate) ** (trials - hits)
  }
  return sum
}

function choose(trials: number, hits: number): number {
  let ways = 1
  for (let i = 1; i <= hits; i++) ways *= (trials - hits + i) / i
  return ways
}
