/** Any other column that a user maps under a label: compared as folded words. */
import type { CodedRule } from './attribute.ts'
import { foldedText, readCoded } from './words.ts'

export const field: CodedRule = {
  attribute: 'field:*',
  shape: 'text',
  version: '1',
  parse: (text) => readCoded(text, foldedText),
}
