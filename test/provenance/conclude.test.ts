import { describe, expect, test } from 'vitest'
import type { PatternsDocument } from '../../src/match/patterns.ts'
import { nullRuns, planNullRuns } from '../../src/provenance/calibration.ts'
import { type Conclusion, conclude } from '../../src/provenance/conclude.ts'
import { WIDEST_ESTIMATE } from '../../src/provenance/constants.ts'
import { explain } from '../../src/provenance/explain.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { wantedTabulations } from '../../src/provenance/snapshot.ts'
import { document, type GOLDENS, golden, SAME, source } from './documents.ts'

// A ratio of 100 needs a hundred pretend dumps; what is withheld or missing shows with a few.
const FEW = 4
const ENOUGH = 110

function concluded(document: PatternsDocument, calibrate = FEW): Conclusion {
  return conclude(document, fitted(document), { seed: 1, calibrate })
}

const small = new Map<string, Conclusion>()

/** The conclusion on a golden world with a few pretend dumps; several tests look at it. */
function concludedSmall(name: (typeof GOLDENS)[number]): Conclusion {
  const known = small.get(name) ?? concluded(golden(name).document)
  small.set(name, known)
  return known
}

const from = (name: (typeof GOLDENS)[number], more: Partial<PatternsDocument> = {}) => ({
  ...golden(name).document,
  ...more,
})

describe('verdicts of small worlds of known truth', () => {
  test('portal: its records or a copy of them, with the copy caveat, and its date in question', () => {
    const { patterns } = golden('portal').document
    const questioned = patterns.map((pattern) => ({ ...pattern, questioned: '1000' }))
    const { verdict, findings, sources } = concluded(
      from('portal', { patterns: questioned }),
      ENOUGH,
    )
    expect(verdict).toMatchObject({ code: 'registry-derived', sources: ['portal'] })
    const codes = findings.map(({ code }) => code)
    expect(codes).toContain('copy-not-excluded')
    expect(codes).toContain('verdict-depends-on-date')
    expect(sources[0]?.contributed?.log10Lr).toBeGreaterThanOrEqual(2)
  })

  test('older: the breach that gave the records, never the portal', () => {
    const { verdict, sources } = concludedSmall('older')
    expect(verdict.code).toMatch(/^(prior-breach|inconclusive)$/)
    expect(sources[0]?.contributed?.log10Lr ?? 0).toBeLessThan(2)
  })

  test('unknown: no supplied source is supported', () => {
    const { verdict, sources } = concludedSmall('unknown')
    expect(verdict.code).toMatch(/^(unknown-source|inconclusive)$/)
    for (const { contributed } of sources) expect(contributed?.log10Lr ?? 0).toBeLessThan(2)
  })

  test.each(['portal', 'mixture', 'older', 'unknown', 'padded'] as const)(
    '%s: shares add up to one where none is too wide to print, each within its interval',
    (name) => {
      const shares = concludedSmall(name).sources.map(({ share }) => share)
      const printed = shares.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]))
      const sum = printed.reduce((total, estimate) => total + estimate, 0)
      expect(sum).toBeLessThanOrEqual(1 + 1e-6)
      if (printed.length === shares.length) expect(sum).toBeCloseTo(1, 6)
      for (const { estimate, identified, interval } of shares) {
        expect(identified).toBe(interval[1] - interval[0] <= WIDEST_ESTIMATE)
        expect(estimate === null).toBe(!identified)
        if (estimate === null) continue
        expect(interval[0]).toBeLessThanOrEqual(estimate + 1e-9)
        expect(interval[1]).toBeGreaterThanOrEqual(estimate - 1e-9)
      }
    },
  )
})

describe('what is missing is said, and no ratio is given', () => {
  test('no breach: nothing to compare with', () => {
    const alone = document([source(0, 'registry')], [[[SAME], 500]], [[[[null], 500]]])
    const { verdict, sources, limits } = concluded(alone)
    expect(verdict.code).toBe('inconclusive')
    expect(sources[0]?.contributed).toMatchObject({ log10Lr: null, verbal: null })
    expect(sources[0]?.contributed?.withheld).toContain('no older breach')
    expect(limits.join(' ')).toContain('No older breach')
  })

  test('no registry', () => {
    const { model } = fitted(from('older'))
    const onlyBreaches = from('older', {
      sources: model.question.sources.map((one) => ({ ...one, role: 'breach' })),
    })
    const { verdict } = concluded(onlyBreaches)
    expect(verdict.code).toBe('inconclusive')
    expect(verdict.because.join(' ')).toContain('an export of the portal in question')
  })

  test('an extract has no upper bound', () => {
    const { sources } = golden('older').document
    const extract = from('older', {
      sources: sources.map((one) =>
        one.role === 'registry' ? { ...one, completeness: { kind: 'extract', fraction: 1 } } : one,
      ),
    })
    const { verdict, sources: results } = concluded(extract)
    expect(results[0]?.share.interval[1]).toBe(1)
    expect(verdict.code).toBe('inconclusive')
  })

  test('a source that was only declared', () => {
    const { sources } = golden('older').document
    const declared = from('older', {
      sources: sources.map((one) => (one.role === 'registry' ? { ...one, rows: 0 } : one)),
    })
    const { verdict, sources: results } = concluded(declared)
    expect(results[0]?.share).toEqual({ estimate: null, interval: [0, 1], identified: false })
    expect(verdict.code).toBe('inconclusive')
  })

  test('no pretend dump: every ratio is withheld', () => {
    const portal = from('portal')
    const { sources, verdict, validation } = conclude(portal, fitted(portal), {
      seed: 1,
      calibrate: 0,
    })
    expect(sources[0]?.contributed?.withheld).toContain('--calibrate')
    expect(verdict.code).toBe('inconclusive')
    expect(validation).toBeNull()
  })

  test('one identifier and nothing else: overlap proves nothing', () => {
    const phones = document(
      [source(0, 'registry'), source(1, 'breach'), source(2, 'breach')],
      [
        [['100000', null, null], 700],
        [['100000', '100000', null], 300],
      ],
      [
        [[[null, '100000', null], 500]],
        [[['100000', null, '100000'], 500]],
        [[['100000', null, null], 500]],
      ],
    )
    const onlyPhones = {
      ...phones,
      dump: { ...phones.dump, fields: ['phone'] },
      forms: [{ id: 0, filled: ['phone'], nameShape: '' as const, mask: 'p' }],
    }
    const { verdict, sources } = concluded(onlyPhones)
    expect(verdict.code).toBe('inconclusive')
    for (const { share, contributed } of sources) {
      expect(share.identified).toBe(false)
      expect(share.estimate).toBeNull()
      expect(contributed?.log10Lr ?? 0).toBeLessThanOrEqual(0)
    }
  })
})

test('pretend dumps can be shared out: the same figures in the same order', () => {
  const mixture = golden('mixture').document
  const plans = planNullRuns(fitted(mixture), { seed: 3, calibrate: 10 })
  const whole = nullRuns(mixture, plans)
  const shared = [...nullRuns(mixture, plans.slice(0, 4)), ...nullRuns(mixture, plans.slice(4))]
  expect(shared).toEqual(whole)
})

test('a pretend dump never holds rows of a source that it is said to be without', () => {
  const mixture = golden('mixture').document
  for (const { recipe, considered } of planNullRuns(fitted(mixture), { seed: 1, calibrate: 40 })) {
    expect(recipe.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    const hidden = mixture.sources.map(({ id }) => id).filter((id) => !considered.includes(id))
    for (const id of hidden) expect(recipe.parts.map((part) => part.source)).toContain(id)
  }
})

test('wanted tabulations: registries with the patterns that are linked there, and dated breaches whole', () => {
  const portal = golden('portal').document
  const day = { earliest: 18_000, latest: 18_001 }
  const dated = portal.sources.map((source) =>
    source.role === 'breach' ? { ...source, dates: { ...source.dates, occurred: day } } : source,
  )
  const breaches = wantedTabulations(fitted({ ...portal, sources: dated })).filter(
    ({ source }) => portal.sources[source]?.role === 'breach',
  )
  expect(breaches).toEqual(
    portal.sources
      .filter(({ role }) => role === 'breach')
      .map(({ id }) => ({ source: id, column: 'day', patterns: [] })),
  )
  for (const { source: id, patterns } of wantedTabulations(fitted(portal))) {
    expect(portal.sources[id]?.role).toBe('registry')
    expect(patterns.length).toBeGreaterThan(0)
    for (const position of patterns) expect(portal.patterns[position]?.links[id]).not.toBeNull()
  }
})

test('explain: the patterns of a ratio, heaviest first, with counts that the dump holds', () => {
  const mixture = golden('mixture').document
  const { patterns, comparisons } = explain(mixture, fitted(mixture), 'portal')
  const weights = patterns.map(({ log10Weight }) => Math.abs(log10Weight))
  expect(weights).toEqual(weights.toSorted((one, other) => other - one))
  for (const { origins } of patterns) {
    expect(origins.reduce((sum, { chance }) => sum + chance, 0)).toBeGreaterThan(0.9)
  }
  for (const { records, agreeing } of comparisons) expect(agreeing).toBeLessThanOrEqual(records)
})
