/** PANs: five letters, four digits, a letter, of either case. */
import { BLANK, CANONICAL_BYTES, HASH_PAD, isCapital, isDigit, SLOW, SPACE, VALID } from './states'

const LENGTH: usize = 10
/** Bits of the letters A, B, C, F, G, H, J, K, L, P and T, which tell the kind of holder. */
const HOLDERS: u32 = 0b1000_1000_1110_1110_0111
const LETTERS: usize = 5
const NUMBER_END: usize = 9
const card = memory.data(16)

/** @param states, canonicals what is found: ten capitals and digits */
export function pans(
  offsets: usize,
  lengths: usize,
  rows: usize,
  states: usize,
  canonicals: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const length = load<u32>(lengths + (row << 2))
    const state = length === 0 ? BLANK : pan(load<u32>(offsets + (row << 2)), length)
    store<u8>(states + row, state)
    if (state === VALID) put(canonicals + row * CANONICAL_BYTES)
  }
}

function pan(cell: usize, length: u32): u8 {
  let from = cell
  let end = cell + length
  while (from < end && load<u8>(from) === SPACE) from++
  while (from < end && load<u8>(end - 1) === SPACE) end--
  if (from === end) return BLANK
  if (end - from !== LENGTH) return SLOW
  for (let i: usize = 0; i < LENGTH; i++) {
    const byte = load<u8>(from + i)
    const upper = i < LETTERS || i === NUMBER_END ? byte & 0xdf : byte
    const fits = i < LETTERS || i === NUMBER_END ? isCapital(upper) : isDigit(upper)
    if (!fits || (byte & 0x80) !== 0) return SLOW
    store<u8>(card + i, upper)
  }
  return isPlausible() ? VALID : SLOW
}

function isPlausible(): bool {
  if (((HOLDERS >> (load<u8>(card + 3) - 0x41)) & 1) === 0) return false
  if (load<u32>(card + LETTERS) === 0x30303030) return false
  const first = load<u8>(card)
  for (let i: usize = 1; i < LETTERS; i++) if (load<u8>(card + i) !== first) return true
  return false
}

function put(canonical: usize): void {
  v128.store(canonical, v128.load(card))
  store<u16>(canonical + 10, HASH_PAD)
  store<u32>(canonical + 12, 0)
}
