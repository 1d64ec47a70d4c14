/** The first look at a document: the best fit for shares, and each record's chance of each origin. */
import type { PatternsDocument } from '../match/patterns.ts'
import { membersOf, type Subject } from './components.ts'
import { CLIMB } from './constants.ts'
import { posterior, type Solution } from './em.ts'
import { type Dependency, dependencies } from './independence.ts'
import { buildModel, type Model, type Setting, shareSetting } from './model.ts'
import { at, indexAt } from './numbers.ts'
import { type Question, questionOf, without } from './question.ts'
import { climbFrom, everyone, robustClimb } from './starts.ts'
import type { Variant } from './variant.ts'

export interface FitOptions {
  /** Skips the comparison of the sources with each other (pretend dumps have been through it). */
  readonly trustSources?: boolean
  readonly variant?: Variant
}

export interface Fit {
  readonly model: Model
  readonly setting: Setting
  readonly solution: Solution
  /** Posterior of each component for each distinct pattern [u · components + s]. */
  readonly posterior: Float64Array
  /** Sources set aside because they hold another source's rows. */
  readonly dependencies: readonly Dependency[]
}

export function fit(document: PatternsDocument, options: FitOptions = {}): Fit {
  const question = questionOf(document, options.variant)
  const found = options.trustSources ? [] : dependencies(question)
  return fitQuestion(
    without(
      question,
      found.map(({ source }) => source),
    ),
    found,
  )
}

export function fitQuestion(question: Question, found: readonly Dependency[] = []): Fit {
  const model = buildModel(question)
  const setting = shareSetting(model)
  const solution = climbFrom(model, setting, robustClimb(model, setting, everyone(model)), {
    allowed: everyone(model),
    steps: CLIMB.polishSteps,
    tolerance: CLIMB.polishTolerance,
  })
  return { model, setting, solution, posterior: posterior(model, solution), dependencies: found }
}

/** Chance that the records of one of the document's patterns came from the subject. */
export function chanceOf(
  { model, posterior: chances }: Fit,
  pattern: number,
  subject: Subject,
): number {
  const u = indexAt(model.layout.patternOf, pattern)
  return membersOf(model.components, subject).reduce(
    (chance, s) => chance + at(chances, u * model.components.length + s),
    0,
  )
}
