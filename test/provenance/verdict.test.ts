import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../src/provenance/judgement.ts'
import { decide, type Part } from '../../src/provenance/verdict.ts'
import { grounds, judgement } from './judgements.ts'

const part = (kind: Part['kind'], share: number): Part => ({ kind, source: null, share })
const portal = (share: number, high = 1): Judgement =>
  judgement({ supported: true, share, interval: [share - 0.02, high], log10Lr: 2.3 })

describe('decide', () => {
  test('a registry alone, and nothing else needed', () => {
    const only = grounds({ registries: [portal(0.99)], parts: [part('registry', 0.99)] })
    expect(decide(only).code).toBe('registry-derived')
  })

  test.each(['breach', 'unknown', 'fabricated'] as const)('a registry with %s records', (kind) => {
    const both = [part('registry', 0.6), part(kind, 0.4)]
    expect(decide(grounds({ registries: [portal(0.6)], parts: both })).code).toBe('mixture')
  })

  test('a registry that cannot explain the whole', () => {
    const some = grounds({ registries: [portal(0.8, 0.9)], parts: [part('registry', 0.8)] })
    expect(decide(some).code).toBe('mixture')
  })

  test('the code follows the largest established part', () => {
    const padded = (breach: number, invented: number) =>
      decide(grounds({ parts: [part('breach', breach), part('fabricated', invented)] })).code
    expect(padded(0.85, 0.12)).toBe('prior-breach')
    expect(padded(0.3, 0.7)).toBe('fabricated')
    expect(decide(grounds({ parts: [part('unknown', 0.9)] })).code).toBe('unknown-source')
  })

  test('two breaches count together', () => {
    const parts = [part('breach', 0.3), part('breach', 0.3), part('unknown', 0.4)]
    expect(decide(grounds({ parts })).code).toBe('prior-breach')
  })

  const breach = { parts: [part('breach', 0.9)] }
  test.each([
    ['no registry was supplied', { ...breach, registries: [] }, 'no-registry'],
    [
      'a registry was only declared',
      { ...breach, unseenRegistries: ['portal'] },
      'unseen-registry',
    ],
    [
      'an extract excludes nobody',
      { ...breach, registries: [judgement({ bounded: false, interval: [0, 1] })] },
      'unbounded-registry',
    ],
    [
      'a registry could still hold a tenth',
      { ...breach, registries: [judgement({ interval: [0, 0.1] })] },
      'registry-not-excluded',
    ],
    [
      'a guard withholds the ratio',
      { ...breach, registries: [judgement({ gated: true })] },
      'withheld',
    ],
    ['nothing is established', {}, 'nothing-established'],
    [
      'the largest part has no support',
      { others: [judgement({ share: 0.7 })], parts: [part('fabricated', 0.3)] },
      'nothing-established',
    ],
    [
      'the unexplained records look like the registry’s',
      { parts: [part('unknown', 0.9)], notIndependent: [0] },
      'unknown-not-independent',
    ],
  ])('inconclusive where %s', (_, more, obstacle) => {
    const decision = decide(grounds(more))
    expect(decision.code).toBe('inconclusive')
    expect(decision.obstacles).toContain(obstacle)
  })
})
