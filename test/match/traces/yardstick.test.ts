/** The yardstick of traces: how high a rate is put down to a source that gave nothing. */
import { describe, expect, test } from 'vitest'
import { upperBound } from '../../../src/match/intervals.ts'
import { ceilingOf, isBeyond } from '../../../src/match/traces/yardstick.ts'

const rate = (shown: number, compared: number) => ({ shown, compared })

describe('the ceiling', () => {
  test('three times nearer than the best of several corpora, five than the only one', () => {
    const bound = upperBound(50, 100)
    expect(ceilingOf([rate(50, 100), rate(10, 100)])).toBeCloseTo(1 - (1 - bound) / 3, 12)
    expect(ceilingOf([rate(50, 100)])).toBeCloseTo(1 - (1 - bound) / 5, 12)
  })

  test('a rare thing may be shown three times as often, and never counts as impossible', () => {
    const several = [rate(0, 200), rate(0, 300)]
    expect(ceilingOf(several)).toBeCloseTo(Math.max(3 * upperBound(0, 200), 0.05), 12)
    expect(ceilingOf([rate(0, 1e6), rate(0, 1e6)])).toBe(0.05)
  })

  test('small corpora are one together, and beside a large one none', () => {
    expect(ceilingOf([rate(0, 12), rate(1, 9)])).toBe(ceilingOf([rate(1, 21)]))
    expect(ceilingOf([rate(0, 100), rate(5, 5)])).toBe(ceilingOf([rate(0, 100)]))
  })

  test('nobody to measure by', () => {
    expect(ceilingOf([])).toBeNull()
    expect(ceilingOf([rate(0, 0)])).toBeNull()
  })

  test('the fewer chances the corpora had, the more the dump must show', () => {
    const ceilings = [5, 10, 20, 40, 80].map((n) => ceilingOf([rate(0, n)]) ?? 0)
    expect(ceilings.toSorted((a, b) => b - a)).toEqual(ceilings)
    expect(isBeyond(rate(60, 60), ceilingOf([rate(0, 15)]) ?? 1)).toBe(true)
    expect(isBeyond(rate(18, 29), ceilingOf([rate(0, 5)]) ?? 1)).toBe(false)
  })
})
