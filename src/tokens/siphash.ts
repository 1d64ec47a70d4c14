/** SipHash-2-4 with 64 bits out (Aumasson and Bernstein, 2012), on pairs of 32-bit halves: BigInt is far slower. */

/** A 64-bit hash as two unsigned halves. */
export interface Hash64 {
  readonly low: number
  readonly high: number
}

/** The state: v0..v3 as low and high halves, in one array so that a round writes in place. */
type State = Int32Array

function add(v: State, to: number, from: number): void {
  const low = ((v[to] ?? 0) >>> 0) + ((v[from] ?? 0) >>> 0)
  v[to] = low
  v[to + 1] = (v[to + 1] ?? 0) + (v[from + 1] ?? 0) + (low > 0xffffffff ? 1 : 0)
}

/** v[at] = rotate(v[at], bits) ^ v[other], for 0 < bits < 32. */
function rotateXor(v: State, at: number, bits: number, other: number): void {
  const low = v[at] ?? 0
  const high = v[at + 1] ?? 0
  v[at] = ((low << bits) | (high >>> (32 - bits))) ^ (v[other] ?? 0)
  v[at + 1] = ((high << bits) | (low >>> (32 - bits))) ^ (v[other + 1] ?? 0)
}

function swapHalves(v: State, at: number): void {
  const low = v[at] ?? 0
  v[at] = v[at + 1] ?? 0
  v[at + 1] = low
}

function round(v: State): void {
  add(v, 0, 2)
  rotateXor(v, 2, 13, 0)
  swapHalves(v, 0)
  add(v, 4, 6)
  rotateXor(v, 6, 16, 4)
  add(v, 0, 6)
  rotateXor(v, 6, 21, 0)
  add(v, 4, 2)
  rotateXor(v, 2, 17, 4)
  swapHalves(v, 4)
}

function absorb(v: State, low: number, high: number): void {
  v[6] = (v[6] ?? 0) ^ low
  v[7] = (v[7] ?? 0) ^ high
  round(v)
  round(v)
  v[0] = (v[0] ?? 0) ^ low
  v[1] = (v[1] ?? 0) ^ high
}

/** Four bytes from `at` as a little-endian word; bytes past the end read as zero. */
const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24)

// "somepseudorandomlygeneratedbytes", the constants of the specification, low half first.
const CONSTANTS = [
  0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462,
]

/** SipHash-2-4 under one key. */
export class SipHash {
  readonly #start: Int32Array
  readonly #state = new Int32Array(8)

  /** @param key 16 bytes */
  constructor(key: Uint8Array) {
    this.#start = Int32Array.from(CONSTANTS, (constant, i) => constant ^ word(key, 4 * (i % 4)))
  }

  hash(bytes: Uint8Array): Hash64 {
    const v = this.#state
    v.set(this.#start)
    const whole = bytes.length & ~7
    for (let at = 0; at < whole; at += 8) absorb(v, word(bytes, at), word(bytes, at + 4))
    // The last word: the remaining bytes, and the length modulo 256 in the highest byte.
    absorb(v, word(bytes, whole), word(bytes, whole + 4) | (bytes.length << 24))
    return finished(v)
  }

  /** The hash of the eight bytes of two little-endian words. */
  hashWords(low: number, high: number): Hash64 {
    const v = this.#state
    v.set(this.#start)
    absorb(v, low, high)
    absorb(v, 0, 8 << 24)
    return finished(v)
  }
}

function finished(v: State): Hash64 {
  v[4] = (v[4] ?? 0) ^ 0xff
  for (let i = 0; i < 4; i++) round(v)
  return { low: folded(v, 0), high: folded(v, 1) }
}

const folded = (v: State, half: number): number =>
  ((v[half] ?? 0) ^ (v[half + 2] ?? 0) ^ (v[half + 4] ?? 0) ^ (v[half + 6] ?? 0)) >>> 0
