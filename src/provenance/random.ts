/** A seeded generator for pretend dumps: the same seed gives the same figures on every machine. */

/** Uniform on [0, 1). */
export type Random = () => number

/** Mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state, period 2^32; ample for a few million draws. */
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
