/** Marks of names: equal for the same words in any order, so that it shows who spells a name like whom. */
import type { NameData } from '../store/block.ts'
import { NAME_CASE } from '../tokens/record.ts'

const ONE_LETTER = 1
/** Lowest bit: a word of one letter; five bits: how many words; the others: the sum of their fingerprints. */
const SHAPE_BITS = 6
const WORD_COUNT = 0b11111

/** 0 for a blank name or one without a word; two names that differ share a mark with probability 2^-26. */
export function nameMark(name: NameData | null, row: number): number {
  if (name === null || name.caseClass[row] === NAME_CASE.blank) return 0
  const [start = 0, end = 0] = [name.start[row], name.start[row + 1]]
  if (start === end) return 0
  let sum = 0
  let initial = 0
  for (let at = start; at < end; at++) {
    const word = name.words[at] ?? 0
    sum += word
    initial |= word & ONE_LETTER
  }
  return ((sum << SHAPE_BITS) | ((end - start) << 1) | initial) >>> 0
}

/**
 * Whether two names may be spellings of one: as many words in each, two or more, none of them an initial. That a voter roll
 * puts the family first or a lender writes initials is a style, not an error.
 */
export function areSpellings(a: number, b: number): boolean {
  const shape = a & (2 ** SHAPE_BITS - 1)
  const words = (shape >>> 1) & WORD_COUNT
  return a !== b && shape === (b & (2 ** SHAPE_BITS - 1)) && (a & ONE_LETTER) === 0 && words >= 2
}
