/** Bytes cut at line feeds into ranges of whole lines, each in memory of its own. */

/** The first range is short: by it a reader finds its feet. */
const FIRST_BYTES = 64 * 1024
const RANGE_BYTES = 512 * 1024
const LINE_FEED = 0x0a

export interface LineRange {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether it begins at the start of a line and ends with a line feed; else it is part of one endless line. */
  readonly isWhole: boolean
}

export class LineRanges {
  #held = new Uint8Array(FIRST_BYTES)
  #length = 0
  #isLoose = false

  #cut(): LineRange {
    const held = this.#held
    const end = (this.#isLoose ? held.indexOf(LINE_FEED) : held.lastIndexOf(LINE_FEED)) + 1
    const bytes = end === 0 ? held : held.slice(0, end)
    const isWhole = end > 0 && !this.#isLoose
    this.#isLoose = end === 0
    this.#length = end === 0 ? 0 : held.length - end
    if (end > 0 && held.length === RANGE_BYTES) held.copyWithin(0, end)
    else {
      this.#held = new Uint8Array(RANGE_BYTES)
      this.#held.set(held.subarray(held.length - this.#length))
    }
    return { bytes, isWhole }
  }

  /** What is left: whole lines, then what stands behind the last line feed. */
  *end(): Generator<LineRange> {
    const left = this.#held.slice(0, this.#length)
    const end = this.#isLoose ? 0 : left.lastIndexOf(LINE_FEED) + 1
    const rest = left.slice(end)
    if (end > 0) yield { bytes: left.slice(0, end), isWhole: true }
    if (rest.length > 0) yield { bytes: rest, isWhole: false }
    this.#length = 0
  }

  /** The ranges that these bytes complete. */
  *add(bytes: Uint8Array): Generator<LineRange> {
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + this.#held.length - this.#length)
      this.#held.set(piece, this.#length)
      this.#length += piece.length
      from += piece.length
      if (this.#length === this.#held.length) yield this.#cut()
    }
  }
}
