/** LZMA decoded in memory: the range coder, its probabilities and the window; what frames it is read elsewhere. */
import { Damage } from '../core/damage.ts'

/** Input that one symbol takes at most, in bytes: decoding stops so far before the end of what is there. */
export const LZMA_SYMBOL_BYTES = 21
/** Bytes with which a range-coded stream begins. */
export const LZMA_START_BYTES = 5

const SMALLEST_WINDOW = 4096
const HALF = 1024
/** Flips the order of signed numbers into that of unsigned ones. */
const SIGN = -0x80000000

// Where each group of probabilities begins.
const IS_MATCH = 0
const IS_REPEAT = 192
const IS_OTHER_REPEAT = 204
const IS_OLDER_REPEAT = 216
const IS_OLDEST_REPEAT = 228
const IS_LONG_REPEAT = 240
const SLOT = 432
const NEAR = 688
const ALIGN = 816
const MATCH_LENGTH = 832
const REPEAT_LENGTH = 1346
const LITERAL = 1860

// Within a group for lengths.
const LENGTH_IS_MIDDLE = 1
const LENGTH_LOW = 2
const LENGTH_MIDDLE = 130
const LENGTH_HIGH = 258

export interface LzmaProperties {
  /** Bits of the byte before that choose how a literal is coded, 0 to 8. */
  readonly literalContext: number
  /** Bits of the position that do so, 0 to 4. */
  readonly literalPosition: number
  /** Bits of the position that choose how all else is coded, 0 to 4. */
  readonly position: number
}

/** The properties in the one byte that all formats write them as; `null` where it is none. */
export function lzmaProperties(byte: number): LzmaProperties | null {
  if (byte >= 9 * 5 * 5) return null
  const rest = Math.floor(byte / 9)
  return { literalContext: byte % 9, literalPosition: rest % 5, position: Math.floor(rest / 5) }
}

export class LzmaDecoder {
  /** Where the next byte of the input is read. */
  at = 0
  /** An end mark was met. */
  ended = false
  readonly #window: Uint8Array
  readonly #dictionaryBytes: number
  #position = 0
  #isWrapped = false
  #input: Uint8Array = new Uint8Array()
  #range = -1
  #code = 0
  #probabilities = new Uint16Array(0)
  #literalContext = 0
  #literalMask = 0
  #positionMask = 0
  #state = 0
  #distance = 0
  #distance1 = 0
  #distance2 = 0
  #distance3 = 0
  /** Bytes of the last match that are still to be copied. */
  #length = 0

  /** @param dictionaryBytes how far back matches reach; the memory that it takes */
  constructor(dictionaryBytes: number) {
    this.#dictionaryBytes = dictionaryBytes
    const wanted = Math.max(dictionaryBytes, SMALLEST_WINDOW)
    // A multiple of 16, so that a place in the window tells the lowest bits of the position.
    this.#window = new Uint8Array(Math.ceil(wanted / 16) * 16)
  }

  setProperties({ literalContext, literalPosition, position }: LzmaProperties): void {
    this.#literalContext = literalContext
    this.#literalMask = (1 << literalPosition) - 1
    this.#positionMask = (1 << position) - 1
    const size = LITERAL + (0x300 << (literalContext + literalPosition))
    if (this.#probabilities.length !== size) this.#probabilities = new Uint16Array(size)
    this.resetState()
  }

  resetState(): void {
    this.#probabilities.fill(HALF)
    this.#state = 0
    this.#distance = 0
    this.#distance1 = 0
    this.#distance2 = 0
    this.#distance3 = 0
    this.#length = 0
    this.ended = false
  }

  forgetWindow(): void {
    this.#position = 0
    this.#isWrapped = false
  }

  /** Begins to read `input` at `at`, which `decode` will go on with. */
  setInput(input: Uint8Array, at: number): void {
    this.#input = input
    this.at = at
  }

  /** Reads the bytes with which a range-coded stream begins. Throws Damage. */
  start(): void {
    const [zero = 1, a = 0, b = 0, c = 0, d = 0] = this.#input.subarray(this.at)
    if (zero !== 0) throw new Damage()
    this.#range = -1
    this.#code = (a << 24) | (b << 16) | (c << 8) | d
    this.at += LZMA_START_BYTES
  }

  /** Whether a range-coded stream ends where it should, right before `end`. */
  endsAt(end: number): boolean {
    if (this.#range >>> 24 === 0) this.#shift()
    return this.at === end && this.#code === 0 && this.#length === 0
  }

  /**
   * Decodes up to `bytes` bytes, fewer where the input at `at` would pass `lastAt` or the window comes to its end.
   * The result is valid until the next call. Throws Damage.
   */
  decode(bytes: number, lastAt: number): Uint8Array {
    const from = this.#position
    const stop = Math.min(from + bytes, this.#window.length)
    this.#copy(stop)
    while (this.#position < stop && this.at <= lastAt && !this.ended) this.#symbol(stop)
    return this.#written(from)
  }

  /** Takes bytes that are not packed into the window; as many as fit before its end. */
  copy(bytes: Uint8Array): Uint8Array {
    const from = this.#position
    const fitting = bytes.subarray(0, this.#window.length - from)
    this.#window.set(fitting, from)
    this.#position += fitting.length
    return this.#written(from)
  }

  #written(from: number): Uint8Array {
    const written = this.#window.subarray(from, this.#position)
    if (this.#position === this.#window.length) {
      this.#position = 0
      this.#isWrapped = true
    }
    return written
  }

  #symbol(stop: number): void {
    const place = this.#position & this.#positionMask
    const state = this.#state
    if (this.#bit(IS_MATCH + (state << 4) + place) === 0) {
      this.#literal()
      return
    }
    if (this.#bit(IS_REPEAT + state) === 0) this.#match(place)
    else this.#repeat(place)
    if (this.ended) return
    this.#checkDistance()
    this.#copy(stop)
  }

  #literal(): void {
    const window = this.#window
    const before = this.#byteBefore(0)
    const context =
      ((this.#position & this.#literalMask) << this.#literalContext) +
      (before >>> (8 - this.#literalContext))
    const base = LITERAL + 0x300 * context
    const state = this.#state
    let symbol = 1
    if (state >= 7) symbol = this.#literalAfterMatch(base)
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(base + symbol)
    window[this.#position++] = symbol
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
  }

  /** The first bits of a literal are coded by those of the byte that a match would have given. */
  #literalAfterMatch(base: number): number {
    let expected = this.#byteBefore(this.#distance)
    let symbol = 1
    while (symbol < 0x100) {
      const wanted = (expected >>> 7) & 1
      const bit = this.#bit(base + 0x100 + (wanted << 8) + symbol)
      symbol = (symbol << 1) | bit
      expected <<= 1
      if (bit !== wanted) break
    }
    return symbol
  }

  #byteBefore(distance: number): number {
    const place = this.#position - distance - 1
    return this.#window[place < 0 ? place + this.#window.length : place] ?? 0
  }

  #match(place: number): void {
    this.#distance3 = this.#distance2
    this.#distance2 = this.#distance1
    this.#distance1 = this.#distance
    this.#state = this.#state < 7 ? 7 : 10
    const length = this.#lengthOf(MATCH_LENGTH, place)
    this.#length = length
    this.#distance = this.#distanceFor(length)
    this.ended = this.#distance === -1
    if (this.ended) this.#length = 0
  }

  #distanceFor(length: number): number {
    const slot = this.#tree(SLOT + (Math.min(length - 2, 3) << 6), 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const high = (2 | (slot & 1)) << bits
    if (slot < 14) return high + this.#reverseTree(NEAR + high - slot - 1, bits)
    return (high + (this.#even(bits - 4) << 4) + this.#reverseTree(ALIGN, 4)) | 0
  }

  #repeat(place: number): void {
    const state = this.#state
    if (this.#bit(IS_OTHER_REPEAT + state) === 0) {
      if (this.#bit(IS_LONG_REPEAT + (state << 4) + place) === 0) {
        this.#state = state < 7 ? 9 : 11
        this.#length = 1
        return
      }
    } else this.#chooseDistance(state)
    this.#state = state < 7 ? 8 : 11
    this.#length = this.#lengthOf(REPEAT_LENGTH, place)
  }

  #chooseDistance(state: number): void {
    let distance = this.#distance1
    if (this.#bit(IS_OLDER_REPEAT + state) === 1) {
      distance = this.#distance2
      if (this.#bit(IS_OLDEST_REPEAT + state) === 1) {
        distance = this.#distance3
        this.#distance3 = this.#distance2
      }
      this.#distance2 = this.#distance1
    }
    this.#distance1 = this.#distance
    this.#distance = distance
  }

  #lengthOf(base: number, place: number): number {
    if (this.#bit(base) === 0) return 2 + this.#tree(base + LENGTH_LOW + (place << 3), 3)
    if (this.#bit(base + LENGTH_IS_MIDDLE) === 0) {
      return 10 + this.#tree(base + LENGTH_MIDDLE + (place << 3), 3)
    }
    return 18 + this.#tree(base + LENGTH_HIGH, 8)
  }

  #checkDistance(): void {
    const reach = this.#isWrapped ? this.#window.length : this.#position
    const distance = this.#distance >>> 0
    if (distance >= reach || distance >= this.#dictionaryBytes) throw new Damage()
  }

  #copy(stop: number): void {
    const window = this.#window
    const end = Math.min(this.#position + this.#length, stop)
    const source = this.#position - this.#distance - 1
    let from = source < 0 ? source + window.length : source
    this.#length -= end - this.#position
    for (let to = this.#position; to < end; to++) {
      window[to] = window[from]!
      from = from + 1 === window.length ? 0 : from + 1
    }
    this.#position = end
  }

  #tree(base: number, bits: number): number {
    let symbol = 1
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(base + symbol)
    return symbol - (1 << bits)
  }

  #reverseTree(base: number, bits: number): number {
    let symbol = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(base + symbol)
      symbol = (symbol << 1) | bit
      value |= bit << i
    }
    return value
  }

  /** Bits that are 0 or 1 with equal chance. */
  #even(bits: number): number {
    let value = 0
    for (let i = 0; i < bits; i++) {
      if (this.#range >>> 24 === 0) this.#shift()
      this.#range >>>= 1
      const isSet = (this.#code ^ SIGN) >= (this.#range ^ SIGN)
      if (isSet) this.#code = (this.#code - this.#range) | 0
      value = (value << 1) | (isSet ? 1 : 0)
    }
    return value
  }

  #bit(index: number): 0 | 1 {
    if (this.#range >>> 24 === 0) this.#shift()
    const probabilities = this.#probabilities
    const probability = probabilities[index]!
    const bound = Math.imul(this.#range >>> 11, probability)
    if ((this.#code ^ SIGN) < (bound ^ SIGN)) {
      this.#range = bound
      probabilities[index] = probability + ((2048 - probability) >>> 5)
      return 0
    }
    this.#range = (this.#range - bound) | 0
    this.#code = (this.#code - bound) | 0
    probabilities[index] = probability - (probability >>> 5)
    return 1
  }

  #shift(): void {
    this.#range <<= 8
    this.#code = (this.#code << 8) | this.#input[this.at]!
    this.at++
  }
}
