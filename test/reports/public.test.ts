/** The version that leaves the building: what it hides, and that nothing hidden follows from what it shows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { REPORTS } from '../../src/reports/index.ts'
import { publicVersion } from '../../src/reports/public.ts'
import { renderReport } from '../../src/reports/render.ts'
import { FEW, HIDDEN } from '../../src/reports/reported.ts'
import { DOCUMENTS } from './documents.ts'
import { COVER } from './renditions.ts'

const { mixture } = DOCUMENTS

const withSets = (records: readonly number[], noMatch: number): ProvenanceDocument => {
  const distinct = records.reduce((sum, n) => sum + n, noMatch)
  return {
    ...mixture,
    records: { total: distinct, distinct, unlinkable: 0, noMatch },
    presentIn: records.map((n, i) => ({ sources: [`s${i}`], records: n })),
  }
}

test('no small cell can be found by subtraction: two cells or more are hidden, of ten records or more', () => {
  const counts = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 900 })),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(counts, fc.integer({ min: 0, max: 60 }), (records, noMatch) => {
      const shown = publicVersion(withSets(records, noMatch))
      const cells = [shown.records.noMatch, ...shown.presentIn.map((set) => set.records)]
      const truth = [noMatch, ...records]
      const hidden = truth.filter((_, i) => typeof cells[i] !== 'number')
      for (const [i, n] of truth.entries()) {
        if (n < 10) expect(cells[i]).toBe(FEW)
        else expect([HIDDEN, 10 * Math.round(n / 10)]).toContain(cells[i])
      }
      if (hidden.length === 0 || hidden.length === truth.length) return
      expect(hidden.length).toBeGreaterThan(1)
      expect(hidden.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(10)
    }),
  )
})

test('without a small cell nothing is hidden', () => {
  const shown = publicVersion(withSets([237, 169, 21], 40))
  expect(shown.presentIn.map(({ records }) => records)).toEqual([240, 170, 20])
})

test('a rate of a handful is not told, nor the interval that would tell it', () => {
  const [portal] = publicVersion(mixture).sources
  expect(portal?.overlap?.['reference-id']).toEqual({
    compared: 10,
    matched: HIDDEN,
    interval: [0, 1],
  })
  expect(portal?.agreement?.['name']).toEqual({
    compared: 880,
    exact: 630,
    canonical: 170,
    partial: 70,
    different: FEW,
  })
})

test('shares are rounded to ten records or more, the snapshot to its month', () => {
  const small = publicVersion(withSets([60, 40], 0)).sources[0]
  expect(small?.share).toMatchObject({ estimate: 0.7, interval: [0.6, 0.8] })
  const [portal] = publicVersion(mixture).sources
  expect(portal?.share).toMatchObject({ estimate: 0.7, interval: [0.66, 0.74] })
  expect(portal?.snapshot).toEqual({ earliest: '2022-01', latest: '2022-01' })
})

describe('sentences', () => {
  const said = (sentence: string): string =>
    publicVersion({ ...mixture, verdict: { ...mixture.verdict, sentence } }).verdict.sentence

  test.each([
    [
      'up to 4 of 898 records could still be portal’s',
      'up to 10 of 900 records could still be portal’s',
    ],
    ['99.1 % of them (97.8 % to 100 %)', '99 % of them (98 % to 100 %)'],
    ['0.4 % of them', 'under 1 % of them'],
    ['up to 41 records, up to 5.6 % of them', 'up to 50 records, up to 6 % of them'],
    ['1,204 records derive from telecom-kyc-2019', '1,200 records derive from telecom-kyc-2019'],
    ['up to 8 times closer to it', 'up to 8 times closer to it'],
    ['its ratio is at least 5, and 100', 'its ratio is at least 5, and 100'],
    ['a breach of 2019', 'a breach of 2019'],
    ['districts, z = 12.3', 'districts, z = 12.3'],
  ])('%s', (exact, shown) => {
    expect(said(exact)).toBe(shown)
  })
})

test.each(REPORTS.map((format) => [format.name, format] as const))(
  '%s says that it is the version for publication, and shows no exact small count',
  (_name, format) => {
    const text = renderReport(format, publicVersion(mixture), {
      ...COVER,
      changes: null,
      yardsticks: {},
      curves: {},
      waterfalls: [],
    })
    expect(text).toMatch(/Version for publication|leakcheck\.provenance-public\/1/)
    for (const exact of ['237', '169', '151', '917', '902', '867', '632'])
      expect(text).not.toMatch(new RegExp(`(?<![\\w.-])${exact}(?![\\w.])`))
  },
)
