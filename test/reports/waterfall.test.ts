/** Ratios taken apart: the steps add up to what is reported, and say what the records show. */
import { expect, test } from 'vitest'
import { explain, type PatternEvidence } from '../../src/provenance/explain.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { waterfallOf } from '../../src/reports/waterfall.ts'
import { golden } from '../provenance/documents.ts'

const pattern = (here: PatternEvidence['here'], records: number, log10Weight: number) => ({
  records,
  shows: [],
  here,
  log10Weight,
  origins: [],
})
const slots = (name: string, yob: string) => [
  { slot: 'name', level: name },
  { slot: 'yob', level: yob },
]

test('groups by what the source shows, gains before losses, then what caution takes', () => {
  const explanation = {
    source: 'portal',
    log10Lr: 8,
    comparisons: [],
    patterns: [
      pattern(slots('exact', 'exact'), 70, 9),
      pattern(slots('exact', 'exact'), 5, 1),
      pattern(slots('exact', 'different'), 2, -0.5),
      pattern(slots('partial', 'exact'), 4, -1),
      pattern([{ slot: 'yob', level: 'exact' }], 3, 0.5),
      pattern(null, 9, 0.5),
    ],
  }
  const { steps, headline } = waterfallOf(explanation, 2.3)
  expect(steps.map(({ words, records, log10Weight }) => [words, records, log10Weight])).toEqual([
    ['same name, letter for letter', 75, 10],
    ['held by it, no name to compare', 3, 0.5],
    ['not held by it', 9, 0.5],
    ['same name, letter for letter; something else differs', 2, -0.5],
    ['name agrees in part', 4, -1],
    [expect.stringContaining('penalty'), null, -1.5],
    [expect.stringContaining('allowance'), null, -4],
    [expect.stringContaining('the tests of this case'), null, expect.closeTo(-1.7)],
  ])
  expect(headline).toBe(2.3)
})

test('groups that weigh nothing stand in one line, between gains and losses', () => {
  const explanation = {
    source: 'portal',
    log10Lr: 6,
    comparisons: [],
    patterns: [
      pattern(slots('exact', 'exact'), 70, 7),
      pattern(slots('canonical', 'exact'), 5, 0.01),
      pattern(slots('different', 'exact'), 2, -0.02),
      pattern(null, 9, -1),
    ],
  }
  expect(waterfallOf(explanation, 2).steps).toEqual([
    { words: 'same name, letter for letter', records: 70, log10Weight: 7 },
    {
      words: expect.stringContaining('next to nothing'),
      records: 7,
      log10Weight: expect.closeTo(-0.01),
    },
    { words: 'not held by it', records: 9, log10Weight: -1 },
    { words: expect.stringContaining('allowance'), records: null, log10Weight: -4 },
  ])
})

test.each(['portal', 'mixture'] as const)('%s: with every pattern the steps add up', (name) => {
  const { document } = golden(name)
  const every = document.patterns.length
  const explanation = explain(document, fitted(document), 'portal', every)
  const { steps } = waterfallOf(explanation, 2)
  expect(steps.reduce((sum, { log10Weight }) => sum + log10Weight, 0)).toBeCloseTo(2, 1)
  const records = steps.reduce((sum, step) => sum + (step.records ?? 0), 0)
  expect(records).toBe(document.dump.distinct - document.dump.unlinkable)
})
