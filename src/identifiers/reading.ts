/** What every rule does first and last: clean the cell, set blanks, placeholders and overlong values aside, answer. */
import { LIMITS } from '../core/limits.ts'
import { cleanCell } from './cell-text.ts'
import type { IdentifierCell } from './identifier.ts'
import { isPlaceholderText } from './placeholders.ts'
import { wholeNumber } from './spreadsheet-number.ts'

const BLANK: IdentifierCell = { state: 'blank' }
export const PLACEHOLDER: IdentifierCell = { state: 'placeholder' }
export const TRUNCATED: IdentifierCell = { state: 'truncated' }
export const INVALID: IdentifierCell = { state: 'invalid' }

export const valid = (canonical: string): IdentifierCell => ({ state: 'valid', canonical })
export const unchecked = (mark: string): IdentifierCell => ({ state: 'unchecked', mark })

// Cleaning may shorten a text (zero-width characters); one this long cannot become an identifier and is not cleaned.
const HOPELESS = 8 * LIMITS.identifierCharacters

/** Reads a cell whose value is text: `read` sees it cleaned, neither empty, nor a placeholder, nor longer than the limit. */
export function readText(text: string, read: (clean: string) => IdentifierCell): IdentifierCell {
  if (text.length > HOPELESS) return text.trim() === '' ? BLANK : INVALID
  const clean = cleanCell(text)
  if (clean === '') return BLANK
  if (isPlaceholderText(clean)) return PLACEHOLDER
  return clean.length > LIMITS.identifierCharacters ? INVALID : read(clean)
}

/** Reads a cell whose value is a number: a spreadsheet's rewriting is undone first, or found to have lost digits. */
export const readNumber = (text: string, read: (clean: string) => IdentifierCell): IdentifierCell =>
  readText(text, (clean) => {
    const number = wholeNumber(clean)
    return number === null ? TRUNCATED : read(number)
  })

const SEPARATORS = /[\s\p{Pd}−./\\_:()[\]]/gu
const ALPHANUMERIC = /^[0-9A-Za-z]*$/

/** A value without what people write between its characters: spaces, dashes, dots, slashes, brackets. */
export const compacted = (value: string): string =>
  ALPHANUMERIC.test(value) ? value : value.replace(SEPARATORS, '')
