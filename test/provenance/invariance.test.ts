import { describe, expect, test } from 'vitest'
import type { PatternsDocument } from '../../src/match/patterns.ts'
import { membersOf } from '../../src/provenance/components.ts'
import { conclude } from '../../src/provenance/conclude.ts'
import { shareOf } from '../../src/provenance/em.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { GOLDENS, golden } from './documents.ts'

const mirror = (text: string): string => [...text].reverse().join('')

/** The same counts with the sources numbered from the other end. */
function reversedSources(document: PatternsDocument): PatternsDocument {
  const last = document.sources.length - 1
  const turn = <T extends { links: readonly (string | null)[]; rawHit: string }>(
    counted: T,
  ): T => ({
    ...counted,
    links: counted.links.toReversed(),
    rawHit: mirror(counted.rawHit),
  })
  return {
    ...document,
    sources: document.sources.toReversed().map((source, id) => ({ ...source, id })),
    patterns: document.patterns.map((pattern) => ({
      ...turn(pattern),
      ruledOut: mirror(pattern.ruledOut),
      late: mirror(pattern.late),
      questioned: mirror(pattern.questioned),
    })),
    emission: document.emission.map((probe) => ({ ...turn(probe), from: last - probe.from })),
  }
}

function sharesByName(document: PatternsDocument): Map<string, number> {
  const { model, solution } = fitted(document, { trustSources: true })
  return new Map(
    document.sources.map(({ id, name }) => [
      name,
      shareOf(solution, membersOf(model.components, { source: id })),
    ]),
  )
}

describe.each(GOLDENS)('%s', (name) => {
  const { document } = golden(name)
  const shares = sharesByName(document)

  test('the order of patterns and probes does not matter', () => {
    const shuffled = {
      ...document,
      patterns: document.patterns.toReversed(),
      emission: document.emission.toReversed(),
    }
    for (const [source, share] of sharesByName(shuffled)) {
      expect(share).toBeCloseTo(shares.get(source) ?? Number.NaN, 3)
    }
  })

  test('the order of sources does not matter', () => {
    for (const [source, share] of sharesByName(reversedSources(document))) {
      expect(share).toBeCloseTo(shares.get(source) ?? Number.NaN, 3)
    }
  })
})

test('the same seed gives the same conclusion, byte for byte; the document is not written to', () => {
  const { document } = golden('mixture')
  const before = JSON.stringify(document)
  const twice = [0, 1].map(() =>
    JSON.stringify(conclude(document, fitted(document), { seed: 7, calibrate: 12 })),
  )
  expect(twice[0]).toBe(twice[1])
  expect(JSON.stringify(document)).toBe(before)
})
