/** What a match needs before it links: the slots, the dump in memory, what was done to its names, the masks of its records. */
import type { IdentifierKind, Role } from '../core/kinds.ts'
import type { PartReader } from '../store/part-reader.ts'
import type { PartLayout } from '../tokens/record.ts'
import { ValueNumbers } from './comparable.ts'
import { maskOf } from './forms.ts'
import type { DayRange, PatternSource } from './patterns.ts'
import { type DistinctDump, loadDump } from './record-set.ts'
import { chooseSlots, type Slots } from './slots.ts'
import { type Treatment, treatmentOf } from './treatment.ts'

export interface MatchDump {
  readonly name: string
  readonly parts: readonly PartReader[]
  readonly partial: boolean
  readonly seen: DayRange | null
}

export interface MatchSource {
  readonly name: string
  readonly role: Role
  readonly parts: readonly PartReader[]
  readonly collects: readonly string[] | null
  readonly completeness: PatternSource['completeness']
  readonly dates: PatternSource['dates']
  readonly verifiedBy: PatternSource['verifiedBy']
  readonly partial: boolean
}

export interface Preparation {
  readonly slots: Slots
  readonly numbers: ValueNumbers
  readonly set: DistinctDump
  readonly treatment: Treatment
  /** By record of the set. */
  readonly masks: readonly string[]
  /** Registries first, then breaches, then dumps. */
  readonly sources: readonly MatchSource[]
  /** By source and slot, whether the normaliser's version is that of the dump. */
  readonly compared: readonly (readonly boolean[])[]
}

const ORDER: readonly Role[] = ['registry', 'breach', 'dump']

export function prepare(dump: MatchDump, given: readonly MatchSource[]): Preparation {
  const sources = given.toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
  const slots = chooseSlots(
    filledOf(dump.parts),
    filledOf(sources.flatMap(({ parts }) => parts)),
    uncheckedKinds(dump.parts),
  )
  const numbers = new ValueNumbers()
  const set = loadDump(dump.parts, slots, numbers)
  return {
    slots,
    numbers,
    set,
    treatment: treatmentOf(set.records.name),
    masks: Array.from({ length: set.records.count }, (_, row) => maskOf(slots, set.records, row)),
    sources,
    compared: sources.map(({ parts }) => comparedSlots(slots, dump.parts, parts)),
  }
}

/** What kind of ID a record shows follows from its number: no field of its own, and no evidence beyond it. */
export const filledOf = (parts: readonly PartReader[]): ReadonlySet<string> =>
  new Set(parts.flatMap(({ filled }) => filled.filter((field) => field !== 'id-type')))

/** Kinds of which some record of the dump holds a value that failed its check. */
function uncheckedKinds(parts: readonly PartReader[]): ReadonlySet<IdentifierKind> {
  const kinds = new Set<IdentifierKind>()
  for (const part of parts) {
    for (let ordinal = 0; ordinal < part.blocks; ordinal++) {
      part.block(ordinal).identifiers.forEach(({ unchecked }, i) => {
        const kind = part.layout.identifiers[i]?.kind
        if (kind !== undefined && unchecked.some((mark) => mark !== 0)) kinds.add(kind)
      })
    }
  }
  return kinds
}

/** Tokens and fingerprints of different normaliser versions are never compared, and never counted as no match. */
function comparedSlots(
  slots: Slots,
  ours: readonly PartReader[],
  theirs: readonly PartReader[],
): boolean[] {
  const parts = [...ours, ...theirs]
  return fieldsOf(slots).map((field) => {
    const versions = parts.flatMap(({ layout }) => versionsOf(layout, field))
    return new Set(versions).size <= 1
  })
}

/** By slot, the kind or attribute whose normaliser made it. */
export const fieldsOf = ({
  identifiers,
  name,
  attributes,
  unchecked,
}: Slots): readonly string[] => [
  ...identifiers,
  ...(name ? ['name'] : []),
  ...attributes,
  ...unchecked,
]

const versionsOf = ({ identifiers, attributes }: PartLayout, field: string): string[] => [
  ...identifiers.filter(({ kind }) => kind === field).map(({ version }) => version),
  ...attributes.filter(({ attribute }) => attribute === field).map(({ version }) => version),
]
