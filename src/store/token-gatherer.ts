/** Gathers the tokens of one (part, kind) in file order and writes them as disjoint sorted segments, in bounded memory. */
import type { Token } from '../core/secret.ts'
import {
  bytesOf,
  ENTRY_WORDS,
  type Grouped,
  groupByLead,
  LEADS,
  sortedEntries,
  wordsOf,
} from '../kernels/entries.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import type { BoxWriter } from './box-writer.ts'
import { encodeSegment, SEGMENT_TOKENS } from './segment.ts'

/** 2.5 MiB a kind in memory; a full buffer is spilled, sealed. */
const BUFFER_ENTRIES = 2 ** 17
/** Spills that are divided into groups of leading bytes; with more of them a group would not fit memory, and bytes stand alone. */
const GROUPED_SPILLS = 64
const GROUP_LEADS = 4
const FIRST_ENTRIES = 4096
const SEGMENT_WORDS = SEGMENT_TOKENS * ENTRY_WORDS

export class TokenGatherer {
  readonly #boxes: BoxWriter
  readonly #kind: string
  readonly #version: string
  readonly #capacity: number
  #words: Uint32Array
  /** Words of the buffer that are filled. */
  #filled = 0
  readonly #groupedSpills: number
  #spills = 0
  #pending: Uint32Array = new Uint32Array(0)
  #segments = 0
  #total = 0
  readonly #firsts: Buffer[] = []

  /** @param spills that are divided into groups */
  constructor(
    boxes: BoxWriter,
    kind: string,
    version: string,
    capacity = BUFFER_ENTRIES,
    spills = GROUPED_SPILLS,
  ) {
    this.#boxes = boxes
    this.#kind = kind
    this.#version = version
    this.#capacity = capacity * ENTRY_WORDS
    this.#groupedSpills = spills
    this.#words = new Uint32Array(Math.min(capacity, FIRST_ENTRIES) * ENTRY_WORDS)
  }

  add(token: Token, row: number): void {
    if (this.#filled === this.#words.length) this.#makeRoom()
    bytesOf(this.#words).set(token, this.#filled * 4)
    this.#words[this.#filled + ENTRY_WORDS - 1] = row
    this.#filled += ENTRY_WORDS
  }

  /** Adds entries whose record numbers count from `firstRow`. */
  addEntries(entries: Uint32Array, firstRow: number): void {
    for (let from = 0; from < entries.length; ) {
      if (this.#filled === this.#words.length) this.#makeRoom()
      const to = Math.min(entries.length, from + this.#words.length - this.#filled)
      this.#words.set(entries.subarray(from, to), this.#filled)
      const end = this.#filled + to - from
      for (let at = this.#filled + ENTRY_WORDS - 1; at < end; at += ENTRY_WORDS) {
        this.#words[at]! += firstRow
      }
      this.#filled = end
      from = to
    }
  }

  /** Sorts and writes everything, index last. */
  finish(): void {
    if (this.#spills > 0) {
      this.#spill()
      for (let lead = 0; lead < LEADS; lead += GROUP_LEADS) this.#emitGroup(lead)
    } else {
      this.#emit(sortedEntries(this.#words.subarray(0, this.#filled)))
    }
    if (this.#pending.length > 0) this.#write(this.#pending)
    this.#boxes.index(
      this.#kind,
      this.#version,
      this.#segments,
      this.#total,
      Buffer.concat(this.#firsts),
    )
  }

  #makeRoom(): void {
    if (this.#words.length < this.#capacity) {
      const larger = new Uint32Array(Math.min(this.#words.length * 2, this.#capacity))
      larger.set(this.#words)
      this.#words = larger
    } else {
      this.#spill()
    }
  }

  #spill(): void {
    const grouped = groupByLead(this.#words.subarray(0, this.#filled))
    const isGrouped = this.#spills < this.#groupedSpills
    const step = isGrouped ? GROUP_LEADS : 1
    for (let lead = 0; lead < LEADS; lead += step) {
      const own = leads(grouped, lead, lead + step)
      const place = isGrouped ? groupPlace(lead) : lead
      if (own.length > 0) this.#boxes.spill(this.#kind, place, bytesOf(own))
    }
    release(grouped.words)
    this.#spills += 1
    this.#filled = 0
  }

  /** Emits all entries of a group of leading bytes. */
  #emitGroup(first: number): void {
    const together = wordsOf(this.#boxes.takeSpill(this.#kind, groupPlace(first)))
    if (this.#spills <= this.#groupedSpills) {
      this.#emitOnce(sortedEntries(together))
      return
    }
    const grouped = groupByLead(together)
    for (let lead = first; lead < first + GROUP_LEADS; lead++) {
      const alone = wordsOf(this.#boxes.takeSpill(this.#kind, lead))
      this.#emitOnce(sortedEntries(joined(leads(grouped, lead, lead + 1), alone)))
    }
    release(grouped.words)
  }

  /** Emits entries that nobody needs again. */
  #emitOnce(sorted: Uint32Array<ArrayBuffer>): void {
    this.#emit(sorted)
    release(sorted)
  }

  #emit(sorted: Uint32Array): void {
    const all = this.#pending.length === 0 ? sorted : joined(this.#pending, sorted)
    let at = 0
    for (; at + SEGMENT_WORDS <= all.length; at += SEGMENT_WORDS) {
      this.#write(all.subarray(at, at + SEGMENT_WORDS))
    }
    this.#pending = all.slice(at)
  }

  #write(entries: Uint32Array): void {
    const count = entries.length / ENTRY_WORDS
    this.#firsts.push(Buffer.from(bytesOf(entries).subarray(0, TOKEN_BYTES)))
    this.#boxes.segment(this.#kind, this.#version, this.#segments, count, encodeSegment(entries))
    this.#segments += 1
    this.#total += count
  }
}

/** Gives memory back at once: the collector does not see what buffers weigh. */
const release = (words: Uint32Array<ArrayBuffer>): void => {
  words.buffer.transfer(0)
}

/** Where a group of leading bytes waits: behind the places of single ones. */
const groupPlace = (lead: number): number => LEADS + lead

const leads = ({ words, start }: Grouped, from: number, to: number): Uint32Array =>
  words.subarray(start[from]! * ENTRY_WORDS, start[to]! * ENTRY_WORDS)

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
