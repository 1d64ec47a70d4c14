/** What a kernel found in a cell, and the bytes that kernels look for. */

export const BLANK: u8 = 0
export const VALID: u8 = 1
/** Outside the kernel's grammar: the plain rule decides. */
export const SLOW: u8 = 2

/** Bytes kept of a canonical identifier: the text, 0x80, zeros, as the block of a hash begins. */
export const CANONICAL_BYTES: usize = 16
export const HASH_PAD: u8 = 0x80

export const SPACE: u8 = 0x20
export const PLUS: u8 = 0x2b
export const DASH: u8 = 0x2d
export const ZERO: u8 = 0x30

@inline
export function isDigit(byte: u8): bool {
  return u8(byte - ZERO) < 10
}

@inline
export function isCapital(byte: u8): bool {
  return u8(byte - 0x41) < 26
}

@inline
export function isSmall(byte: u8): bool {
  return u8(byte - 0x61) < 26
}

/** Whether digits were typed to fill a field: one digit throughout, or each one more than the last (9 before 0). */
export function isFiller(digits: usize, length: usize): bool {
  const first = load<u8>(digits)
  let repeated = true
  let ascending = true
  let before = first
  for (let i: usize = 1; i < length; i++) {
    const digit = load<u8>(digits + i)
    repeated = repeated && digit === first
    ascending = ascending && digit === (before === 0x39 ? ZERO : before + 1)
    before = digit
  }
  return repeated || ascending
}
