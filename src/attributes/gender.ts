/** Gender as M, F or O, from the words and letters of Indian forms. */
import { foldCase } from '../identifiers/cell-text.ts'
import type { CodedRule } from './attribute.ts'
import { readCoded } from './words.ts'

const WORDS: Readonly<Record<string, string>> = {
  M: 'm male man boy gents पुरुष पु नर পুরুষ ஆண் పురుషుడు ಪುರುಷ പുരുഷൻ પુરુષ ਪੁਰਸ਼ ପୁରୁଷ',
  F: 'f female woman girl w ladies महिला स्त्री म मादा মহিলা பெண் స్త్రీ ಮಹಿಳೆ ಸ್ತ್ರೀ സ്ത്രീ સ્ત્રી મહિલા ਔਰਤ ମହିଳା',
  O: 'o other others t tg transgender third अन्य किन्नर অন্যান্য અન્ય ଅନ୍ୟ',
}

const BY_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([code, words]) =>
    words.split(' ').map((word) => [foldCase(word), code] as const),
  ),
)

/** `Female (F)`, `पुरुष / Male`: the first word counts. */
const AFTER_FIRST_WORD = /[\s([/.,].*$/

export const gender: CodedRule = {
  attribute: 'gender',
  shape: 'coded',
  version: '1',
  parse: (text) =>
    readCoded(text, (clean) => BY_WORD.get(foldCase(clean.replace(AFTER_FIRST_WORD, ''))) ?? null),
}
