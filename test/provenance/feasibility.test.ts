import { expect, test } from 'vitest'
import { buildModel } from '../../src/provenance/model.ts'
import { questionOf } from '../../src/provenance/question.ts'
import { document, SAME, source } from './documents.ts'

const FILLED = ['phone', 'aadhaar', 'name', 'yob', 'gender', 'email', 'date:dose'] as const

/** Factors of the only record: the registry's, the breach's, and of the registry joined with the breach's e-mail column. */
function factors(registryFields: readonly string[]) {
  const plain = document(
    [
      source(0, 'registry', { fields: registryFields }),
      source(1, 'breach', { fields: ['phone', 'name', 'email'] }),
    ],
    [[[SAME, SAME], 10]],
    [[[[SAME, null], 50]], [[[null, SAME], 50]]],
  )
  const [pattern] = plain.patterns
  if (pattern === undefined) throw new Error('no pattern')
  // The record holds a dose later than the breach.
  const { components, feasibility, layout } = buildModel(
    questionOf({
      ...plain,
      forms: [{ id: 0, filled: FILLED, nameShape: '2', mask: 'pin' }],
      patterns: [{ ...pattern, ruledOut: '01', late: '01' }],
    }),
  )
  const block = layout.patternBlocks[0] ?? 0
  return Object.fromEntries(
    components.map(({ kind }, s) => [kind, feasibility[block * components.length + s]]),
  )
}

const REGISTRY = ['phone', 'aadhaar', 'name', 'yob', 'gender']

test('an event of the registry’s own columns does not keep it from being joined with an older breach', () => {
  expect(factors([...REGISTRY, 'date:dose'])['joined']).toBe(1)
})

test('an event of columns that only the breach can have supplied does', () => {
  expect(factors(REGISTRY)['joined']).toBeLessThan(1e-5)
})
