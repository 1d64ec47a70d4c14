/** Probe rows of each source by latent class, counted once a case: every pretend dump asks for the same tables. */
import { classesOf, letterAgrees, type Trait } from './comparison.ts'
import type { EmissionTables } from './emission.ts'
import { type ClassCounts, classCounts } from './latent-classes.ts'
import type { Question } from './question.ts'

const counted = new WeakMap<EmissionTables, Map<string, ClassCounts>>()

/** A source's own letters never tell the class of its rows, for a record agrees with itself. */
export function traitCounts(question: Question, trait: Trait, from: number): ClassCounts {
  const { considered, emission, variant } = question
  const known = counted.get(emission) ?? new Map<string, ClassCounts>()
  counted.set(emission, known)
  const classes = classesOf(trait, variant)
  const key = `${trait}|${from}|${considered.join()}`
  const counts =
    known.get(key) ??
    classCounts({
      vectors: (emission.traits.get(trait) ?? []).filter((vector) => vector.from === from),
      telling: considered.filter((source) => source !== from),
      counted: considered,
      classes,
      agrees: letterAgrees,
    })
  known.set(key, counts)
  return counts
}
