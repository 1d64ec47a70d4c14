/** A set of records with its links to every source: the dump's, or a probe's as the yardstick. */
import { rowsByPhone } from '../households.ts'
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

/** What follows from a linked set and is asked for by several traces. */
export interface TracedSet extends LinkedSet {
  /** By source: the linked rows in the order of their file, of those with the same record the first: a person counts once. */
  readonly linkedRows: readonly Uint32Array[]
  /** For each phone that several rows hold: these, in the order of their file. */
  readonly households: readonly Uint32Array[]
}

export function tracedSet(linked: LinkedSet): TracedSet {
  const { slots, set, order, links } = linked
  const position = new Uint32Array(order.length)
  order.forEach((row, at) => {
    position[row] = at
  })
  return {
    ...linked,
    linkedRows: links.map((ofSource) => firstRows(order, ofSource)),
    households: rowsByPhone(slots, set).map((rows) =>
      rows.toSorted((a, b) => (position[a] ?? 0) - (position[b] ?? 0)),
    ),
  }
}

function firstRows(order: Uint32Array, links: Links): Uint32Array {
  const seen = new Set<number>()
  return order.filter((row) => {
    if (!isLinked(links, row)) return false
    const record = linkedRecord(links, row)
    return !seen.has(record) && seen.add(record)
  })
}

/** Slot → counts, over the records of a set that are linked with one source; what could not be compared is left out. */
export type Count<Counts> = (linked: TracedSet, source: number) => ReadonlyMap<string, Counts>

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
