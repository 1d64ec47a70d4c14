import { describe, expect, test } from 'vitest'
import { membersOf } from '../../src/provenance/components.ts'
import { climb, posterior, shareOf } from '../../src/provenance/em.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { buildModel, floorSetting, type Setting, shareSetting } from '../../src/provenance/model.ts'
import { questionOf } from '../../src/provenance/question.ts'
import { allBut, everyone } from '../../src/provenance/starts.ts'
import { document, GOLDENS, golden, SAME, source } from './documents.ts'

describe.each(GOLDENS)('%s', (name) => {
  const model = buildModel(questionOf(golden(name).document))
  const settings: [string, Setting][] = [
    ['share', shareSetting(model)],
    ['floor', floorSetting(model)],
  ]

  test.each(settings)('the %s objective never falls', (_, setting) => {
    const reached: number[] = []
    climb(model, setting, {
      allowed: everyone(model),
      steps: 120,
      tolerance: 1e-7,
      onStep: (objective) => reached.push(objective),
    })
    expect(reached.length).toBeGreaterThan(3)
    for (const [i, objective] of reached.entries()) {
      expect(objective).toBeGreaterThanOrEqual((reached[i - 1] ?? objective) - 1e-7)
    }
  })

  test('weights add up to one, tables to one in every group', () => {
    const { theta, weights } = climb(model, shareSetting(model), { allowed: everyone(model) })
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
    const { layout } = model
    for (let s = 0; s < model.components.length; s++) {
      for (let g = 0; g < layout.groups.length; g++) {
        const from = s * layout.cells + (layout.start[g] ?? 0)
        const to = s * layout.cells + (layout.start[g + 1] ?? 0)
        const mass = theta.subarray(from, to).reduce((sum, value) => sum + value, 0)
        expect(mass).toBeCloseTo(1, 9)
      }
    }
  })

  test('a component that is not allowed gets no record', () => {
    const setting = shareSetting(model)
    const found = climb(model, setting, { allowed: allBut(model, [0]) })
    expect(found.weights[0]).toBe(0)
    const chances = posterior(model, found)
    for (let u = 0; u < model.layout.patternRecords.length; u++) {
      expect(chances[u * model.components.length]).toBeLessThan(1e-12)
    }
  })

  test('a held share is held', () => {
    const members = membersOf(model.components, { source: 0 })
    const held = climb(model, shareSetting(model), {
      allowed: everyone(model),
      held: { members, share: 0.37 },
    })
    expect(shareOf(held, members)).toBeCloseTo(0.37, 9)
  })
})

// Two sources that share nobody: which source a record is linked with tells its origin, and the shares are the counts.
test('closed form: sources without overlap', () => {
  const records = 1000
  const two = document(
    [source(0, 'registry'), source(1, 'breach')],
    [
      [[SAME, null], 700],
      [[null, SAME], 300],
    ],
    [[[[null, null], 500]], [[[null, null], 500]]],
  )
  const { model, solution } = fitted(two, { trustSources: true })
  expect(model.question.records).toBe(records)
  expect(shareOf(solution, membersOf(model.components, { source: 0 }))).toBeCloseTo(0.7, 3)
  expect(shareOf(solution, membersOf(model.components, { source: 1 }))).toBeCloseTo(0.3, 3)
})
