/** What no report says, in any format, whatever the verdict. */
import { describe, expect, test } from 'vitest'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { nextEvidence, openQuestions, weightSentence } from '../../src/reports/reading.ts'
import { DOCUMENTS } from './documents.ts'
import { renditions } from './renditions.ts'

const visible = (text: string): string => text.replace(/<style>[\s\S]*?<\/style>/g, '')

test.each([...renditions()])('%s accuses nobody and clears nobody', (_name, text) => {
  expect(visible(text)).not.toMatch(
    /\b(?:hacked|accused?|guilty|innocent|cleared|culprit|perpetrator|leaked by|was breached|odds that|(?:probability|chance) that)\b/i,
  )
})

test.each(Object.entries(DOCUMENTS))(
  '%s: a supported source is always "or a copy"',
  (_code, document) => {
    for (const source of document.sources) {
      const sentence = weightSentence(source)
      if (sentence !== null) expect(sentence).toContain('or from a copy of it')
    }
    expect(openQuestions(document).map(({ question }) => question)).toHaveLength(4)
    expect(openQuestions(document).at(-1)?.answer).toContain('does not answer')
  },
)

describe('the weight in words', () => {
  const [portal, telecom, foodApp] = DOCUMENTS.mixture.sources

  test('a figure that is the cap is "more than", and says that it is the most', () => {
    const sentence = portal === undefined ? '' : weightSentence(portal)
    expect(sentence).toContain('more than 200 times')
    expect(sentence).toContain('200 is the most that this case’s tests can support')
  })

  test('a figure below the cap is "at least"', () => {
    const sentence = telecom === undefined ? '' : weightSentence(telecom)
    expect(sentence).toContain('at least 130 times')
    expect(sentence).not.toContain('the most')
  })

  test('an unsupported source gets no sentence', () => {
    expect(foodApp === undefined ? '' : weightSentence(foodApp)).toBeNull()
  })
})

test('an inconclusive run says which evidence to ask for', () => {
  expect(nextEvidence(DOCUMENTS.inconclusive).join(' ')).toMatch(/complete export of portal/)
})

test('an export that leaves a registry without an upper bound is asked for whole', () => {
  const [portal, ...others] = DOCUMENTS.mixture.sources
  const asked = (share: ProvenanceDocument['sources'][number]['share']) =>
    portal === undefined
      ? ''
      : nextEvidence({ ...DOCUMENTS.mixture, sources: [{ ...portal, share }, ...others] }).join(' ')
  const whole = /A complete export of portal/
  expect(asked({ estimate: 0.4, interval: [0.3, 1], identified: true })).toMatch(whole)
  expect(asked({ estimate: 0.99, interval: [0.97, 1], identified: true })).not.toMatch(whole)
  expect(asked({ estimate: 0.4, interval: [0.3, 0.5], identified: true })).not.toMatch(whole)
})
