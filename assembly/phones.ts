/** Indian telephone numbers as they are mostly written: digits, spaces and dashes behind +91, 91, 0 or nothing. */
import {
  BLANK,
  CANONICAL_BYTES,
  DASH,
  HASH_PAD,
  isDigit,
  isFiller,
  PLUS,
  SLOW,
  SPACE,
  VALID,
  ZERO,
} from './states'

const NATIONAL: usize = 10
const LONGEST: usize = 12
const LONGEST_CELL: u32 = 32
const COUNTRY: u16 = 0x3139 // '91'
const digits = memory.data(16)

/**
 * @param offsets, lengths the cells of the column
 * @param plan   the numbering plan as an automaton: u16 states by digit, 0 dead, 1 the start
 * @param ends   by state of the automaton: 1 where a valid number ends
 * @param states, canonicals what is found: `+91` and ten digits
 */
export function phones(
  offsets: usize,
  lengths: usize,
  rows: usize,
  plan: usize,
  ends: usize,
  states: usize,
  canonicals: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const length = load<u32>(lengths + (row << 2))
    const state = length === 0 ? BLANK : phone(load<u32>(offsets + (row << 2)), length, plan, ends)
    store<u8>(states + row, state)
    if (state === VALID) put(canonicals + row * CANONICAL_BYTES)
  }
}

let national: usize = 0

function phone(cell: usize, length: u32, plan: usize, ends: usize): u8 {
  if (length > LONGEST_CELL) return SLOW
  const end = cell + length
  let count: usize = 0
  let hasPlus = false
  let isBlank = true
  for (let at = cell; at < end; at++) {
    const byte = load<u8>(at)
    if (isDigit(byte)) {
      if (count === LONGEST) return SLOW
      store<u8>(digits + count, byte)
      count += 1
    } else if (byte === PLUS && count === 0 && !hasPlus) {
      hasPlus = true
    } else if (byte !== SPACE && byte !== DASH) {
      return SLOW
    }
    isBlank = isBlank && byte === SPACE
  }
  if (isBlank) return BLANK
  const prefix = prefixLength(count, hasPlus)
  if (prefix < 0) return SLOW
  national = digits + prefix
  if (load<u8>(national) === ZERO || isFiller(national, NATIONAL)) return SLOW
  return isPlanned(plan, ends) ? VALID : SLOW
}

/** Digits before the national number, or -1. */
function prefixLength(count: usize, hasPlus: bool): i32 {
  if (count === NATIONAL + 2 && load<u16>(digits) === COUNTRY) return 2
  if (hasPlus) return -1
  if (count === NATIONAL) return 0
  return count === NATIONAL + 1 && load<u8>(digits) === ZERO ? 1 : -1
}

function isPlanned(plan: usize, ends: usize): bool {
  let state: u32 = 1
  for (let i: usize = 0; i < NATIONAL; i++) {
    state = load<u16>(plan + ((state * 10 + load<u8>(national + i) - ZERO) << 1))
  }
  return load<u8>(ends + state) === 1
}

function put(canonical: usize): void {
  store<u8>(canonical, PLUS)
  store<u16>(canonical + 1, COUNTRY)
  memory.copy(canonical + 3, national, NATIONAL)
  store<u8>(canonical + 13, HASH_PAD)
  store<u16>(canonical + 14, 0)
}
