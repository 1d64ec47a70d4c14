/** Fingerprints of what a mask would show of an identifier, and the hashes by which a probe takes records. */
import { hashOfPair, hashOfShort, lowBits } from './siphash'
import { CANONICAL_BYTES, VALID } from './states'

/**
 * @param from, end  the bytes of a canonical identifier that masks see
 * @param first, last how many of them a mask shows at its start and its end, at most seven together
 * @param shown      16 bits by row, 0 where the row has no whole identifier
 */
export function shownParts(
  states: usize,
  canonicals: usize,
  rows: usize,
  from: usize,
  end: usize,
  first: usize,
  last: usize,
  key: usize,
  shown: usize,
): void {
  const firstBits = u64(first) << 3
  const lastBits = u64(last) << 3
  for (let row: usize = 0; row < rows; row++) {
    let bits: u32 = 0
    if (load<u8>(states + row) === VALID) {
      const canonical = canonicals + row * CANONICAL_BYTES
      const head = load<u64>(canonical + from) & ((u64(1) << firstBits) - 1)
      const tail = load<u64>(canonical + end - last) & ((u64(1) << lastBits) - 1)
      bits = lowBits(hashOfShort(key, head | (tail << firstBits), first + last), 0xffff)
    }
    store<u16>(shown + (row << 1), u16(bits))
  }
}

/** The hashes of (part, record) for records that follow each other. */
export function ranks(part: u32, record: u32, count: usize, key: usize, hashes: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const pair = u64(part) | (u64(record + u32(i)) << 32)
    store<u64>(hashes + (i << 3), hashOfPair(key, pair))
  }
}
