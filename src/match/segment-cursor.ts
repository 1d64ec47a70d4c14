/** Looks ascending tokens up in the sorted segments of one (part, kind): each segment that is needed is opened once. */
import type { PartReader, SegmentIndex } from '../store/part-reader.ts'
import type { Segment } from '../store/segment.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'

export class SegmentCursor {
  readonly #part: PartReader
  readonly #kind: string
  readonly #index: SegmentIndex
  #ordinal = 0
  #segment: Segment
  /** Tokens before this one are below all that will be looked up. */
  #at = 0

  private constructor(part: PartReader, kind: string, index: SegmentIndex) {
    this.#part = part
    this.#kind = kind
    this.#index = index
    this.#segment = part.segment(kind, 0)
  }

  /** `null` where the part has no token of the kind. */
  static of(part: PartReader, kind: string): SegmentCursor | null {
    const index = part.index(kind)
    return index === null || index.segments === 0 ? null : new SegmentCursor(part, kind, index)
  }

  /** The records that hold the token at `from` of `tokens`, which is not below the one looked up before. */
  *records(tokens: Buffer, from: number): Generator<number> {
    this.#seek(tokens, from)
    let ordinal = this.#ordinal
    let segment = this.#segment
    for (let at = this.#at; ; at++) {
      if (at === segment.count) {
        // Equal tokens may straddle two segments.
        ordinal += 1
        if (ordinal === this.#index.segments || this.#orderOfFirst(tokens, from, ordinal) !== 0)
          return
        segment = this.#part.segment(this.#kind, ordinal)
        at = 0
      }
      if (order(tokens, from, segment.tokens, at) !== 0) return
      yield segment.records[at] ?? 0
    }
  }

  #seek(tokens: Buffer, from: number): void {
    const ordinal = this.#lastSegmentBelow(tokens, from)
    if (ordinal !== this.#ordinal) {
      this.#ordinal = ordinal
      this.#segment = this.#part.segment(this.#kind, ordinal)
      this.#at = 0
    }
    this.#at = leastIndex(
      this.#at,
      this.#segment.count,
      (at) => order(tokens, from, this.#segment.tokens, at) <= 0,
    )
  }

  /** The last segment, from the present one on, whose first token is below the one looked up. */
  #lastSegmentBelow(tokens: Buffer, from: number): number {
    const next = this.#ordinal + 1
    return (
      leastIndex(next, this.#index.segments, (s) => this.#orderOfFirst(tokens, from, s) <= 0) - 1
    )
  }

  #orderOfFirst(tokens: Buffer, from: number, segment: number): number {
    return order(tokens, from, this.#index.firsts, segment)
  }
}

/** Order of the token at byte `from` against the `at`-th of `others`: below 0, 0, above 0. */
const order = (tokens: Buffer, from: number, others: Buffer, at: number): number =>
  tokens.compare(others, at * TOKEN_BYTES, (at + 1) * TOKEN_BYTES, from, from + TOKEN_BYTES)

/** The least index in [low, high) for which a condition that stays true holds; `high` where it never does. */
function leastIndex(low: number, high: number, holds: (index: number) => boolean): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}
