import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { highestRate, lowestRate, upperTail } from '../../src/provenance/binomial.ts'
import { cllr } from '../../src/provenance/cllr.ts'
import { random } from '../../src/provenance/random.ts'
import { snapshotOf } from '../../src/provenance/snapshot.ts'
import { stratumZ } from '../../src/provenance/stratum.ts'
import { verbalScale } from '../../src/provenance/verbal-scale.ts'
import { count, listed, percent, ratio, ratioWords } from '../../src/provenance/words.ts'

describe('score bounds', () => {
  // Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score): two-sided 95 %, so z = 1.959964.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i as Newcombe prints it', (hits, trials, low, high) => {
    expect(lowestRate(hits, trials, 1.959964)).toBeCloseTo(low, 4)
    expect(highestRate(hits, trials, 1.959964)).toBeCloseTo(high, 4)
  })

  test('nothing measured bounds nothing', () => {
    expect(highestRate(0, 0)).toBe(1)
    expect(lowestRate(0, 0)).toBe(0)
  })

  test('the rate lies between its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, part) => {
          const hits = Math.round(part * trials)
          expect(lowestRate(hits, trials)).toBeLessThanOrEqual(hits / trials + 1e-12)
          expect(highestRate(hits, trials)).toBeGreaterThanOrEqual(hits / trials - 1e-12)
        },
      ),
    )
  })
})

test('upperTail: three coins', () => {
  expect(upperTail(0, 3, 0.5)).toBe(1)
  expect(upperTail(2, 3, 0.5)).toBeCloseTo(0.5, 12)
  expect(upperTail(3, 3, 0.5)).toBeCloseTo(0.125, 12)
})

describe('cllr', () => {
  test('no idea costs one bit', () => {
    expect(cllr([0, 0], [0])).toBe(1)
  })

  // By hand from eq. 20: ½ (log2(1 + 1/3) + log2(1 + 1/3)) = log2(4/3).
  test('ratios of 3 and 1/3', () => {
    expect(cllr([Math.log10(3)], [-Math.log10(3)])).toBeCloseTo(Math.log2(4 / 3), 12)
  })

  test('a confident mistake costs more than no idea', () => {
    expect(cllr([3], [3])).toBeGreaterThan(4)
    expect(cllr([3], [-3])).toBeLessThan(0.002)
  })

  test('nothing to judge by', () => {
    expect(cllr([], [1])).toBeNull()
  })
})

describe('verbal scale', () => {
  // ENFSI (2015): ratios of 1, 2–10, 10–100, 100–1,000, 1,000–10,000, 10,000–1,000,000, above.
  test.each([
    [1, 'no support'],
    [5, 'weak support'],
    [50, 'moderate support'],
    [500, 'moderately strong support'],
    [5_000, 'strong support'],
    [50_000, 'very strong support'],
    [5_000_000, 'extremely strong support'],
    [1 / 50, 'no support'],
  ])('a ratio of %f: %s', (value, words) => {
    expect(verbalScale(Math.log10(value))).toBe(words)
  })
})

describe('snapshot', () => {
  const days = Array.from({ length: 100 }, (_, day): [number, number] => [day, 10])
  const linked = (last: number): [number, number][] => [
    [last - 1, 10],
    [last, 10],
  ]

  // 500 records by day 49; with n = 20 the bound is ⌊500 · 0.05^(−1/20)⌋ = 580, so day 58 may be wholly in, 59 not begun after.
  test('ends where five per cent are reached', () => {
    const table = { source: 0, column: 'day', patterns: [], linked: linked(49), all: days } as const
    expect(snapshotOf(table, 99)).toEqual({ earliest: 49, latest: 58, records: 20 })
  })

  test('is open to the day of the export where the registry ends first', () => {
    const table = { source: 0, column: 'day', patterns: [], linked: linked(98), all: days } as const
    expect(snapshotOf(table, 120)).toEqual({ earliest: 98, latest: 120, records: 20 })
    expect(snapshotOf(table, null)).toMatchObject({ latest: null })
  })

  test('needs twenty records', () => {
    const few = [[49, 19]] as const
    const table = { source: 0, column: 'day', patterns: [], linked: few, all: days } as const
    expect(snapshotOf(table, 99)).toBeNull()
  })

  test('holds the truth in at least 95 of 100 random snapshots', () => {
    const draw = random(11)
    let held = 0
    for (let world = 0; world < 400; world++) {
      const last = 30 + Math.floor(draw() * 60)
      const counts = new Map<number, number>()
      for (let i = 0; i < 60; i++) {
        const day = Math.floor(draw() * (last + 1))
        counts.set(day, (counts.get(day) ?? 0) + 1)
      }
      const seen = [...counts].sort(([a], [b]) => a - b)
      const found = snapshotOf(
        { source: 0, column: 'day', patterns: [], linked: seen, all: days },
        99,
      )
      if (found && found.earliest <= last && last <= (found.latest ?? 99)) held += 1
    }
    expect(held).toBeGreaterThanOrEqual(380)
  })
})

describe('stratum', () => {
  const all = [
    [1, 500],
    [2, 300],
    [3, 200],
  ] as const
  const table = (linked: readonly (readonly [number, number])[]) =>
    ({ source: 0, column: 'district', patterns: [], linked, all }) as const

  // χ² = 0, k = 3: (0 − 3) / √6.
  test('a slice in proportion', () => {
    const z = stratumZ(
      table([
        [1, 50],
        [2, 30],
        [3, 20],
      ]),
    )
    expect(z).toBeCloseTo(-3 / Math.sqrt(6), 12)
  })

  // χ² = 50²/50 + 30²/30 + 80²/20 = 400.
  test('one district alone', () => {
    expect(stratumZ(table([[3, 100]]))).toBeCloseTo(397 / Math.sqrt(6), 9)
  })

  test('fewer than fifty records say nothing', () => {
    expect(stratumZ(table([[3, 49]]))).toBeNull()
  })
})

test('random: the same seed, the same draws; uniform enough', () => {
  const [one, other, next] = [random(5), random(5), random(6)]
  const draws = Array.from({ length: 10_000 }, () => one())
  expect(Array.from({ length: 10_000 }, () => other())).toEqual(draws)
  expect(next()).not.toBe(draws[0])
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length
  // Standard error 0.0029.
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.012)
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...draws)).toBeLessThan(1)
})

test('words', () => {
  expect(listed(['a'])).toBe('a')
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  expect(count(1234567)).toBe('1,234,567')
  expect(percent(0)).toBe('0 %')
  expect(percent(0.0004)).toBe('under 0.1 %')
  expect(percent(0.43)).toBe('43 %')
  expect(percent(0.015)).toBe('1.5 %')
  expect(percent(0.9996)).toBe('over 99.9 %')
  expect(percent(1)).toBe('100 %')
  expect(ratio(2)).toBe('100')
  expect(ratio(Math.log10(209))).toBe('200')
  expect(ratio(6)).toBe('1,000,000')
  expect(ratioWords(Math.log10(127), 2.3)).toBe('at least 120')
  expect(ratioWords(2.3, 2.3)).toBe('more than 190')
  expect(ratioWords(Math.log10(1.9), 2.3)).toBe('under 2')
  expect(ratioWords(-7, 2.3)).toBe('under 2')
})
