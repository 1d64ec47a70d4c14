/** A header text reduced to its words, so that `Mobile_No.`, `mobileNo` and `MOBILE NO` are one. */
import { foldCase, plainCharacters } from '../identifiers/cell-text.ts'

const CAMEL = /(\p{Ll})(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})/gu
const DIGITS_APART = /([\p{L}\p{M}])(\p{Nd})|(\p{Nd})([\p{L}\p{M}])/gu
const WORDS = /[\p{L}\p{M}]+|\p{Nd}+/gu
/** Longer texts are prose or values, not headers. */
const LONGEST = 80

/** Folded words and numbers of a header, in order; none for a text too long to be a header. */
export function headerWords(header: string): string[] {
  const plain = plainCharacters(header)
  if (plain.length > LONGEST) return []
  const spaced = plain.replace(CAMEL, '$1$3 $2$4').replace(DIGITS_APART, '$1$3 $2$4')
  return foldCase(spaced).match(WORDS) ?? []
}
