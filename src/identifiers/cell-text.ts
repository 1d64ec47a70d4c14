/** How any cell is cleaned before it is read: digits of every script, invisible characters, spreadsheet wrappings. */

// Printable ASCII without space, quote, apostrophe and equals sign: nothing to clean, and most cells are so.
const PLAIN = /^[!#-&(-<>-~]*$/
const NON_ASCII = /[^\x20-\x7e]/
// Format characters, the grapheme joiner and variation selectors.
const INVISIBLE = /\p{Cf}|\u034f|\p{Variation_Selector}/gu
const CONTROL = /[^\P{Cc}\s]/gu
const DIGIT = /\p{Nd}/u
const FOREIGN_DIGITS = /[^\P{Nd}0-9]/gu

const isDigit = (codePoint: number): boolean => DIGIT.test(String.fromCodePoint(codePoint))

/** Every script's digits stand in runs of ten from its zero, so a digit's value is its distance from where the run begins. */
function digitValue(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  let zero = codePoint
  while (isDigit(zero - 1)) zero -= 1
  return String((codePoint - zero) % 10)
}

/** Text in NFKC with ASCII digits and without zero-width characters and direction marks; white space is left. */
export function plainCharacters(text: string): string {
  if (!NON_ASCII.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(FOREIGN_DIGITS, digitValue)
}

/** `="9876543210"`, `"9876543210"`, `=9876543210` and `'9876543210`, as spreadsheets write text that looks like a number. */
const unwrapped = (text: string): string =>
  text
    .replace(/^=?"(.*)"$/s, '$1')
    .replace(/^[=‘’`']+/, '')
    .trim()

/** One cell as its rule reads it: plain characters, single spaces, no spreadsheet wrapping. */
export function cleanCell(text: string): string {
  if (PLAIN.test(text)) return text
  return unwrapped(plainCharacters(text).replace(/\s+/g, ' ').trim())
}

/** What words are compared by: NFKC, invisible characters dropped, every case folded (ß as ss, final sigma as sigma). */
export const foldCase = (text: string): string =>
  plainCharacters(text).toUpperCase().toLowerCase().replaceAll('ς', 'σ')
