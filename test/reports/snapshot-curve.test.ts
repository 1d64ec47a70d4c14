/** The snapshot as a curve: it starts at one, falls, and crosses 5 % where the stated interval ends. */
import { expect, test } from 'vitest'
import type { Tabulation } from '../../src/match/patterns.ts'
import { snapshotOf } from '../../src/provenance/snapshot.ts'
import { snapshotCurvesOf } from '../../src/reports/snapshot-curve.ts'
import { source } from '../provenance/documents.ts'
import { DOCUMENTS } from './documents.ts'

const FIRST = 18_000
/** A registry that grows by 50 records a day; 200 of those of its first 400 days are in the dump. */
const days: Tabulation = {
  source: 0,
  column: 'day',
  patterns: [],
  linked: Array.from({ length: 200 }, (_, i) => [FIRST + 2 * i + 1, 1] as const),
  all: Array.from({ length: 600 }, (_, i) => [FIRST + i, 50] as const),
}
const sources = [source(0, 'registry')]

test('it agrees with the interval that the report states', () => {
  const interval = snapshotOf(days, null)
  const { portal = [] } = snapshotCurvesOf({ sources, tabulations: [days] }, DOCUMENTS.mixture)
  expect(portal[0]).toEqual({ day: interval?.earliest, chance: 1 })
  const falling = portal.map(({ chance }) => chance)
  expect(falling).toEqual(falling.toSorted((one, other) => other - one))
  const last = portal.filter(({ chance }) => chance >= 0.05).at(-1)
  // The interval keeps the whole of the day on which the line is crossed.
  expect((interval?.latest ?? 0) - (last?.day ?? 0)).toBe(1)
})

test('without dates, or for a source that is not dated, there is none', () => {
  expect(snapshotCurvesOf({ sources, tabulations: [] }, DOCUMENTS.mixture)).toEqual({})
  expect(snapshotCurvesOf({ sources, tabulations: [days] }, DOCUMENTS.fabricated)).toEqual({})
})

test('ten years of days are drawn with no more than sixty points', () => {
  const slow: Tabulation = {
    ...days,
    linked: [[FIRST + 1_000, 1]],
    all: Array.from({ length: 3_650 }, (_, i) => [FIRST + i, 5_000 - i] as const),
  }
  const { portal = [] } = snapshotCurvesOf({ sources, tabulations: [slow] }, DOCUMENTS.mixture)
  expect(portal.length).toBeGreaterThan(10)
  expect(portal.length).toBeLessThanOrEqual(61)
})
