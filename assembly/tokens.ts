/** HMAC-SHA-256 (RFC 2104) of canonical identifiers, four at a time, from a key whose two pads are hashed already. */
import { compress, schedule } from './sha256'
import { CANONICAL_BYTES, VALID } from './states'

const TOKEN_BYTES: usize = 16
const ENTRY_BYTES: usize = 20
const BLOCK_BITS: u32 = 512
const DIGEST_BITS: u32 = 256
const PAD_STATE: usize = 32
const WORD: usize = 16
/** Where SHA-256 starts (FIPS 180-4, 5.3.3). */
const INITIAL = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])
const inner = memory.data(128, 16)
const outer = memory.data(128, 16)
const lanes = memory.data(16)

/**
 * @param states, canonicals by row; only valid ones get a token
 * @param length of a canonical identifier, at most 15
 * @param key    the state of SHA-256 behind the inner pad, then behind the outer pad, eight words each
 * @param entries where tokens go, each with its row
 * @returns the number of entries
 */
export function tokens(
  states: usize,
  canonicals: usize,
  rows: usize,
  length: u32,
  key: usize,
  entries: usize,
): usize {
  let count: usize = 0
  let waiting: usize = 0
  for (let row: usize = 0; row < rows; row++) {
    if (load<u8>(states + row) !== VALID) continue
    store<u32>(lanes + (waiting << 2), u32(row))
    waiting += 1
    if (waiting < 4) continue
    hash(canonicals, length, key)
    put(entries + count * ENTRY_BYTES, 4)
    count += 4
    waiting = 0
  }
  if (waiting === 0) return count
  // Lanes left over hash whatever row stood there before.
  hash(canonicals, length, key)
  put(entries + count * ENTRY_BYTES, waiting)
  return count + waiting
}

/** The state of SHA-256 behind one block of 64 bytes: a pad of the key. */
export function absorbPad(block: usize, state: usize): void {
  for (let at: usize = 0; at < 16; at++) {
    v128.store(schedule + at * WORD, i32x4.splat(bswap(load<u32>(block + (at << 2)))))
  }
  compress(INITIAL, outer)
  for (let at: usize = 0; at < 8; at++) {
    store<u32>(state + (at << 2), load<u32>(outer + at * WORD))
  }
}

@inline
function swapped(x: v128): v128 {
  return i8x16.shuffle(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

@inline
function canonical(canonicals: usize, lane: usize): v128 {
  return swapped(v128.load(canonicals + usize(load<u32>(lanes + (lane << 2))) * CANONICAL_BYTES))
}

/** Four rows of four words become four columns at `to`. */
@inline
function transpose(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const low = i32x4.shuffle(a, b, 0, 4, 1, 5)
  const high = i32x4.shuffle(a, b, 2, 6, 3, 7)
  const lowOther = i32x4.shuffle(c, d, 0, 4, 1, 5)
  const highOther = i32x4.shuffle(c, d, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(low, lowOther, 0, 2))
  v128.store(to, i64x2.shuffle(low, lowOther, 1, 3), 16)
  v128.store(to, i64x2.shuffle(high, highOther, 0, 2), 32)
  v128.store(to, i64x2.shuffle(high, highOther, 1, 3), 48)
}

function hash(canonicals: usize, length: u32, key: usize): void {
  transpose(
    canonical(canonicals, 0),
    canonical(canonicals, 1),
    canonical(canonicals, 2),
    canonical(canonicals, 3),
    schedule,
  )
  for (let at: usize = 4; at < 15; at++) v128.store(schedule + at * WORD, i32x4.splat(0))
  v128.store(schedule + 15 * WORD, i32x4.splat(BLOCK_BITS + (length << 3)))
  compress(key, inner)
  for (let at: usize = 0; at < 8; at++) {
    v128.store(schedule + at * WORD, v128.load(inner + at * WORD))
  }
  v128.store(schedule + 8 * WORD, i32x4.splat(0x80000000))
  for (let at: usize = 9; at < 15; at++) v128.store(schedule + at * WORD, i32x4.splat(0))
  v128.store(schedule + 15 * WORD, i32x4.splat(BLOCK_BITS + DIGEST_BITS))
  compress(key + PAD_STATE, outer)
  transpose(
    v128.load(outer),
    v128.load(outer, 16),
    v128.load(outer, 32),
    v128.load(outer, 48),
    outer,
  )
}

function put(entries: usize, count: usize): void {
  for (let lane: usize = 0; lane < count; lane++) {
    const to = entries + lane * ENTRY_BYTES
    v128.store(to, swapped(v128.load(outer + lane * WORD)))
    store<u32>(to + TOKEN_BYTES, load<u32>(lanes + (lane << 2)))
  }
}
