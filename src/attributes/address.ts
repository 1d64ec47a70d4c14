/** Addresses, compared as folded words. */
import type { CodedRule } from './attribute.ts'
import { foldedText, readCoded } from './words.ts'

export const address: CodedRule = {
  attribute: 'address',
  shape: 'text',
  version: '1',
  parse: (text) => readCoded(text, foldedText),
}
