/** Aadhaar numbers: twelve digits, with spaces or dashes between, the last by Verhoeff. */
import {
  BLANK,
  CANONICAL_BYTES,
  DASH,
  HASH_PAD,
  isDigit,
  isFiller,
  SLOW,
  SPACE,
  VALID,
  ZERO,
} from './states'

const LENGTH: usize = 12
const LONGEST_CELL: u32 = 32
const digits = memory.data(16)

// The same two tables as in src/identifiers/check-digits.ts.
const PRODUCT = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5, 2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0,
  1, 2, 8, 9, 5, 6, 7, 4, 0, 1, 2, 3, 9, 5, 6, 7, 8, 5, 9, 8, 7, 6, 0, 4, 3, 2, 1, 6, 5, 9, 8, 7, 1,
  0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3, 8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1,
  0,
])
const PERMUTATION = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 7, 6, 2, 8, 3, 0, 9, 4, 5, 8, 0, 3, 7, 9, 6, 1, 4, 2, 8, 9, 1,
  6, 0, 4, 3, 5, 2, 7, 9, 4, 5, 3, 1, 2, 6, 8, 7, 0, 4, 2, 8, 6, 5, 7, 3, 9, 0, 1, 2, 7, 9, 3, 8, 0,
  6, 4, 1, 5, 7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
])

/** @param states, canonicals what is found: twelve digits */
export function aadhaars(
  offsets: usize,
  lengths: usize,
  rows: usize,
  states: usize,
  canonicals: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const length = load<u32>(lengths + (row << 2))
    const state = length === 0 ? BLANK : aadhaar(load<u32>(offsets + (row << 2)), length)
    store<u8>(states + row, state)
    if (state === VALID) put(canonicals + row * CANONICAL_BYTES)
  }
}

function aadhaar(cell: usize, length: u32): u8 {
  if (length > LONGEST_CELL) return SLOW
  const end = cell + length
  let count: usize = 0
  let isBlank = true
  for (let at = cell; at < end; at++) {
    const byte = load<u8>(at)
    if (isDigit(byte)) {
      if (count === LENGTH) return SLOW
      store<u8>(digits + count, byte)
      count += 1
    } else if (byte !== SPACE && byte !== DASH) {
      return SLOW
    }
    isBlank = isBlank && byte === SPACE
  }
  if (isBlank) return BLANK
  if (count !== LENGTH || load<u8>(digits) < 0x32) return SLOW
  return isFiller(digits, LENGTH) || !verhoeff() ? SLOW : VALID
}

function verhoeff(): bool {
  let check: usize = 0
  for (let i: usize = 0; i < LENGTH; i++) {
    const digit = usize(load<u8>(digits + LENGTH - 1 - i) - ZERO)
    check = load<u8>(PRODUCT + check * 10 + load<u8>(PERMUTATION + (i & 7) * 10 + digit))
  }
  return check === 0
}

function put(canonical: usize): void {
  v128.store(canonical, v128.load(digits))
  store<u32>(canonical + 12, HASH_PAD)
}
