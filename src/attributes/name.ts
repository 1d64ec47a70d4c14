/** Names of people: words of any script for comparison, the spelling as written for telling one copy from another. */
import { LIMITS } from '../core/limits.ts'
import type { CaseClass, NameForm, NameRule } from './attribute.ts'
import { asWritten, letterWords, readCell } from './words.ts'

const MASKED = /[*•●█#]{2}|[Xx]{3}/

export const name: NameRule = {
  attribute: 'name',
  shape: 'name',
  version: '1',
  parse: (text) => readCell(text, (clean) => nameForm(text, clean)),
}

function nameForm(text: string, clean: string): NameForm | null {
  // A masked name's visible letters would pass for initials and agree with strangers.
  if (clean.length > 2 * LIMITS.nameCodePoints || MASKED.test(clean)) return null
  const exact = asWritten(text)
  const words = letterWords(clean)
  if ([...exact].length > LIMITS.nameCodePoints || words.length > LIMITS.nameWords) return null
  return { exact, words, caseClass: caseClass(clean) }
}

function caseClass(text: string): CaseClass {
  const upper = text.toUpperCase()
  const lower = text.toLowerCase()
  if (upper === lower) return 'none'
  if (text === upper) return 'upper'
  return text === lower ? 'lower' : 'mixed'
}
