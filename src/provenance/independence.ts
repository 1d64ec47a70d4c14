/** Whether the sources are independent explanations: a source that holds another's own rows is neither a rival nor a null. */

import { membersOf } from './components.ts'
import { INDEPENDENCE, LEAST_SHARE } from './constants.ts'
import { shareOf } from './em.ts'
import { likelihoodRatio } from './likelihood-ratio.ts'
import { buildModel, floorSetting } from './model.ts'
import { probePatterns } from './pretend-dump.ts'
import { type Question, sourceAt, without, withPatterns } from './question.ts'
import { everyone, robustClimb } from './starts.ts'
import { ratioAtFactor } from './tipping-point.ts'

/** `source` is set aside: part of its rows are those of `of`. */
export interface Dependency {
  readonly source: number
  readonly of: number
  /** Part of the source's probe rows explained by the other. */
  readonly share: number
}

/**
 * Sends each source's probe rows through the engine as if they were a dump of unknown origin. Where another source explains
 * them even against an undisclosed rival far closer than any corpus, the two are not independent. Registries stay; of two
 * breaches the later one is set aside. The bar is high on purpose: a true rival set aside would leave its rows to a registry.
 */
export function dependencies(question: Question): readonly Dependency[] {
  const found: Dependency[] = []
  for (const source of [...question.considered].reverse()) {
    if (sourceAt(question, source).role === 'registry') continue
    const left = without(question, [source, ...found.map((known) => known.source)])
    const dependency = dependsOn(left, source)
    if (dependency !== null) found.push(dependency)
  }
  return found
}

function dependsOn(question: Question, source: number): Dependency | null {
  const patterns = probePatterns(question, source)
  if (question.considered.length === 0 || patterns.length === 0) return null
  const model = buildModel(withPatterns(question, patterns))
  const setting = floorSetting(model)
  const best = robustClimb(model, setting, everyone(model))
  const candidates = question.considered.map((of) => {
    const members = membersOf(model.components, { source: of })
    return { of, members, share: shareOf(best, members) }
  })
  for (const { of, members, share } of candidates) {
    if (share < Math.max(LEAST_SHARE, INDEPENDENCE.share)) continue
    const ratio = likelihoodRatio(model, setting, best, members)
    if (ratio.log10Lr < INDEPENDENCE.log10Lr) continue
    const lifted = ratioAtFactor(model, of, members, ratio, INDEPENDENCE.factor)
    if (lifted >= INDEPENDENCE.log10Lr) return { source, of, share }
  }
  return null
}
