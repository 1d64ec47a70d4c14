/** Probe records of a source, cut to what the dump shows and put through what was done to the dump, ready to be linked. */
import { isPhotoIdKind } from '../core/kinds.ts'
import type { IdentifierData, NameData } from '../store/block.ts'
import type { PartReader } from '../store/part-reader.ts'
import type { ProbeData } from '../store/probe.ts'
import { HELD, NAME_CASE } from '../tokens/record.ts'
import { type Comparable, PartColumns, type ValueNumbers } from './comparable.ts'
import {
  entry,
  gather,
  type Origin,
  type RecordSet,
  type SortedTokens,
  sortedTokens,
} from './record-set.ts'
import type { Slots } from './slots.ts'
import type { Treatment } from './treatment.ts'

export interface ProbeSet extends RecordSet {
  readonly origins: readonly Origin[]
  /** The same records before they were cut. */
  readonly whole: Comparable
}

/** Keyed hash of (part, record), 32 bits: which probe records are taken and which mask each gets. */
export type RowRank = (part: number, record: number) => number

export interface ProbeOptions {
  /** Most records taken, those of least rank. */
  readonly size: number
  /** Masks of the dump's records, by position; a probe record gets the one at its rank modulo the length. */
  readonly masks: readonly string[]
  readonly treatment: Treatment
  readonly rank: RowRank
  /** By slot, whether the source is compared with the dump. */
  readonly compared: readonly boolean[]
}

interface Taken {
  readonly origin: Origin
  readonly rank: number
  readonly probe: ProbeData
  readonly part: PartReader
  readonly at: number
}

export function probeSet(
  parts: readonly PartReader[],
  slots: Slots,
  numbers: ValueNumbers,
  options: ProbeOptions,
): ProbeSet {
  const taken = takeLeast(parts, options)
  const all = gathered(taken, slots, numbers, [])
  const isAllCompared = options.compared.every(Boolean)
  const whole = isAllCompared ? all : gathered(taken, slots, numbers, options.compared)
  const masks = taken.map(({ rank }) => options.masks[rank % options.masks.length] ?? '')
  return {
    origins: taken.map(({ origin }) => origin),
    whole,
    // What a dump drawn from here would show, in values that are compared or not.
    records: cut(slots, all, masks, options.treatment),
    tokens: slots.identifiers.map((kind, k) =>
      probeTokens(options.compared[k] === false ? [] : taken, masks, kind),
    ),
  }
}

function gathered(
  taken: readonly Taken[],
  slots: Slots,
  numbers: ValueNumbers,
  compared: readonly boolean[],
): Comparable {
  const opened = new Map<PartReader, Comparable>()
  for (const { part, probe } of taken) {
    if (opened.has(part)) continue
    const dictionary = (attribute: string) => part.dictionary(attribute)
    const columns = new PartColumns(slots, part.layout, dictionary, numbers, compared)
    opened.set(part, columns.of(probe.block))
  }
  const selections = taken.flatMap(({ part, at }) => {
    const from = opened.get(part)
    return from === undefined ? [] : [{ from, rows: [at] }]
  })
  return gather(slots, selections)
}

function takeLeast(parts: readonly PartReader[], { size, rank }: ProbeOptions): Taken[] {
  const all = parts.flatMap((part) => {
    const probe = part.probe()
    return Array.from(probe.rows, (record, at): Taken => {
      return { origin: { part: part.part, record }, rank: rank(part.part, record), probe, part, at }
    })
  })
  return all
    .sort(
      (a, b) =>
        a.rank - b.rank || a.origin.part - b.origin.part || a.origin.record - b.origin.record,
    )
    .slice(0, size)
}

/** Whether a mask shows a kind; references and e-mails are never blanked. */
const shows = (mask: string, kind: string): boolean => {
  if (kind === 'phone') return mask.includes('p')
  return isPhotoIdKind(kind) ? mask.includes('i') : true
}

function probeTokens(
  taken: readonly Taken[],
  masks: readonly string[],
  kind: string,
): SortedTokens {
  const entries = taken.flatMap(({ probe, part, at }, row) => {
    const position = part.layout.identifiers.findIndex((column) => column.kind === kind)
    if (!shows(masks[row] ?? '', kind)) return []
    return (probe.tokens[position]?.[at] ?? []).map((token) => entry(token, row))
  })
  return sortedTokens(Buffer.concat(entries))
}

function cut(
  slots: Slots,
  whole: Comparable,
  masks: readonly string[],
  treatment: Treatment,
): Comparable {
  return {
    count: whole.count,
    identifiers: slots.identifiers.map((kind, k) =>
      cutIdentifier(whole.identifiers[k] ?? null, kind, masks),
    ),
    name: whole.name === null ? null : cutNames(whole.name, masks, treatment),
    values: whole.values,
  }
}

function cutIdentifier(
  column: IdentifierData | null,
  kind: string,
  masks: readonly string[],
): IdentifierData | null {
  if (column === null) return null
  const held = column.held.map((state, row) => (shows(masks[row] ?? '', kind) ? state : HELD.blank))
  return { ...column, held }
}

function cutNames(name: NameData, masks: readonly string[], treatment: Treatment): NameData {
  const caseClass = name.caseClass.map((state, row) =>
    masks[row]?.includes('n') ? state : NAME_CASE.blank,
  )
  if (!treatment.oneWord) return { ...name, caseClass }
  const first = masks.map((_, row) =>
    name.words.subarray(name.start[row] ?? 0, (name.start[row] ?? 0) + 1),
  )
  const lengths = first.map((word, row) =>
    (name.start[row + 1] ?? 0) > (name.start[row] ?? 0) ? word.length : 0,
  )
  const start = new Uint32Array(masks.length + 1)
  lengths.forEach((length, row) => {
    start[row + 1] = (start[row] ?? 0) + length
  })
  const words = Uint32Array.from(
    first.flatMap((word, row) => Array.from(word.subarray(0, lengths[row]))),
  )
  return { ...name, caseClass, start, words }
}
