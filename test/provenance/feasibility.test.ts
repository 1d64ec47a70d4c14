import { describe, expect, test } from 'vitest'
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

/** Factor of the registry alone for a record with an address that it does not collect. */
function factorWithAddress(breachAddress: string, late = '00') {
  const collects = ['phone', 'aadhaar', 'name', 'yob', 'gender']
  const [registry, breach] = [`${SAME}0`, `${SAME}${breachAddress}`]
  const plain = document(
    [
      source(0, 'registry', { fields: collects, collects }),
      source(1, 'breach', { fields: [...collects, 'address'] }),
    ],
    [[[registry, breach], 30]],
    [[[[registry, null], 50]], [[[null, `${SAME}1`], 50]]],
  )
  const { components, feasibility, layout } = buildModel(
    questionOf({
      ...plain,
      slots: [...plain.slots, 'address'],
      forms: [{ id: 0, filled: [...collects, 'address'], nameShape: '2', mask: 'pin' }],
      patterns: plain.patterns.map((pattern) => ({ ...pattern, ruledOut: '10', late })),
    }),
  )
  const block = layout.patternBlocks[0] ?? 0
  const alone = components.findIndex(({ kind }) => kind === 'source')
  return feasibility[block * components.length + alone]
}

describe('a column that the registry does not collect', () => {
  const [AGREES, DIFFERS] = ['1', '4']

  test('rules it out where another source may have given the column', () => {
    expect(factorWithAddress(AGREES)).toBeLessThan(1e-5)
  })

  test('does not where the column agrees with nobody: it was added for show', () => {
    expect(factorWithAddress(DIFFERS)).toBe(1)
  })

  test('does where an event is too late for it as well', () => {
    expect(factorWithAddress(DIFFERS, '10')).toBeLessThan(1e-5)
  })
})
