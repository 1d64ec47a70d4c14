/** One block of bzip2 after the other, decoded in memory: Huffman codes, move-to-front, Burrows-Wheeler, runs. */
import { Damage } from '../core/damage.ts'

/** Packed bytes that a block takes at most: 900,000 symbols of 20 bits, its tables and selectors. */
export const BZIP2_BLOCK_BYTES = 2_400_000

const BLOCK_MARK = 0x314159265359
const END_MARK = 0x177245385090
const LEVEL_BYTES = 100_000
const GROUP_SYMBOLS = 50
const LONGEST_CODE = 20
const PIECE_BYTES = 64 * 1024
/** A run of four equal bytes is followed by a byte that says how many more there are. */
const RUN = 4

/** Bits of a buffer, highest first. Throws Damage at its end. */
export class Bits {
  readonly #bytes: Uint8Array
  #at: number
  #held = 0
  #count = 0

  /** @param bit where to begin, 0 to 7, in the first byte */
  constructor(bytes: Uint8Array, bit: number) {
    this.#bytes = bytes
    this.#at = 0
    this.take(bit)
  }

  /** Bits taken so far. */
  get position(): number {
    return this.#at * 8 - this.#count
  }

  /** @param count 0 to 24 */
  take(count: number): number {
    while (this.#count < count) {
      if (this.#at === this.#bytes.length) throw new Damage()
      this.#held = ((this.#held << 8) | this.#bytes[this.#at++]!) & 0x7fffffff
      this.#count += 8
    }
    this.#count -= count
    return (this.#held >>> this.#count) & ((1 << count) - 1)
  }

  wide(): number {
    return this.take(24) * 2 ** 24 + this.take(24)
  }

  checksum(): number {
    return ((this.take(16) << 16) | this.take(16)) >>> 0
  }
}

/** Codes of one table, by length: the codes of a length are consecutive numbers. */
interface Codes {
  /** Above the greatest code of each length; codes of that length or less are under it. */
  readonly limits: Int32Array
  /** What to take off a code of each length to find its symbol in `symbols`. */
  readonly offsets: Int32Array
  readonly symbols: Uint16Array
  readonly shortest: number
}

export type Bzip2Part =
  | { readonly kind: 'block'; readonly block: Bzip2Block }
  /** The sum over the sums of the blocks. */
  | { readonly kind: 'end'; readonly checksum: number }

/** A block whose text has not been written out yet; valid until the next one is read. */
export interface Bzip2Block {
  readonly checksum: number
  /** The text in pieces; gives its checksum at the end. */
  text(): Generator<Uint8Array, number>
}

export class Bzip2Decoder {
  /** Bytes in the low 8 bits, links of the Burrows-Wheeler transform above them. */
  readonly #links: Uint32Array

  /** @param level 1 to 9, hundreds of thousands of bytes in a block */
  constructor(level: number) {
    this.#links = new Uint32Array(level * LEVEL_BYTES)
  }

  /** Throws Damage. */
  next(bits: Bits): Bzip2Part {
    const mark = bits.wide()
    const checksum = bits.checksum()
    if (mark === END_MARK) return { kind: 'end', checksum }
    if (mark !== BLOCK_MARK) throw new Damage()
    // Blocks were once shuffled; no program has written such for decades.
    if (bits.take(1) === 1) throw new Damage()
    const origin = bits.take(24)
    const used = usedBytes(bits)
    const count = this.#symbols(bits, used)
    if (origin >= count) throw new Damage()
    return { kind: 'block', block: { checksum, text: () => this.#text(origin, count) } }
  }

  /** Fills the table with the transformed bytes, and links them; returns their number. */
  #symbols(bits: Bits, used: Uint8Array): number {
    const tables = bits.take(3)
    const groups = bits.take(15)
    if (tables < 2 || tables > 6 || groups === 0) throw new Damage()
    const selectors = selectorsOf(bits, tables, groups)
    const codes = Array.from({ length: tables }, () => codesOf(bits, used.length + 2))
    const stream = new SymbolStream(bits, codes, selectors)
    const counts = new Int32Array(256)
    const count = unrank(stream, used, this.#links, counts)
    link(this.#links, counts, count)
    return count
  }

  *#text(origin: number, count: number): Generator<Uint8Array, number> {
    const links = this.#links
    const writer = new RunWriter()
    let place = links[origin]! >>> 8
    for (let done = 0; done < count; ) {
      const stop = Math.min(count, done + PIECE_BYTES)
      for (; done < stop; done++) {
        const entry = links[place]!
        writer.write(entry & 0xff)
        place = entry >>> 8
      }
      yield writer.take()
    }
    return writer.checksum
  }
}

/** The bytes that occur in a block: 16 bits say in which sixteens, and 16 bits for each of these which. */
function usedBytes(bits: Bits): Uint8Array {
  const sixteens = bits.take(16)
  const used: number[] = []
  for (let high = 0; high < 16; high++) {
    if (((sixteens >> (15 - high)) & 1) === 0) continue
    const present = bits.take(16)
    for (let low = 0; low < 16; low++) {
      if (((present >> (15 - low)) & 1) === 1) used.push(high * 16 + low)
    }
  }
  if (used.length === 0) throw new Damage()
  return Uint8Array.from(used)
}

/** Which table codes each group of 50 symbols, as places in a list in which what was used last comes first. */
function selectorsOf(bits: Bits, tables: number, groups: number): Uint8Array {
  const order = Uint8Array.from({ length: tables }, (_, table) => table)
  return Uint8Array.from({ length: groups }, () => {
    let place = 0
    while (bits.take(1) === 1) if (++place === tables) throw new Damage()
    return toFront(order, place)
  })
}

function toFront(order: Uint8Array, place: number): number {
  const value = order[place]!
  order.copyWithin(1, 0, place)
  order[0] = value
  return value
}

function codesOf(bits: Bits, symbols: number): Codes {
  const lengths = new Uint8Array(symbols)
  let length = bits.take(5)
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.take(1) === 1) length += bits.take(1) === 0 ? 1 : -1
    if (length < 1 || length > LONGEST_CODE) throw new Damage()
    lengths[symbol] = length
  }
  return byLength(lengths)
}

function byLength(lengths: Uint8Array): Codes {
  const limits = new Int32Array(LONGEST_CODE + 1)
  const offsets = new Int32Array(LONGEST_CODE + 1)
  const symbols = new Uint16Array(lengths.length)
  let code = 0
  let placed = 0
  let shortest = 0
  for (let length = 1; length <= LONGEST_CODE; length++) {
    offsets[length] = code - placed
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] === length) symbols[placed++] = symbol
    }
    code = placed + offsets[length]!
    limits[length] = code
    if (shortest === 0 && placed > 0) shortest = length
    code <<= 1
  }
  return { limits, offsets, symbols, shortest }
}

class SymbolStream {
  readonly #bits: Bits
  readonly #codes: readonly Codes[]
  readonly #selectors: Uint8Array
  #group = -1
  #left = 0
  #table: Codes

  constructor(bits: Bits, codes: readonly Codes[], selectors: Uint8Array) {
    this.#bits = bits
    this.#codes = codes
    this.#selectors = selectors
    this.#table = codes[0]!
  }

  next(): number {
    if (this.#left === 0) this.#nextGroup()
    this.#left--
    const { limits, offsets, symbols, shortest } = this.#table
    let length = shortest
    let code = this.#bits.take(length)
    while (code >= limits[length]!) {
      if (++length > LONGEST_CODE) throw new Damage()
      code = (code << 1) | this.#bits.take(1)
    }
    const symbol = symbols[code - offsets[length]!]
    if (symbol === undefined) throw new Damage()
    return symbol
  }

  #nextGroup(): void {
    if (++this.#group === this.#selectors.length) throw new Damage()
    this.#table = this.#codes[this.#selectors[this.#group]!]!
    this.#left = GROUP_SYMBOLS
  }
}

/** Symbols into bytes: 0 and 1 are the digits of a run's length, the last ends the block, the others are places in a list. */
function unrank(
  stream: SymbolStream,
  used: Uint8Array,
  links: Uint32Array,
  counts: Int32Array,
): number {
  const order = Uint8Array.from(used)
  const last = used.length + 1
  let count = 0
  let digit = 1
  let run = 0
  for (let symbol = stream.next(); ; symbol = stream.next()) {
    if (symbol < 2) {
      run += digit << symbol
      digit <<= 1
      if (run > links.length) throw new Damage()
      continue
    }
    if (count + run + 1 > links.length + (symbol === last ? 1 : 0)) throw new Damage()
    const front = order[0]!
    counts[front]! += run
    links.fill(front, count, count + run)
    count += run
    run = 0
    digit = 1
    if (symbol === last) return count
    const byte = toFront(order, symbol - 1)
    counts[byte]!++
    links[count++] = byte
  }
}

/** Lets each place point at the one whose byte follows in the text. */
function link(links: Uint32Array, counts: Int32Array, count: number): void {
  const next = new Int32Array(256)
  let sum = 0
  for (let byte = 0; byte < 256; byte++) {
    next[byte] = sum
    sum += counts[byte]!
  }
  for (let place = 0; place < count; place++) {
    const byte = links[place]! & 0xff
    links[next[byte]!++]! |= place << 8
  }
}

/** Bytes with the runs written out, and their sum. */
class RunWriter {
  #bytes = new Uint8Array(PIECE_BYTES * 2)
  #length = 0
  #last = -1
  #repeats = 0
  #sum = 0xffffffff | 0

  get checksum(): number {
    return ~this.#sum >>> 0
  }

  write(byte: number): void {
    if (this.#repeats === RUN) {
      this.#put(this.#last, byte)
      this.#repeats = 0
      this.#last = -1
      return
    }
    this.#repeats = byte === this.#last ? this.#repeats + 1 : 1
    this.#last = byte
    this.#put(byte, 1)
  }

  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#bytes = new Uint8Array(PIECE_BYTES * 2)
    this.#length = 0
    return taken
  }

  #put(byte: number, times: number): void {
    if (this.#length + times > this.#bytes.length) this.#grow()
    let sum = this.#sum
    for (let i = 0; i < times; i++) {
      this.#bytes[this.#length++] = byte
      sum = (sum << 8) ^ SUMS[(sum >>> 24) ^ byte]!
    }
    this.#sum = sum
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** CRC-32 with its highest bit first. */
const SUMS = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0)
  return sum
})
