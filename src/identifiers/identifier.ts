/** What every identifier kind answers: one cell in, its state and canonical form out. Pure; no hashing here. */
import type { IdentifierKind } from '../core/kinds.ts'

/** The visible characters of a masked value, under one of its kind's mask forms (`last4`, `first2last2`, `first5last1`). */
export interface VisiblePart {
  readonly form: string
  readonly text: string
}

export type IdentifierCell =
  | { readonly state: 'blank' | 'placeholder' | 'truncated' | 'invalid' }
  /** `also`: identifiers contained in this one (the PAN of a GSTIN) and second canonical forms (a folded e-mail). */
  | {
      readonly state: 'valid'
      readonly canonical: string
      readonly also?: readonly { readonly kind: IdentifierKind; readonly canonical: string }[]
      readonly warning?: 'palindrome' | 'check-digit' | 'old-format'
    }
  | { readonly state: 'masked'; readonly visible: VisiblePart | null }
  /** Right shape, failed check: a mark to compare, never searched by. `mark` is its canonical spelling. */
  | { readonly state: 'unchecked'; readonly mark: string }

export interface IdentifierRule {
  readonly kind: IdentifierKind
  /** Part of the token's key derivation; bumped only when a canonical form changes. */
  readonly version: string
  /** Reads one value (no lists); never throws; the text may be anything. */
  parse(text: string): IdentifierCell
  /** The parts of a canonical value that a mask of this kind could show, in a fixed order. */
  readonly maskForms: readonly string[]
  visible(canonical: string): readonly VisiblePart[]
}
