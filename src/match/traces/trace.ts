/** Traces: evidence beside the ratio, as counts between the dump and one source, and what other corpora show of the same. */

/** Of `compared` chances to show something, those that show it. */
export interface Rate {
  readonly compared: number
  readonly shown: number
}

/** Neighbours in the one file, of different households: their records ascend in the other, follow or precede one another, are its next record. */
export interface OrderCounts extends Rate {
  readonly following: number
  readonly preceding: number
  readonly serial: number
}

/** Neighbouring members of a household: next to each other in the dump, in the source, in both, and there in the same order. */
export interface HouseholdCounts {
  readonly pairs: number
  readonly togetherInDump: number
  readonly togetherInSource: number
  readonly togetherInBoth: number
  readonly sameOrder: number
}

/** Linked records whose column is blank: in the set (the dump or a probe), in the source, in both. */
export interface BlankCounts {
  readonly records: number
  readonly inSet: number
  readonly inSource: number
  readonly inBoth: number
}

/** Masked values that can be compared; those consistent; by mask form how many show what. */
export interface MaskCounts extends Rate {
  readonly forms: Readonly<Record<string, number>>
}

/** Reference ids: records that show one, those whose linked record shows one too, those where they are equal. */
export interface ReferenceCounts extends Rate {
  readonly records: number
  readonly present: number
}

interface TraceOf<Code extends string, Counts> {
  readonly code: Code
  /** Position in the document's `sources`. */
  readonly source: number
  /** The slot that was looked at; '' where the trace is of whole records. */
  readonly slot: string
  readonly counts: Counts
  /** The same, counted over the probes of other sources: what one that gave nothing shows. */
  readonly elsewhere: readonly { readonly from: number; readonly counts: Counts }[]
}

export type Trace =
  | TraceOf<'shared-errors', Rate>
  | TraceOf<'row-order', OrderCounts>
  | TraceOf<'repeated-persons', Rate>
  | TraceOf<'household-order', HouseholdCounts>
  | TraceOf<'blank-patterns', BlankCounts>
  | TraceOf<'masked-values', MaskCounts>
  | TraceOf<'reference-ids', ReferenceCounts>

export type TraceCode = Trace['code']
export type CountsOf<Code extends TraceCode> = Extract<Trace, { code: Code }>['counts']
