/** What was done to all names of a dump (upper-cased, lower-cased, cut to one word): sources are compared after the same. */
import type { NameData } from '../store/block.ts'
import { NAME_CASE } from '../tokens/record.ts'

export interface Treatment {
  readonly case: 'upper' | 'lower' | null
  readonly oneWord: boolean
}

/** The part of the names that must show a treatment for it to count as done to all (method.md 1.3). */
const TREATED = 0.98

export const NO_TREATMENT: Treatment = { case: null, oneWord: false }

export function treatmentOf(name: NameData | null): Treatment {
  if (name === null) return NO_TREATMENT
  const cases = new Uint32Array(5)
  let oneWord = 0
  let names = 0
  name.caseClass.forEach((caseClass, i) => {
    if (caseClass === NAME_CASE.blank) return
    names += 1
    cases[caseClass] = (cases[caseClass] ?? 0) + 1
    if ((name.start[i + 1] ?? 0) - (name.start[i] ?? 0) === 1) oneWord += 1
  })
  if (names === 0) return NO_TREATMENT
  const mostly = (count: number | undefined) => (count ?? 0) >= TREATED * names
  const upper = mostly(cases[NAME_CASE.upper])
  const lower = mostly(cases[NAME_CASE.lower])
  return { case: upper ? 'upper' : lower ? 'lower' : null, oneWord: mostly(oneWord) }
}
