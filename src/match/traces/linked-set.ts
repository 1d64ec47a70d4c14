/** A set of records with its links to every source: the dump's, or a probe's as the yardstick. */
import type { Links } from '../link.ts'
import type { Level } from '../patterns.ts'
import type { RecordSet } from '../record-set.ts'
import type { Slots } from '../slots.ts'

export interface LinkedSet {
  readonly slots: Slots
  readonly set: RecordSet
  /** By source. */
  readonly links: readonly Links[]
  /** The source that gave the records; `null` for the dump. */
  readonly from: number | null
  /** By position in the file: row of the set. */
  readonly order: Uint32Array
  /** By source: the slots that it fills. */
  readonly fields: readonly ReadonlySet<string>[]
  /** Names are cut to one word: who spells one like whom cannot be seen. */
  readonly oneWord: boolean
}

/** Slot → counts, over the records of a set that are linked with one source; what could not be compared is left out. */
export type Count<Counts> = (linked: LinkedSet, source: number) => ReadonlyMap<string, Counts>

/** The level of a slot for each row, `null` where no record is linked. */
export function levelsOf(
  { slots }: LinkedSet,
  { code, codes }: Links,
  slot: string,
): (row: number) => Level | null {
  const at = slots.all.indexOf(slot)
  const levels = codes.map((text) => Number.parseInt(text.charAt(at), 16) as Level)
  return (row) => levels[code[row] ?? -1] ?? null
}

export const isLinked = ({ code }: Links, row: number): boolean => (code[row] ?? -1) !== -1

/** The linked record as one number: equal for the same record, ascending in the order of the source's files. */
export const linkedRecord = ({ part, record }: Links, row: number): number =>
  (part[row] ?? 0) * 2 ** 32 + (record[row] ?? 0)
