/** Deflate64 decoded in memory: deflate with a window of 64 KiB, which Windows packs large files with and zlib does not read. */
import { Damage } from '../core/damage.ts'

const WINDOW_BYTES = 65_536
const LONGEST_MATCH = 65_538
const BUFFER_BYTES = 2 * WINDOW_BYTES + LONGEST_MATCH
/** Input that one symbol, or the header of a block, takes at most. */
const SYMBOL_BYTES = 8
const HEADER_BYTES = 1024

const LONGEST_CODE = 15
const TABLE_SIZE = 2 ** LONGEST_CODE
const END_OF_BLOCK = 256
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

// Codes of lengths from 257 on, and of distances: where each begins, and by how many bits it goes on.
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 16,
]
const DISTANCE_BITS = Array.from({ length: 32 }, (_, code) => Math.max(0, (code >> 1) - 1))
const LENGTHS = [...starts(3, LENGTH_BITS.slice(0, -1)), 3]
const DISTANCES = starts(1, DISTANCE_BITS)

function starts(first: number, bits: readonly number[]): number[] {
  let next = first
  return bits.map((count) => {
    next += 2 ** count
    return next - 2 ** count
  })
}

type State = 'header' | 'plain' | 'codes' | 'end'

export class Deflate64Decoder {
  #state: State = 'header'
  #isLastBlock = false
  #input: Uint8Array = new Uint8Array()
  #isLastInput = false
  #at = 0
  #held = 0
  #count = 0
  readonly #output = new Uint8Array(BUFFER_BYTES)
  #position = 0
  /** From where on the output was not given yet. */
  #given = 0
  /** Bytes of a block that is not packed which are still to come. */
  #plain = 0
  #symbols: Uint16Array = new Uint16Array()
  #distances: Uint16Array = new Uint16Array()

  get ended(): boolean {
    return this.#state === 'end'
  }

  /** Bytes of the input that are used up. */
  get consumed(): number {
    return this.#at - (this.#count >> 3)
  }

  /** Goes on with `input`, which begins where the one before was used up. */
  setInput(input: Uint8Array, isLast: boolean): void {
    this.#count &= 7
    this.#held &= (1 << this.#count) - 1
    this.#input = input
    this.#isLastInput = isLast
    this.#at = 0
  }

  /** The next bytes; none where more input is needed, or at the end. Throws Damage. */
  decode(): Uint8Array {
    if (this.#position > WINDOW_BYTES) this.#slide()
    while (!this.ended && this.#position < BUFFER_BYTES - LONGEST_MATCH && this.#hasInput()) {
      if (this.#state === 'header') this.#readHeader()
      else if (this.#state === 'plain') this.#copyPlain()
      else this.#symbol()
      if (this.consumed > this.#input.length) throw new Damage()
    }
    const piece = this.#output.slice(this.#given, this.#position)
    this.#given = this.#position
    return piece
  }

  #hasInput(): boolean {
    const needed = this.#state === 'header' ? HEADER_BYTES : SYMBOL_BYTES
    return this.#isLastInput || this.#at + needed <= this.#input.length
  }

  #slide(): void {
    this.#output.copyWithin(0, this.#position - WINDOW_BYTES, this.#position)
    this.#position = WINDOW_BYTES
    this.#given = WINDOW_BYTES
  }

  #readHeader(): void {
    if (this.#isLastBlock) {
      this.#state = 'end'
      return
    }
    this.#isLastBlock = this.#take(1) === 1
    const kind = this.#take(2)
    if (kind === 0) this.#startPlain()
    else if (kind === 1) this.#startCodes(FIXED_SYMBOLS, FIXED_DISTANCES)
    else if (kind === 2) this.#readTables()
    else throw new Damage()
  }

  #startPlain(): void {
    this.#take(this.#count & 7)
    this.#plain = this.#take(16)
    if ((this.#take(16) ^ this.#plain) !== 0xffff) throw new Damage()
    this.#state = this.#plain === 0 ? 'header' : 'plain'
  }

  #copyPlain(): void {
    const most = Math.min(this.#plain, BUFFER_BYTES - LONGEST_MATCH - this.#position)
    let copied = 0
    for (; copied < most && this.#count > 0; copied++)
      this.#output[this.#position++] = this.#take(8)
    const bytes = this.#input.subarray(this.#at, this.#at + most - copied)
    if (copied + bytes.length === 0) throw new Damage()
    this.#output.set(bytes, this.#position)
    this.#position += bytes.length
    this.#at += bytes.length
    this.#plain -= copied + bytes.length
    if (this.#plain === 0) this.#state = 'header'
  }

  #readTables(): void {
    const symbols = this.#take(5) + 257
    const distances = this.#take(5) + 1
    const ordered = new Uint8Array(19)
    for (let i = this.#take(4) + 4, at = 0; i > 0; i--, at++)
      ordered[LENGTH_ORDER[at]!] = this.#take(3)
    const lengths = this.#lengths(tableOf(ordered), symbols + distances)
    if (lengths[END_OF_BLOCK] === 0) throw new Damage()
    this.#startCodes(tableOf(lengths.subarray(0, symbols)), tableOf(lengths.subarray(symbols)))
  }

  /** Lengths of codes, themselves coded: 16 repeats the last one, 17 and 18 are runs of zeros. */
  #lengths(table: Uint16Array, count: number): Uint8Array {
    const lengths = new Uint8Array(count)
    for (let at = 0; at < count; ) {
      const symbol = this.#code(table)
      if (symbol < 16) {
        lengths[at++] = symbol
        continue
      }
      const times =
        symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7)
      if (at + times > count || (symbol === 16 && at === 0)) throw new Damage()
      lengths.fill(symbol === 16 ? lengths[at - 1]! : 0, at, at + times)
      at += times
    }
    return lengths
  }

  #startCodes(symbols: Uint16Array, distances: Uint16Array): void {
    this.#symbols = symbols
    this.#distances = distances
    this.#state = 'codes'
  }

  #symbol(): void {
    const symbol = this.#code(this.#symbols)
    if (symbol < END_OF_BLOCK) {
      this.#output[this.#position++] = symbol
      return
    }
    if (symbol === END_OF_BLOCK) {
      this.#state = 'header'
      return
    }
    const code = symbol - END_OF_BLOCK - 1
    if (code >= LENGTHS.length) throw new Damage()
    const length = LENGTHS[code]! + this.#take(LENGTH_BITS[code]!)
    const far = this.#code(this.#distances)
    this.#copy(length, DISTANCES[far]! + this.#take(DISTANCE_BITS[far]!))
  }

  #copy(length: number, distance: number): void {
    let from = this.#position - distance
    if (from < 0) throw new Damage()
    const output = this.#output
    for (const end = this.#position + length; this.#position < end; ) {
      output[this.#position++] = output[from++]!
    }
  }

  #code(table: Uint16Array): number {
    this.#need(LONGEST_CODE)
    const entry = table[this.#held & (TABLE_SIZE - 1)]!
    const length = entry & 15
    if (length === 0) throw new Damage()
    this.#held >>>= length
    this.#count -= length
    return entry >> 4
  }

  /** @param count 0 to 16 */
  #take(count: number): number {
    this.#need(count)
    const bits = this.#held & ((1 << count) - 1)
    this.#held >>>= count
    this.#count -= count
    return bits
  }

  /** Behind the end of the input stand zeros; who takes them is told of it. */
  #need(count: number): void {
    while (this.#count < count) {
      this.#held |= (this.#input[this.#at++] ?? 0) << this.#count
      this.#count += 8
    }
  }
}

/** For each 15 bits, lowest first, the symbol whose code they begin with, and in the lowest four bits its length. Throws Damage. */
function tableOf(lengths: Uint8Array): Uint16Array {
  const table = new Uint16Array(TABLE_SIZE)
  let code = 0
  for (let length = 1; length <= LONGEST_CODE; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue
      if (code >= 1 << length) throw new Damage()
      const entry = (symbol << 4) | length
      for (let at = reversed(code, length); at < TABLE_SIZE; at += 1 << length) table[at] = entry
      code++
    }
    code <<= 1
  }
  return table
}

function reversed(code: number, length: number): number {
  let bits = 0
  for (let bit = 0; bit < length; bit++) bits |= ((code >> bit) & 1) << (length - 1 - bit)
  return bits
}

const FIXED_SYMBOLS = tableOf(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
)
const FIXED_DISTANCES = tableOf(new Uint8Array(32).fill(5))
