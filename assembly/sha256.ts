/** SHA-256 (FIPS 180-4) of four blocks at once, a lane each. */

const CONSTANTS = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
])
const ROUNDS: usize = 64
const LANES: usize = 16
/** The message schedule: the first 16 words of each block are put here by the caller. */
export const schedule = memory.data(1024, 16)

@inline
function rotated(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(x, bits), i32x4.shl(x, 32 - bits))
}

@inline
function sum0(x: v128): v128 {
  return v128.xor(rotated(x, 2), v128.xor(rotated(x, 13), rotated(x, 22)))
}

@inline
function sum1(x: v128): v128 {
  return v128.xor(rotated(x, 6), v128.xor(rotated(x, 11), rotated(x, 25)))
}

@inline
function sigma0(x: v128): v128 {
  return v128.xor(rotated(x, 7), v128.xor(rotated(x, 18), i32x4.shr_u(x, 3)))
}

@inline
function sigma1(x: v128): v128 {
  return v128.xor(rotated(x, 17), v128.xor(rotated(x, 19), i32x4.shr_u(x, 10)))
}

@inline
function word(at: usize): v128 {
  return v128.load(schedule + at * LANES)
}

/** The word of a round with its constant added. */
@inline
function scheduled(at: usize): v128 {
  return i32x4.add(word(at), v128.load32_splat(CONSTANTS + (at << 2)))
}

function extend(): void {
  for (let at: usize = 16; at < ROUNDS; at++) {
    const next = i32x4.add(
      i32x4.add(sigma1(word(at - 2)), word(at - 7)),
      i32x4.add(sigma0(word(at - 15)), word(at - 16)),
    )
    v128.store(schedule + at * LANES, next)
  }
}

/**
 * Compresses what is scheduled.
 * @param start  eight words from which all lanes start
 * @param result eight vectors
 */
export function compress(start: usize, result: usize): void {
  extend()
  let a = v128.load32_splat(start)
  let b = v128.load32_splat(start, 4)
  let c = v128.load32_splat(start, 8)
  let d = v128.load32_splat(start, 12)
  let e = v128.load32_splat(start, 16)
  let f = v128.load32_splat(start, 20)
  let g = v128.load32_splat(start, 24)
  let h = v128.load32_splat(start, 28)
  let t: v128
  for (let at: usize = 0; at < ROUNDS; at += 8) {
    t = i32x4.add(i32x4.add(h, sum1(e)), i32x4.add(v128.bitselect(f, g, e), scheduled(at + 0)))
    d = i32x4.add(d, t)
    h = i32x4.add(i32x4.add(t, sum0(a)), v128.bitselect(c, a, v128.xor(a, b)))
    t = i32x4.add(i32x4.add(g, sum1(d)), i32x4.add(v128.bitselect(e, f, d), scheduled(at + 1)))
    c = i32x4.add(c, t)
    g = i32x4.add(i32x4.add(t, sum0(h)), v128.bitselect(b, h, v128.xor(h, a)))
    t = i32x4.add(i32x4.add(f, sum1(c)), i32x4.add(v128.bitselect(d, e, c), scheduled(at + 2)))
    b = i32x4.add(b, t)
    f = i32x4.add(i32x4.add(t, sum0(g)), v128.bitselect(a, g, v128.xor(g, h)))
    t = i32x4.add(i32x4.add(e, sum1(b)), i32x4.add(v128.bitselect(c, d, b), scheduled(at + 3)))
    a = i32x4.add(a, t)
    e = i32x4.add(i32x4.add(t, sum0(f)), v128.bitselect(h, f, v128.xor(f, g)))
    t = i32x4.add(i32x4.add(d, sum1(a)), i32x4.add(v128.bitselect(b, c, a), scheduled(at + 4)))
    h = i32x4.add(h, t)
    d = i32x4.add(i32x4.add(t, sum0(e)), v128.bitselect(g, e, v128.xor(e, f)))
    t = i32x4.add(i32x4.add(c, sum1(h)), i32x4.add(v128.bitselect(a, b, h), scheduled(at + 5)))
    g = i32x4.add(g, t)
    c = i32x4.add(i32x4.add(t, sum0(d)), v128.bitselect(f, d, v128.xor(d, e)))
    t = i32x4.add(i32x4.add(b, sum1(g)), i32x4.add(v128.bitselect(h, a, g), scheduled(at + 6)))
    f = i32x4.add(f, t)
    b = i32x4.add(i32x4.add(t, sum0(c)), v128.bitselect(e, c, v128.xor(c, d)))
    t = i32x4.add(i32x4.add(a, sum1(f)), i32x4.add(v128.bitselect(g, h, f), scheduled(at + 7)))
    e = i32x4.add(e, t)
    a = i32x4.add(i32x4.add(t, sum0(b)), v128.bitselect(d, b, v128.xor(b, c)))
  }
  v128.store(result, i32x4.add(a, v128.load32_splat(start)))
  v128.store(result, i32x4.add(b, v128.load32_splat(start, 4)), 16)
  v128.store(result, i32x4.add(c, v128.load32_splat(start, 8)), 32)
  v128.store(result, i32x4.add(d, v128.load32_splat(start, 12)), 48)
  v128.store(result, i32x4.add(e, v128.load32_splat(start, 16)), 64)
  v128.store(result, i32x4.add(f, v128.load32_splat(start, 20)), 80)
  v128.store(result, i32x4.add(g, v128.load32_splat(start, 24)), 96)
  v128.store(result, i32x4.add(h, v128.load32_splat(start, 28)), 112)
}
