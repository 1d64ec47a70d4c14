/** Linking: for each record of a set the best record of a source that is the same person's, and how they compare. */
import { BLOCK_RECORDS } from '../store/block.ts'
import type { PartReader } from '../store/part-reader.ts'
import { findCandidates, type PartCandidates, SLOT_BITS } from './candidates.ts'
import { type Comparable, PartColumns, type ValueNumbers } from './comparable.ts'
import type { Comparator, Comparison } from './compare.ts'
import { nameMark } from './name-mark.ts'
import type { Level } from './patterns.ts'
import type { Origin, RecordSet } from './record-set.ts'
import type { Slots } from './slots.ts'

/** Called now and then in long work; lets signals in and throws when the command was cancelled. */
export type Breathe = () => Promise<void>

export interface Links {
  /** By row: position in `codes`, or −1 where no record is linked. */
  readonly code: Int32Array
  readonly codes: readonly string[]
  /** By row, where linked: part and record. */
  readonly part: Uint32Array
  readonly record: Uint32Array
  /** By row, where linked: the mark of the record's name, and bit k set where it fills attribute k (of the first 32). */
  readonly name: Uint32Array
  readonly filled: Uint32Array
  /** By row: bit i set where identifier slot i was found in the source, whoever's record it is. */
  readonly found: Uint16Array
  readonly crowded: number
}

export interface LinkContext {
  readonly slots: Slots
  readonly comparator: Comparator
  readonly numbers: ValueNumbers
  readonly breathe: Breathe
}

/** One hexadecimal digit a slot. */
export const linkCode = (levels: readonly Level[]): string =>
  levels.map((level) => level.toString(16)).join('')

/**
 * Links a set with the parts of one source. Of several candidates the best score wins, of equal scores the lowest (part, record).
 * @param compared by slot, whether versions allow a comparison
 * @param own by row, the record to leave out (a probe record linked with its own source)
 */
export async function linkSource(
  context: LinkContext,
  set: RecordSet,
  parts: readonly PartReader[],
  compared: readonly boolean[],
  own?: readonly Origin[],
): Promise<Links> {
  const candidates = findCandidates(set, parts, context.slots, compared)
  const best = new BestLinks(set.records.count)
  for (const candidatesOfPart of candidates.parts)
    await linkPart(context, set.records, candidatesOfPart, compared, best, own)
  return { ...best.finish(), found: candidates.found, crowded: candidates.crowded }
}

/** As many as a 32-bit number has bits. */
export const NOTED_ATTRIBUTES = 32

class BestLinks {
  readonly code: Int32Array
  readonly part: Uint32Array
  readonly record: Uint32Array
  readonly name: Uint32Array
  readonly filled: Uint32Array
  readonly #score: Int32Array
  readonly #codes = new Map<string, number>()

  constructor(rows: number) {
    this.code = new Int32Array(rows).fill(-1)
    this.part = new Uint32Array(rows)
    this.record = new Uint32Array(rows)
    this.name = new Uint32Array(rows)
    this.filled = new Uint32Array(rows)
    this.#score = new Int32Array(rows).fill(-1)
  }

  beats(row: number, score: number): boolean {
    return score > (this.#score[row] ?? -1)
  }

  set(row: number, { score, levels }: Comparison, origin: Origin): void {
    const text = linkCode(levels)
    const code = this.#codes.get(text) ?? this.#codes.size
    this.#codes.set(text, code)
    this.code[row] = code
    this.#score[row] = score
    this.part[row] = origin.part
    this.record[row] = origin.record
  }

  /** Notes what traces ask for of the record just set, at `at` of its block. */
  note(row: number, block: Comparable, at: number): void {
    this.name[row] = nameMark(block.name, at)
    this.filled[row] = block.values
      .slice(0, NOTED_ATTRIBUTES)
      .reduce((bits, column, k) => (column?.canonical[at] ? bits | (1 << k) : bits), 0)
  }

  finish(): Omit<Links, 'found' | 'crowded'> {
    const { code, part, record, name, filled } = this
    return { code, codes: [...this.#codes.keys()], part, record, name, filled }
  }
}

/** Pairs compared between two breaths. */
const BREATH_PAIRS = 4096

async function linkPart(
  { slots, comparator, numbers, breathe }: LinkContext,
  records: Comparable,
  { part, keys }: PartCandidates,
  comparedSlots: readonly boolean[],
  best: BestLinks,
  own: readonly Origin[] | undefined,
): Promise<void> {
  const blocks = new BlockCache(part, slots, numbers, comparedSlots)
  let pairs = 0
  for (const { row, record, hits } of pairsOf(keys)) {
    if (own?.[row]?.part === part.part && own[row].record === record) continue
    if (pairs++ % BREATH_PAIRS === 0) await breathe()
    const block = blocks.open(Math.floor(record / BLOCK_RECORDS))
    const at = record % BLOCK_RECORDS
    const compared = comparator.compare(records, row, block, at, hits)
    if (compared.someoneElse || !best.beats(row, compared.score)) continue
    best.set(row, compared, { part: part.part, record })
    best.note(row, block, at)
  }
}

interface CandidatePair {
  readonly row: number
  readonly record: number
  /** Bit i set where identifier slot i is shared. */
  readonly hits: number
}

/** Keys of one pair stand together and become one. */
function* pairsOf(keys: BigUint64Array<ArrayBuffer>): Generator<CandidatePair> {
  const halves = new Uint32Array(keys.buffer)
  const rowAt = (at: number) => (halves[2 * at] ?? 0) >>> SLOT_BITS
  for (let at = 0; at < keys.length; ) {
    const [row, record] = [rowAt(at), halves[2 * at + 1] ?? 0]
    let hits = 0
    for (; at < keys.length && halves[2 * at + 1] === record && rowAt(at) === row; at++) {
      hits |= 1 << ((halves[2 * at] ?? 0) & (2 ** SLOT_BITS - 1))
    }
    yield { row, record, hits }
  }
}

/** Opens each block of a part once, as candidates come in the order of their records. */
class BlockCache {
  readonly #part: PartReader
  readonly #columns: PartColumns
  #ordinal = -1
  #block: Comparable | null = null

  constructor(part: PartReader, slots: Slots, numbers: ValueNumbers, compared: readonly boolean[]) {
    const dictionary = (name: string) => part.dictionary(name)
    this.#part = part
    this.#columns = new PartColumns(slots, part.layout, dictionary, numbers, compared)
  }

  open(ordinal: number): Comparable {
    if (this.#block === null || ordinal !== this.#ordinal) {
      this.#block = this.#columns.of(this.#part.block(ordinal))
      this.#ordinal = ordinal
    }
    return this.#block
  }
}
