/** Names that come from input (files, members, columns, sheets, chats): shown as they are, or by number where they could tell on somebody. */
import { printable } from './printable.ts'

export type NamePrefix = 'file' | 'member' | 'column' | 'chat' | 'sheet'

const INVISIBLE = /\p{Cf}/gu
const SEPARATORS = /[\s\p{P}\p{S}]/gu
// A year on its own names nobody, and breaches are named by theirs: telecom-kyc-2019.
const YEAR = /(?<![\p{L}\p{Nd}])(?:19|20)\d\d(?![\p{L}\p{Nd}])/gu
const FOUR_DIGITS = /\p{Nd}{4}/u
// Written with separators between its digits, an identifier still has seven of them: 98-76-54-32-10.
const SEVEN_DIGITS = /\p{Nd}{7}/u
// A PAN is five letters, four digits and a letter, whatever stands between them: ABCPE-2019-F, where 2019 is no year.
const PAN_SHAPE = /(?<!\p{L})(?:\p{L}[\s\p{P}\p{S}]*){5}(?:\p{Nd}[\s\p{P}\p{S}]*){4}\p{L}(?!\p{L})/u

/** Whether a name holds no four digits in a row (of any script, a year on its own aside), no `@`, and nothing in an identifier's shape. */
export function isHarmless(text: string): boolean {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '')
  if (plain.includes('@') || FOUR_DIGITS.test(plain.replace(YEAR, ''))) return false
  return !PAN_SHAPE.test(plain) && !SEVEN_DIGITS.test(plain.replace(SEPARATORS, ''))
}

/** Whether a user may give a source this name: harmless, short, and in characters that can be seen. */
export const isSourceName = (text: string): boolean =>
  isHarmless(text) && text.trim() === text && text !== '' && printable(text) === text

/**
 * A name from input as it may be printed and stored: itself when harmless, else `file-3`. Chats bear the names of people and
 * are always numbered.
 * @param ordinal position among its like, from 1
 */
export function harmlessName(prefix: NamePrefix, text: string, ordinal: number): string {
  const shown = printable(text)
  return prefix === 'chat' || shown === '' || !isHarmless(text) ? `${prefix}-${ordinal}` : shown
}
