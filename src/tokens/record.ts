/** One record as it is stored: tokens, states and fingerprints, no plaintext. */
import type { IdentifierKind } from '../core/kinds.ts'
import type { Token } from '../core/secret.ts'
import type { Hash64 } from './siphash.ts'

/** The columns of a part, in the order in which blocks hold them (docs/store.md). */
export interface PartLayout {
  readonly identifiers: readonly IdentifierColumn[]
  readonly attributes: readonly AttributeColumn[]
  /** Whether records carry a fingerprint of their whole content (dumps and breaches). */
  readonly fingerprint: boolean
}

export interface IdentifierColumn {
  readonly kind: IdentifierKind
  readonly version: string
  readonly maskForms: readonly string[]
}

export interface AttributeColumn {
  readonly attribute: string
  readonly shape: 'name' | 'coded' | 'text' | 'date'
  readonly version: string
}

/** What a record holds of one identifier kind. */
export const HELD = { blank: 0, valid: 1, masked: 2, unchecked: 3 } as const
export type Held = (typeof HELD)[keyof typeof HELD]

export interface EncodedIdentifier {
  readonly held: Held
  readonly tokens: readonly Token[]
  /** One 16-bit fingerprint a mask form of the kind; 0 none. */
  readonly visible: readonly number[]
  /** 32-bit fingerprint of a value that failed its check; 0 none. */
  readonly unchecked: number
}

/** Letter case of a name as a block holds it; 0 is a blank name. */
export const NAME_CASE = { blank: 0, none: 1, upper: 2, lower: 3, mixed: 4 } as const

export interface EncodedName {
  readonly caseClass: number
  /** 32 bits over the words in order. */
  readonly folded: number
  /** 16 bits over the name as written. */
  readonly exact: number
  /** 24 bits each: 23 of fingerprint, the lowest bit set for a one-letter word. */
  readonly words: readonly number[]
}

export interface EncodedValue {
  readonly canonical: Hash64
  readonly exact: Hash64
}

/** Precisions of a stored date, from coarse to fine. */
export const PRECISION = { year: 0, month: 1, day: 2, second: 3 } as const

export interface EncodedDate {
  readonly day: number
  readonly precision: number
}

/** By position in the layout; attributes hold the form that their shape says, or `null` when blank. */
export interface EncodedRecord {
  readonly identifiers: readonly EncodedIdentifier[]
  readonly attributes: readonly (EncodedName | EncodedValue | EncodedDate | null)[]
  readonly fingerprint: Hash64
}

/** A question put to a bot, without its words. `kind` is `null` where no identifier was understood. */
export interface EncodedQuery {
  readonly kind: IdentifierKind | null
  readonly token: Token | null
  readonly day: number | null
  readonly firstRecord: number
  readonly records: number
  readonly answered: boolean
}
