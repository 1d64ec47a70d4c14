/** Counts over the dump's patterns that guards and findings ask for, weighted by posterior where origin matters. */
import { fieldLetters, fullClass, linkClass, nameLetter, type SlotPlan } from './comparison.ts'
import type { Subject } from './components.ts'
import { chanceOf, type Fit } from './fit.ts'
import type { RecordPattern } from './question.ts'

/** One of the document's patterns with its position. */
export interface Placed {
  readonly position: number
  readonly pattern: RecordPattern
}

export const placed = ({ model }: Fit): readonly Placed[] =>
  model.question.patterns.map((pattern, position) => ({ position, pattern }))

/** Patterns whose records nearly all came from the subject. */
export const patternsFrom = (fit: Fit, subject: Subject, least: number): readonly Placed[] =>
  placed(fit).filter(({ position }) => chanceOf(fit, position, subject) > least)

export const recordsIn = (patterns: readonly Placed[]): number =>
  patterns.reduce((records, { pattern }) => records + pattern.n, 0)

/** Chance that a pattern's records came from any of the subjects. */
export const jointChance = (fit: Fit, position: number, subjects: readonly Subject[]): number =>
  subjects.reduce((chance, subject) => chance + chanceOf(fit, position, subject), 0)

/** Everything but the name and minted numbers agrees. */
export function agreesOtherwise(code: string, plan: SlotPlan): boolean {
  if (!fullClass(linkClass(code, plan))) return false
  return fieldLetters(code, plan).every(
    ({ slot, letter }) => letter === 'E' || slot === 'reference-id' || slot === 'field:serial',
  )
}

export const nameDiffers = (code: string, plan: SlotPlan): boolean =>
  ['P', 'D'].includes(nameLetter(code, plan))

export const nameAgrees = (code: string, plan: SlotPlan): boolean =>
  ['E', 'C'].includes(nameLetter(code, plan))

export const referenceAgrees = (code: string, plan: SlotPlan): boolean =>
  fieldLetters(code, plan).some(({ slot, letter }) => slot === 'reference-id' && letter === 'E')
