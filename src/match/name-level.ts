/** How two names compare: exact, same words, some word in common, different. */
import type { NameData } from '../store/block.ts'
import { LEVEL, type Level } from './patterns.ts'
import type { Treatment } from './treatment.ts'

const ONE_LETTER = 1

/** Both names are present. @param a the dump's name, row i; @param b the source's, row j */
export function nameLevel(
  a: NameData,
  i: number,
  b: NameData,
  j: number,
  treatment: Treatment,
): Level {
  const ours = wordsOf(a, i)
  const theirs = wordsOf(b, j)
  // Names without any word (digits, signs) equal nothing: two empty sets must not agree.
  if (ours.length === 0 || theirs.length === 0) return LEVEL.different
  if (treatment.oneWord) return oneWordLevel(ours, theirs)
  if (a.folded[i] === b.folded[j] && (treatment.case !== null || a.exact[i] === b.exact[j]))
    return LEVEL.exact
  if (sameSet(ours, theirs)) return LEVEL.canonical
  return ours.some((word) => (word & ONE_LETTER) === 0 && theirs.includes(word))
    ? LEVEL.partial
    : LEVEL.different
}

/** A dump of one-word names: contained in the source's name agrees. */
function oneWordLevel(ours: Uint32Array, theirs: Uint32Array): Level {
  if (!ours.every((word) => theirs.includes(word))) return LEVEL.different
  return theirs.length === ours.length ? LEVEL.exact : LEVEL.canonical
}

const wordsOf = (name: NameData, row: number): Uint32Array =>
  name.words.subarray(name.start[row] ?? 0, name.start[row + 1] ?? 0)

const sameSet = (a: Uint32Array, b: Uint32Array): boolean =>
  a.every((word) => b.includes(word)) && b.every((word) => a.includes(word))
