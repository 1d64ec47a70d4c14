/** What no report says, in any format, whatever the verdict. */
import { describe, expect, test } from 'vitest'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { conclusions, openQuestions, weightSentence } from '../../src/reports/conclusions.ts'
import { nextEvidence } from '../../src/reports/next-evidence.ts'
import { DOCUMENTS, ratioOf } from './documents.ts'
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
    expect(sentence).toContain('more than 190 times')
    expect(sentence).toContain('the tests of this case can support none')
  })

  test('a figure below the cap is "at least"', () => {
    const sentence = telecom === undefined ? '' : weightSentence(telecom)
    expect(sentence).toContain('at least 120 times')
    expect(sentence).not.toContain('No higher figure')
  })

  test('how much closer an undisclosed source may be is that of the run', () => {
    if (portal?.contributed === undefined) throw new Error('the fixed run has no ratio of portal')
    const alone = { ...portal, contributed: { ...portal.contributed, closeness: 5 } }
    expect(weightSentence(portal)).toContain('at most three times closer to portal')
    expect(weightSentence(alone)).toContain('at most five times closer to portal')
  })

  test('an unsupported source gets no sentence', () => {
    expect(foodApp === undefined ? '' : weightSentence(foodApp)).toBeNull()
  })
})

test('what may have come from elsewhere is counted, and how the records left is never said', () => {
  expect(conclusions(DOCUMENTS.mixture)).toContain(
    'Up to 304 of the 898 records could have come from elsewhere than portal or a copy of it.',
  )
  for (const document of Object.values(DOCUMENTS))
    expect(conclusions(document).at(-1)).toBe('This does not say how the records left.')
})

test('a ratio that is held down by the tests of the case asks for more of them', () => {
  const [portal, ...others] = DOCUMENTS.mixture.sources
  const held = { ...ratioOf(1.8), cappedAt: 1.8 }
  const sources = portal === undefined ? [] : [{ ...portal, contributed: held }, ...others]
  expect(nextEvidence({ ...DOCUMENTS.mixture, sources }).join(' ')).toMatch(/More pretend dumps/)
  expect(nextEvidence(DOCUMENTS.mixture).join(' ')).not.toMatch(/More pretend dumps/)
})

test('of a source that fits best and is not established, more to compare is asked for', () => {
  const [portal, ...others] = DOCUMENTS.mixture.sources
  const weak = portal === undefined ? [] : [{ ...portal, contributed: ratioOf(0.4) }]
  const asked = nextEvidence({ ...DOCUMENTS.mixture, sources: [...weak, ...others] }).join(' ')
  expect(asked).toContain('More columns to compare with portal')
  expect(asked).toContain('it fits 70 % of them best')
  expect(nextEvidence(DOCUMENTS.mixture).join(' ')).not.toContain('More columns to compare')
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
