/** Districts and cities, compared as folded words without the word for district. */
import type { CodedRule } from './attribute.ts'
import { foldedText, readCoded } from './words.ts'

const DISTRICT = /(?:^(?:dist|district|जिला|ज़िला) | (?:dist|district|जिला|ज़िला)$)/g

export const district: CodedRule = {
  attribute: 'district',
  shape: 'coded',
  version: '1',
  parse: (text) => readCoded(text, (clean) => foldedText(clean).replace(DISTRICT, '')),
}
