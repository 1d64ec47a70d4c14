/** Runs recomputed from their evidence, and what is told when one number of them is another. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { provenanceDocument } from '../../src/case/provenance-document.ts'
import { recompute } from '../../src/case/recompute.ts'
import { findings } from '../../src/match/findings.ts'
import { nullRuns, planNullRuns } from '../../src/provenance/calibration.ts'
import { conclude } from '../../src/provenance/conclude.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { differences } from '../../src/reports/differences.ts'
import { commitment, type OpenedEvidence, openedEvidence } from '../../src/reports/evidence.ts'
import { worldAround } from '../case/world-around.ts'
import { GOLDENS, golden } from '../provenance/documents.ts'
import { DOCUMENTS } from './documents.ts'
import { changedAt, leavesOf } from './leaves.ts'

const FEW = 2
const NONCE = 'a1'.repeat(32)

/** A run over a world of known truth, as `match` makes it, and its evidence, both as JSON holds them. */
function runOn(name: (typeof GOLDENS)[number]) {
  const patterns = golden(name).document
  const best = fitted(patterns)
  const options = { seed: 1, calibrate: FEW }
  const runs = nullRuns(patterns, planNullRuns(best, options))
  const counted = { placeholders: { phone: 3 }, malformedReferences: 2 }
  const document = provenanceDocument(
    patterns,
    conclude(patterns, best, { ...options, nullRuns: runs }),
    findings(patterns, counted),
    {
      run: 1,
      created: '2026-01-01T00:00:00.000Z',
      tool: '0.0.0',
      seed: 1,
      seconds: { link: 0.1, fit: 0.2, calibrate: 0.3 },
      notUsed: [],
      inputs: DOCUMENTS.mixture.inputs,
    },
  )
  const basis = { nonce: NONCE, ...counted, calibrate: FEW, nullRuns: runs }
  return asJson({ document, evidence: openedEvidence(document, patterns, basis) })
}

const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))
const runs = Object.fromEntries(GOLDENS.map((name) => [name, runOn(name)])) as Record<
  (typeof GOLDENS)[number],
  ReturnType<typeof runOn>
>

const isNumber = (leaf: unknown): boolean => typeof leaf === 'number'
const isHash = (leaf: unknown): boolean => typeof leaf === 'string' && /^[0-9a-f]{64}$/.test(leaf)
const another = (leaf: unknown): unknown =>
  typeof leaf === 'number'
    ? leaf * (1 + 1e-8) + (leaf < 0 ? -1e-8 : 1e-8)
    : String(leaf).replace(/^./, (first) => (first === 'f' ? '0' : 'f'))

describe.each(GOLDENS)('%s', (name) => {
  const { document, evidence } = runs[name]

  test('every figure follows from the evidence', async () => {
    expect(differences(document, asJson(await recompute(worldAround(), evidence)))).toEqual([])
  })

  test('a changed number or hash is named, and no other figure', () => {
    const places = leavesOf(document, (leaf) => isNumber(leaf) || isHash(leaf))
    expect(places.length).toBeGreaterThan(60)
    for (const place of places) {
      const found = differences(changedAt(document, place, another), document)
      const last = place.at(-1) ?? ''
      expect(found).toHaveLength(1)
      expect(found[0]?.figure.endsWith(/^\d+$/.test(last) ? `[${last}]` : last)).toBe(true)
    }
  })

  test('a changed number of the evidence breaks the commitment', () => {
    const committed = commitment(evidence)
    const places = leavesOf(evidence, isNumber)
    // Each costs a hash over the whole: all of them in one world, every eighth in the others.
    const looked = name === 'unknown' ? places : places.filter((_, i) => i % 8 === 0)
    const unseen = looked.filter(
      (place) => commitment(changedAt(evidence, place, another)) === committed,
    )
    expect(looked.length).toBeGreaterThan(200)
    expect(unseen).toEqual([])
  })
})

test('a pattern told otherwise moves figures that are then named', async () => {
  const { document, evidence } = runs.mixture
  const place = ['patterns', 'patterns', '0', 'n']
  const told: OpenedEvidence = changedAt(evidence, place, (n) => Number(n) + 5)
  const found = differences(document, asJson(await recompute(worldAround(), told)))
  const figures = found.map(({ figure }) => figure)
  expect(figures.some((figure) => figure.startsWith('sources[portal].share'))).toBe(true)
  expect(
    figures.some((figure) => figure.startsWith('presentIn') || figure === 'records.noMatch'),
  ).toBe(true)
})

test('what differs beyond the ninth digit does not count', () => {
  expect(differences({ share: 0.123456789012 }, { share: 0.123456789011 })).toEqual([])
  expect(differences({ share: 0.1234567 }, { share: 0.1234568 })).toEqual([
    { figure: 'share', stated: '0.1234567', follows: '0.1234568' },
  ])
})

test('texts of a file are never repeated, only that they differ', () => {
  const found = differences({ dump: 'a secret', extra: [1] }, { dump: 'bot' })
  expect(JSON.stringify(found)).not.toContain('secret')
  expect(found.map(({ figure }) => figure)).toEqual(['dump', 'extra'])
})

test('a program in another language comes to the same commitments', () => {
  const file = new URL('commitment.json', import.meta.url)
  const vectors: { nonce: string; evidence: OpenedEvidence; commitment: string }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  expect(vectors).toHaveLength(3)
  for (const { nonce, evidence, commitment: expected } of vectors)
    expect(commitment({ ...evidence, nonce })).toBe(expected)
})

test('without the nonce the same evidence gives another commitment', () => {
  const { evidence } = runs.portal
  expect(commitment({ ...evidence, nonce: 'b2'.repeat(32) })).not.toBe(commitment(evidence))
})
