/** Gathers the tokens of one (part, kind) in file order and writes them as disjoint sorted segments, in bounded memory. */
import type { Token } from '../core/secret.ts'
import {
  bytesOf,
  ENTRY_WORDS,
  groupByLead,
  LEADS,
  sortedEntries,
  wordsOf,
} from '../kernels/entries.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import type { BoxWriter } from './box-writer.ts'
import { encodeSegment, SEGMENT_TOKENS } from './segment.ts'

/** 5 MiB a kind in memory; a full buffer is spilled, sealed, by leading byte. */
const BUFFER_ENTRIES = 2 ** 18
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
  #spilled = false
  #pending: Uint32Array = new Uint32Array(0)
  #segments = 0
  #total = 0
  readonly #firsts: Buffer[] = []

  constructor(boxes: BoxWriter, kind: string, version: string, capacity = BUFFER_ENTRIES) {
    this.#boxes = boxes
    this.#kind = kind
    this.#version = version
    this.#capacity = capacity * ENTRY_WORDS
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
    if (this.#spilled) {
      this.#spill()
      for (let lead = 0; lead < LEADS; lead++) {
        this.#emit(sortedEntries(wordsOf(this.#boxes.takeSpill(this.#kind, lead))))
      }
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
    this.#spilled = true
    const { words, start } = groupByLead(this.#words.subarray(0, this.#filled))
    for (let lead = 0; lead < LEADS; lead++) {
      const own = words.subarray(start[lead]! * ENTRY_WORDS, start[lead + 1]! * ENTRY_WORDS)
      if (own.length > 0) this.#boxes.spill(this.#kind, lead, bytesOf(own))
    }
    this.#filled = 0
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

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
