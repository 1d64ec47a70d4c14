/** What a verdict says in words: no more than is established, of one source or of several. */
import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../src/provenance/judgement.ts'
import { questionOf } from '../../src/provenance/question.ts'
import { verdictOf } from '../../src/provenance/sentence.ts'
import { decide, type Grounds, type Part } from '../../src/provenance/verdict.ts'
import { document, SAME, source } from './documents.ts'
import { grounds, judgement } from './judgements.ts'

const three = [source(0, 'registry'), source(1, 'breach'), source(2, 'breach')]
const linked = [[[SAME, null, null], 300]] as const
const question = questionOf(
  document(
    three,
    linked,
    three.map(() => linked),
  ),
)

const verdict = (more: Partial<Grounds>) =>
  verdictOf(question, grounds(more), decide(grounds(more)))
const supported = (source: number, share: number): Judgement =>
  judgement({
    source,
    subject: { source },
    supported: true,
    share,
    interval: [share - 0.02, Math.min(1, share + 0.01)],
    log10Lr: 2.1,
  })
const part = (kind: Part['kind'], share: number): Part => ({ kind, source: null, share })

describe('the sentence', () => {
  test('a mixture names the breach that gave the other part, and claims no third', () => {
    const parts = [part('registry', 0.7), part('breach', 0.3)]
    const { sentence } = verdict({
      registries: [supported(0, 0.7)],
      others: [supported(1, 0.3)],
      parts,
    })
    expect(sentence).toContain('and part from telecom, or from a copy of it.')
    const more = [...parts, part('unknown', 0.2)]
    expect(
      verdict({ registries: [supported(0, 0.5)], others: [supported(1, 0.3)], parts: more })
        .sentence,
    ).toContain('telecom, or from a copy of it; the rest has another origin.')
  })

  test('breaches that explain a part only are not said to explain all', () => {
    const whole = verdict({ others: [supported(1, 0.97)], parts: [part('breach', 0.97)] })
    expect(whole.sentence).toMatch(/^The evidence supports that these records derive from telecom,/)
    const half = verdict({
      others: [supported(1, 0.6)],
      parts: [part('breach', 0.6), part('fabricated', 0.36)],
    })
    expect(half.sentence).toMatch(
      /largest part of these records whose origin is established derives/,
    )
  })

  test('of several it says that they are several', () => {
    const parts = [part('breach', 0.97)]
    const { sentence } = verdict({ others: [supported(1, 0.6), supported(2, 0.37)], parts })
    expect(sentence).toContain('telecom and food, or from a copy of them;')
  })

  test('an inconclusive one tells how many could be the registry’s only where that is bounded', () => {
    const open = judgement({ share: 0.46, interval: [0, 0.53] })
    expect(verdict({ registries: [open] }).sentence).toContain('; up to 159 of 300 could still be')
    for (const unknown of [
      { ...open, bounded: false },
      { ...open, interval: [0, 1] as const },
    ])
      expect(verdict({ registries: [unknown] }).sentence).toMatch(
        /do not decide where they come from\.$/,
      )
  })
})

describe('what it rests on', () => {
  test('a source that fits best and is not established is named, with what is missing', () => {
    const { code, because } = verdict({
      others: [judgement({ source: 1, subject: { source: 1 }, share: 0.98, interval: [0, 1] })],
    })
    expect(code).toBe('inconclusive')
    expect(because).toContain(
      'telecom fits 98 % of them best, but is not established: its ratio is under 2, and 100 is needed',
    )
  })

  test('the ratio reads as everywhere else, and so does what it holds against', () => {
    const parts = [part('registry', 0.99)]
    const held = { ...supported(0, 0.99), tippingPoint: 8, cap: 2.1 }
    expect(verdict({ registries: [held], parts }).because[0]).toBe(
      'moderately strong support (ratio more than 120) that portal, or a copy of it, gave records: 99 % of them (97 % to 100 %); this holds against an undisclosed source up to 8 times closer to it than any supplied one',
    )
    const loose = { ...supported(0, 0.99), cap: 2.3 }
    expect(verdict({ registries: [loose], parts }).because[0]).toMatch(
      /ratio at least 120\).* 5 times closer to it than any supplied one could explain them too$/,
    )
  })
})
