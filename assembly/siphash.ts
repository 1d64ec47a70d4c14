/** SipHash-2-4 with 64 bits out (Aumasson and Bernstein, 2012). */

// "somepseudorandomlygeneratedbytes", the constants of the specification.
const START_0: u64 = 0x736f6d6570736575
const START_1: u64 = 0x646f72616e646f6d
const START_2: u64 = 0x6c7967656e657261
const START_3: u64 = 0x7465646279746573

let v0: u64 = 0
let v1: u64 = 0
let v2: u64 = 0
let v3: u64 = 0

@inline
function round(): void {
  v0 += v1
  v1 = rotl(v1, 13) ^ v0
  v0 = rotl(v0, 32)
  v2 += v3
  v3 = rotl(v3, 16) ^ v2
  v0 += v3
  v3 = rotl(v3, 21) ^ v0
  v2 += v1
  v1 = rotl(v1, 17) ^ v2
  v2 = rotl(v2, 32)
}

@inline
function absorb(word: u64): void {
  v3 ^= word
  round()
  round()
  v0 ^= word
}

@inline
function begin(key: usize): void {
  const low = load<u64>(key)
  const high = load<u64>(key, 8)
  v0 = START_0 ^ low
  v1 = START_1 ^ high
  v2 = START_2 ^ low
  v3 = START_3 ^ high
}

@inline
function finish(): u64 {
  v2 ^= 0xff
  round()
  round()
  round()
  round()
  return v0 ^ v1 ^ v2 ^ v3
}

/** The hash of bytes; up to seven behind them are read. Never 0, which means blank. */
export function hashOf(key: usize, bytes: usize, length: usize): u64 {
  begin(key)
  const whole = length & ~7
  for (let at: usize = 0; at < whole; at += 8) absorb(load<u64>(bytes + at))
  const left = u64(length & 7) << 3
  absorb((load<u64>(bytes + whole) & ((u64(1) << left) - 1)) | (u64(length) << 56))
  return max<u64>(1, finish())
}

/** The hash of at most seven bytes in a word. */
export function hashOfShort(key: usize, bytes: u64, length: u64): u64 {
  begin(key)
  absorb(bytes | (length << 56))
  return max<u64>(1, finish())
}

/** The hash of exactly eight bytes, which may be 0. */
export function hashOfPair(key: usize, pair: u64): u64 {
  begin(key)
  absorb(pair)
  absorb(u64(8) << 56)
  return finish()
}

/** The low bits of a hash; never 0. */
@inline
export function lowBits(hash: u64, mask: u32): u32 {
  const bits = u32(hash) & mask
  return bits === 0 ? 1 : bits
}
