/** `leakcheck.provenance/1`: the document that `match --json` prints and every report is made from. */
import type { Role } from '../core/kinds.ts'

/** Both ends inclusive. */
export type Interval = readonly [low: number, high: number]

export const VERDICT_CODES = [
  'registry-derived',
  'mixture',
  'prior-breach',
  'unknown-source',
  'fabricated',
  'inconclusive',
] as const
export type VerdictCode = (typeof VERDICT_CODES)[number]

export interface Verdict {
  readonly code: VerdictCode
  readonly sources: readonly string[]
  readonly sentence: string
  readonly because: readonly string[]
}

export interface Overlap {
  /** Distinct dump records with this identifier; of these, found in the source; 95 % Clopper–Pearson interval of the rate. */
  readonly compared: number
  readonly matched: number
  readonly interval: Interval
}

export interface Agreement {
  readonly compared: number
  readonly exact: number
  readonly canonical: number
  readonly partial: number
  readonly different: number
}

export interface Share {
  readonly estimate: number | null
  readonly interval: Interval
  readonly identified: boolean
}

/** Log10 likelihood ratios of "this source, or a copy of it, contributed records" against "it did not". */
export interface Contributed {
  /** The headline: conservative, capped. */
  readonly log10Lr: number | null
  readonly modelLog10Lr: number | null
  readonly cappedAt: number | null
  /** How many times closer to the source than any supplied corpus the undisclosed source is that the headline is held against. */
  readonly closeness: number | null
  /** The largest factor tried at which the source stays supported, were an undisclosed one so many times closer than any corpus. */
  readonly tippingPoint: number | null
  readonly withheld: string | null
  readonly verbal: string | null
}

export interface SourceResult {
  readonly name: string
  readonly role: Role | 'unknown' | 'fabricated'
  readonly overlap?: Readonly<Record<string, Overlap>>
  readonly agreement?: Readonly<Record<string, Agreement>>
  readonly share: Share
  readonly contributed?: Contributed
  readonly snapshot?: { readonly earliest: string; readonly latest: string | null }
}

export interface Finding {
  readonly code: string
  readonly source?: string
  readonly field?: string
  readonly records?: number
  readonly sentence: string
}

export interface InputFile {
  readonly source: string
  readonly role: Role
  readonly file: string
  readonly sha256: string
  readonly complete: boolean
  /** The part of token space whose records were kept; all where it is not given. */
  readonly quick?: number
  /** Typed from screenshots. */
  readonly transcribed?: true
  readonly statedBy: string | null
}

export interface Validation {
  /** Pretend dumps without any record of the source asked about. */
  readonly runs: number
  /** Of these, runs that supported it all the same; and the 95 % upper bound of that rate. */
  readonly falseAttributions: number
  readonly upperBound: number
  /** Pretend dumps to which the source gave 30 % or more, and how many of them found it. */
  readonly found: { readonly runs: number; readonly found: number }
  /** Log-likelihood-ratio cost over both kinds of run, in bits; `null` without both. */
  readonly cllr: number | null
}

export interface ProvenanceDocument {
  readonly schema: 'leakcheck.provenance/1'
  readonly run: number
  readonly created: string
  readonly dump: string
  readonly verdict: Verdict
  readonly records: {
    readonly total: number
    readonly distinct: number
    readonly unlinkable: number
    readonly noMatch: number
  }
  readonly presentIn: readonly { readonly sources: readonly string[]; readonly records: number }[]
  readonly sources: readonly SourceResult[]
  readonly findings: readonly Finding[]
  readonly limits: readonly string[]
  readonly notUsed: readonly { readonly source: string; readonly because: string }[]
  readonly inputs: readonly InputFile[]
  readonly method: {
    readonly version: string
    /** Of every constant of the method, the first 16 hexadecimal digits of SHA-256: another digest, other figures. */
    readonly constants: string
    readonly tool: string
    readonly seed: number
    readonly seconds: Readonly<Record<string, number>>
    readonly validation: Validation | null
  }
}
