/** Text attributes reduced to what is compared: words of any script, folded. */
import { cleanCell, foldCase } from '../identifiers/cell-text.ts'
import { isPlaceholderText } from '../identifiers/placeholders.ts'
import type { CodedForm, Parsed } from './attribute.ts'

const LETTER_RUNS = /[\p{L}\p{M}]+/gu
const WORD_RUNS = /[\p{L}\p{M}\p{Nd}]+/gu

/** Maximal runs of letters and marks of any script, in order, after NFKC and case folding. */
export const letterWords = (text: string): string[] => foldCase(text).match(LETTER_RUNS) ?? []

/** Letters, marks and digits of any script, folded, with single spaces for everything between. */
export const foldedText = (text: string): string =>
  (foldCase(text).match(WORD_RUNS) ?? []).join(' ')

/** A value as written: composed, outer space trimmed. Invisible characters stay, for they tell one copy from another. */
export const asWritten = (text: string): string => text.normalize('NFC').trim()

/** What every attribute does first: blanks and placeholders set aside, then `read` sees the cleaned text. */
export function readCell<Form>(
  text: string,
  read: (clean: string) => Form | 'placeholder' | null,
): Parsed<Form> {
  const clean = cleanCell(text)
  if (clean === '') return { state: 'blank' }
  if (isPlaceholderText(clean)) return { state: 'placeholder' }
  const form = read(clean)
  if (form === 'placeholder') return { state: 'placeholder' }
  return form === null ? { state: 'invalid' } : { state: 'valid', form }
}

/** A coded or text attribute: `canonical` answers the form compared, `null` where the text is not understood. */
export const readCoded = (
  text: string,
  canonical: (clean: string) => string | null,
): Parsed<CodedForm> =>
  readCell(text, (clean) => {
    const form = canonical(clean)
    return form === null || form === '' ? null : { canonical: form, exact: asWritten(text) }
  })
