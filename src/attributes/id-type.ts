/** Which photo ID a person showed, as a kind of identifier where it is one. */
import { type IdentifierKind, isIdentifierKind } from '../core/kinds.ts'
import type { CodedRule } from './attribute.ts'
import { foldedText, readCoded } from './words.ts'

/** Words that name each ID, whatever else the text says (`PAN Card`, `Indian Passport`); the first that fits counts. */
const IDS: readonly (readonly [string, RegExp])[] = [
  ['pension-passbook', /pension|पेंशन/],
  ['npr', /\bnpr\b|population register/],
  ['disability-card', /\budid\b|disab/],
  ['ration-card', /\bration|राशन/],
  ['service-card', /\bservice|employee/],
  ['vid', /virtual id|\bvid\b/],
  ['aadhaar', /a+dh?a+r\b|uidai|\buid\b|आधार/],
  ['pan', /\bpan\b|^pan ?card|permanent account|^पैन/],
  ['epic', /voter|\bepic\b|election|elector|मतदाता|वोटर/],
  ['passport', /passport|पासपोर्ट/],
  ['driving-licence', /\bdriv|\bdl\b|\blicen[cs]e\b|लाइसेंस/],
  ['gstin', /\bgst(?:in)?\b/],
  ['abha', /\babha\b|health id|आभा/],
  ['uan', /\buan\b|provident|\bepfo?\b/],
]

const idNamed = (folded: string): string | null =>
  IDS.find(([, words]) => words.test(folded))?.[0] ?? null

/** What an ID-type text names: an identifier kind, `other` (a pension passbook), or `null` where it is not understood. */
export function idTypeKind(text: string): IdentifierKind | 'other' | null {
  const id = idNamed(foldedText(text))
  if (id === null) return null
  return isIdentifierKind(id) ? id : 'other'
}

export const idType: CodedRule = {
  attribute: 'id-type',
  shape: 'coded',
  version: '1',
  parse: (text) =>
    readCoded(text, (clean) => {
      const folded = foldedText(clean)
      return idNamed(folded) ?? folded
    }),
}
