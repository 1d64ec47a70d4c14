/** The rule of identifiers of letters and digits in fixed places: PAN, GSTIN, passport. */
import type { IdentifierKind } from '../core/kinds.ts'
import type { IdentifierCell, IdentifierRule } from './identifier.ts'
import { type MaskForm, maskedCell, starred, visibleParts } from './masks.ts'
import { compacted, INVALID, readText } from './reading.ts'

export interface CardSpec {
  readonly kind: IdentifierKind
  readonly version: string
  /** Characters of a whole value. */
  readonly length: number
  readonly forms: readonly MaskForm[]
  /** What a compact upper-case value is, or `null` where it has not the shape. */
  judge(compact: string): IdentifierCell | null
}

export function cardRule({ kind, version, length, forms, judge }: CardSpec): IdentifierRule {
  const read = (clean: string): IdentifierCell => {
    const compact = compacted(starred(clean)).toUpperCase()
    return judge(compact) ?? maskedCell(compact, forms, length) ?? INVALID
  }
  return {
    kind,
    version,
    parse: (text) => readText(text, read),
    maskForms: forms.map(({ form }) => form),
    visible: (canonical) => visibleParts(canonical, forms),
  }
}
