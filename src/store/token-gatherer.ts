/** Gathers the tokens of one (part, kind) in file order and writes them as disjoint sorted segments, in bounded memory. */
import type { Token } from '../core/secret.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import type { BoxWriter } from './box-writer.ts'
import { ENTRY_BYTES, encodeSegment, SEGMENT_TOKENS, sortEntries } from './segment.ts'

/** 5 MiB a kind in memory; a full buffer is spilled, sealed, by leading byte. */
const BUFFER_ENTRIES = 2 ** 18
const LEADS = 256

export class TokenGatherer {
  readonly #boxes: BoxWriter
  readonly #kind: string
  readonly #version: string
  readonly #capacity: number
  #buffer: Buffer
  #filled = 0
  #spilled = false
  #pending: Buffer = Buffer.alloc(0)
  #segments = 0
  #total = 0
  readonly #firsts: Buffer[] = []

  constructor(boxes: BoxWriter, kind: string, version: string, capacity = BUFFER_ENTRIES) {
    this.#boxes = boxes
    this.#kind = kind
    this.#version = version
    this.#capacity = capacity
    this.#buffer = Buffer.alloc(Math.min(capacity, 4096) * ENTRY_BYTES)
  }

  add(token: Token, row: number): void {
    if (this.#filled === this.#buffer.length) this.#makeRoom()
    this.#buffer.set(token, this.#filled)
    this.#buffer.writeUInt32LE(row, this.#filled + TOKEN_BYTES)
    this.#filled += ENTRY_BYTES
  }

  /** Sorts and writes everything, index last. */
  finish(): void {
    if (this.#spilled) {
      this.#spill()
      for (let lead = 0; lead < LEADS; lead++) {
        this.#emit(sortEntries(this.#boxes.takeSpill(this.#kind, lead)))
      }
    } else {
      this.#emit(sortEntries(this.#buffer.subarray(0, this.#filled)))
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
    if (this.#buffer.length < this.#capacity * ENTRY_BYTES) {
      const larger = Buffer.alloc(Math.min(this.#buffer.length * 2, this.#capacity * ENTRY_BYTES))
      this.#buffer.copy(larger)
      this.#buffer = larger
    } else {
      this.#spill()
    }
  }

  #spill(): void {
    this.#spilled = true
    const sorted = sortEntries(this.#buffer.subarray(0, this.#filled))
    for (let from = 0; from < sorted.length; ) {
      const lead = sorted[from]!
      let to = from
      while (to < sorted.length && sorted[to] === lead) to += ENTRY_BYTES
      this.#boxes.spill(this.#kind, lead, sorted.subarray(from, to))
      from = to
    }
    this.#filled = 0
  }

  #emit(sorted: Buffer): void {
    const all = this.#pending.length === 0 ? sorted : Buffer.concat([this.#pending, sorted])
    const whole = SEGMENT_TOKENS * ENTRY_BYTES
    let at = 0
    for (; at + whole <= all.length; at += whole) this.#write(all.subarray(at, at + whole))
    this.#pending = Buffer.from(all.subarray(at))
  }

  #write(entries: Buffer): void {
    const count = entries.length / ENTRY_BYTES
    this.#firsts.push(Buffer.from(entries.subarray(0, TOKEN_BYTES)))
    this.#boxes.segment(this.#kind, this.#version, this.#segments, count, encodeSegment(entries))
    this.#segments += 1
    this.#total += count
  }
}
