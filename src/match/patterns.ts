/**
 * `leakcheck.patterns/1`: the whole of what the statistics see of a case. It holds counts, never an identifier, and the
 * same document comes out of any backend (docs/store.md).
 */
import type { Role } from '../core/kinds.ts'
import type { Trace } from './traces/trace.ts'

/** How one slot (an identifier kind or an attribute) of a dump record compares with the linked record of a source. */
export const LEVELS = [
  'no factor',
  'exact',
  'canonical',
  'partial',
  'different',
  'blank in dump',
  'blank in source',
  'masked consistent',
  'masked contradictory',
  'other kind',
] as const
export const LEVEL = {
  none: 0,
  exact: 1,
  canonical: 2,
  partial: 3,
  different: 4,
  blankInDump: 5,
  blankInSource: 6,
  maskedConsistent: 7,
  maskedContradictory: 8,
  otherKind: 9,
} as const
export type Level = (typeof LEVEL)[keyof typeof LEVEL]

/** One hexadecimal digit (a Level) a slot, in the order of `slots`; `null` where no record of the source is linked. */
export type LinkCode = string | null

/** A date range as stated, both ends inclusive, days since 1970-01-01. */
export interface DayRange {
  readonly earliest: number
  readonly latest: number
}

export interface PatternSource {
  /** Position in `sources`; links, rawHit and ruledOut are indexed by it. Registries first, then breaches, then dumps. */
  readonly id: number
  readonly name: string
  readonly role: Role
  /** Slots in which at least one row of the source is filled. */
  readonly fields: readonly string[]
  /** Slots that the portal is stated to collect; `null` where nothing was stated. */
  readonly collects: readonly string[] | null
  /** How the export relates to the registry; `fraction` in (0, 1] for a random sample. Breaches: `complete`. */
  readonly completeness: {
    readonly kind: 'complete' | 'sampled' | 'extract' | 'declared'
    readonly fraction: number
  }
  readonly rows: number
  readonly dates: {
    readonly taken: DayRange | null
    readonly occurred: DayRange | null
    readonly published: DayRange | null
  }
  readonly verifiedBy: 'aadhaar' | 'pan' | null
  readonly partial: boolean
  /** Dump records with a token shared by more rows of this source than the join-bomb limit; not linked through it. */
  readonly crowded: number
}

/** Which slots a dump record fills, the shape of its name, and which of phone (p), photo ID (i), name (n) it has. */
export interface PatternForm {
  readonly id: number
  readonly filled: readonly string[]
  /** `i`: has a one-letter word; `1`, `2`, `3`: words (3 = three or more); `0`: no word; `''`: no name. */
  readonly nameShape: 'i' | '0' | '1' | '2' | '3' | ''
  readonly mask: string
}

export interface Pattern {
  readonly form: number
  /** By source. */
  readonly links: readonly LinkCode[]
  /** By source, `1` where any identifier was found there, whoever's row it is, else `0`. */
  readonly rawHit: string
  /** By source, `1` where a stated date or field rules the source out as the origin of such a record, else `0`. */
  readonly ruledOut: string
  /** By source, `1` where the record holds an event dated after the source's last possible day, else `0`. */
  readonly late: string
  /** By source, `1` where it would be ruled out, had its stated date been the other end of the stated range, else `0`. */
  readonly questioned: string
  readonly n: number
}

/**
 * Probe rows of source `from`, cut to the dump's fields and blanks and put through the dump's treatment, linked with every
 * source. `self` is the link with the row itself; at position `from`, `links` is leave-one-out (the row itself left out:
 * what a record outside the supplied extract looks like).
 */
export interface Emission {
  readonly from: number
  readonly form: number
  readonly self: string
  readonly links: readonly LinkCode[]
  readonly rawHit: string
  readonly n: number
}

/** Identifier overlap, whoever's the records are: distinct linkable dump records with the kind, and of these found in the source. */
export interface KindOverlap {
  readonly source: number
  readonly kind: string
  readonly compared: number
  readonly matched: number
}

/** What a bot was asked, and of the questions how many each source could have answered. */
export interface QueryCounts {
  readonly asked: number
  /** Questions answered with "no data found". */
  readonly missed: number
  /** By source: questions, and missed questions, whose identifier the source holds. */
  readonly known: readonly number[]
  readonly missedKnown: readonly number[]
}

/** Counts of one column of a source over the records that these patterns link, and over the whole source. */
export interface Tabulation {
  readonly source: number
  readonly column: 'day' | 'district'
  /** Positions in `patterns`. */
  readonly patterns: readonly number[]
  /** [day number or district code, count], ascending. */
  readonly linked: readonly (readonly [number, number])[]
  readonly all: readonly (readonly [number, number])[]
}

export interface PatternsDocument {
  readonly schema: 'leakcheck.patterns/1'
  /** Identifier kinds, then `name`, then the other attributes, that the dump or a source fills. */
  readonly slots: readonly string[]
  readonly dump: {
    readonly name: string
    /** Records stored; distinct records; of these, records without a usable identifier. */
    readonly rows: number
    readonly distinct: number
    readonly unlinkable: number
    /** Groups of linkable records that share a phone (a household, a bot's answer): what counts as an independent trial. */
    readonly clusters: number
    /** Phones that two or more distinct records hold, and how many records those are. */
    readonly sharedPhones: { readonly phones: number; readonly records: number }
    readonly fields: readonly string[]
    readonly treatment: { readonly case: 'upper' | 'lower' | null; readonly oneWord: boolean }
    readonly partial: boolean
    readonly seen: DayRange | null
  }
  readonly sources: readonly PatternSource[]
  readonly forms: readonly PatternForm[]
  /** Σ n = distinct − unlinkable. */
  readonly patterns: readonly Pattern[]
  readonly emission: readonly Emission[]
  readonly overlap: readonly KindOverlap[]
  /** `null` where the dump is no record of a bot's answers. */
  readonly queries: QueryCounts | null
  readonly tabulations: readonly Tabulation[]
  /** Evidence beside the ratio, which the statistics do not read; absent from a document of counts alone. */
  readonly traces?: readonly Trace[]
  /** What was merged or left out while counting, in words. */
  readonly limits: readonly string[]
}
