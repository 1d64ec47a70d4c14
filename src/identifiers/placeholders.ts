/** Values that stand for no value: counted, never matched. */
import { foldCase } from './cell-text.ts'

const WORDS: ReadonlySet<string> = new Set(
  [
    'na n/a n.a n.a. #n/a nan nil null (null) <null> \\n none undefined unknown blank empty test dummy sample tbd tba',
    'void missing invalid false no not ref! #ref! #value! #name? #num! #null! #div/0! xx xxx नहीं अज्ञात अनुपलब्ध',
  ]
    .join(' ')
    .split(' '),
)
const PHRASES: ReadonlySet<string> = new Set([
  'not available',
  'not applicable',
  'not provided',
  'not given',
  'not known',
  'not found',
  'no data',
  'no value',
  'लागू नहीं',
  'उपलब्ध नहीं',
])
/** All of these as they stand folded, for compiling. */
export const PLACEHOLDER_TEXTS: readonly string[] = [...WORDS, ...PHRASES]
const TWO_DIGITS = /\d\d/
const LONGEST = 16
const PUNCTUATION = /^[-–—_.,:;/?!~|\\'"()[\]{}<> ]+$/

/** Whether a cleaned cell says only that there is no value: `NA`, `null`, `-`, `Not available`. */
export function isPlaceholderText(clean: string): boolean {
  if (TWO_DIGITS.test(clean)) return false
  if (clean.length > LONGEST) return PUNCTUATION.test(clean)
  const folded = foldCase(clean)
  return WORDS.has(folded) || PHRASES.has(folded) || PUNCTUATION.test(clean)
}

const REPEATED = /^(\d)\1*$/
const ASCENDING = '01234567890123456789012345678901234567890'

/** Whether digits were typed to fill a field: one digit throughout, or counting up (`1234567890`, not `9876543210`). */
export const isFiller = (digits: string): boolean =>
  digits.length > 3 && (REPEATED.test(digits) || ASCENDING.includes(digits))
