/** The rule of identifiers that are a fixed count of digits: Aadhaar, its virtual ID, health ID, provident-fund number. */
import type { IdentifierKind } from '../core/kinds.ts'
import type { IdentifierCell, IdentifierRule } from './identifier.ts'
import { LAST_4, maskedCell, starredDigits, visibleParts } from './masks.ts'
import { isFiller } from './placeholders.ts'
import { compacted, INVALID, PLACEHOLDER, readNumber } from './reading.ts'

export interface NumberSpec {
  readonly kind: IdentifierKind
  readonly version: string
  /** Digits of a whole value. */
  readonly length: number
  /** What a value of that length is: its shape and its check. */
  judge(digits: string): IdentifierCell
}

const DIGITS = /^\d+$/
const FORMS = [LAST_4]

export function numberRule({ kind, version, length, judge }: NumberSpec): IdentifierRule {
  const read = (clean: string): IdentifierCell => {
    const compact = DIGITS.test(clean) ? clean : compacted(starredDigits(clean))
    if (!DIGITS.test(compact)) return maskedCell(compact.toUpperCase(), FORMS, length) ?? INVALID
    if (isFiller(compact)) return PLACEHOLDER
    return compact.length === length ? judge(compact) : INVALID
  }
  return {
    kind,
    version,
    parse: (text) => readNumber(text, read),
    maskForms: FORMS.map(({ form }) => form),
    visible: (canonical) => visibleParts(canonical, FORMS),
  }
}
