import { describe, expect, test } from 'vitest'
import { membersOf, type Subject } from '../../src/provenance/components.ts'
import { shareOf } from '../../src/provenance/em.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { likelihoodRatio } from '../../src/provenance/likelihood-ratio.ts'
import { floorSetting, modelSetting } from '../../src/provenance/model.ts'
import { everyone, robustClimb } from '../../src/provenance/starts.ts'
import { FIRST } from '../../src/provenance/variant.ts'
import { GOLDENS, golden } from './documents.ts'

// golden/make.py wrote these with the first form of the method, which this engine can still be asked to be.
describe.each(GOLDENS)('%s agrees with the first form of the method', (name) => {
  const { document, expected } = golden(name)
  const { model, solution } = fitted(document, { trustSources: true, variant: FIRST })
  const subjects: [string, Subject][] = [
    ...document.sources.map((source): [string, Subject] => [source.name, { source: source.id }]),
    ['unknown', 'unknown'],
    ['fabricated', 'fabricated'],
  ]

  test.each(subjects)('share of %s within 0.005', (subject, about) => {
    const share = shareOf(solution, membersOf(model.components, about))
    expect(Math.abs(share - (expected[subject]?.share ?? Number.NaN))).toBeLessThan(0.005)
  })

  const settings = { floor: floorSetting(model), model: modelSetting(model) }
  const bests = {
    floor: robustClimb(model, settings.floor, everyone(model)),
    model: robustClimb(model, settings.model, everyone(model)),
  }
  const cases = subjects.flatMap(([subject, about]) =>
    (['floor', 'model'] as const).map((kind) => ({ subject, about, kind })),
  )
  test.each(cases)('$kind ratio of $subject within 0.3', ({ subject, about, kind }) => {
    const members = membersOf(model.components, about)
    const { log10Lr } = likelihoodRatio(model, settings[kind], bests[kind], members)
    expect(Math.abs(log10Lr - (expected[subject]?.[kind] ?? Number.NaN))).toBeLessThan(0.3)
  })
})
