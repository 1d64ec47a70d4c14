/** Cells of coded columns to what the plain rule said of the same text before: a table from keyed hashes to codes. */
import { hashOf } from './siphash'

/** A slot: the hash (0 where it is free), then what is known. */
const SLOT_BYTES: usize = 16
const CODE_MASK: u32 = 0xffffff
const OUTCOME_SHIFT: u32 = 24

/**
 * @param table   slots, a power of two of them
 * @param mask    slots less one
 * @param values  the code by row; 0 for what is blank, not valid or unknown
 * @param outcomes how many cells came out as each of four outcomes, added to
 * @param unknown rows whose text is not in the table
 * @returns how many these are
 */
export function codes(
  offsets: usize,
  lengths: usize,
  rows: usize,
  table: usize,
  mask: u32,
  key: usize,
  values: usize,
  outcomes: usize,
  unknown: usize,
): usize {
  let missed: usize = 0
  for (let row: usize = 0; row < rows; row++) {
    const length = load<u32>(lengths + (row << 2))
    let value: u32 = 0
    if (length !== 0) {
      const slot = slotOf(table, mask, hashOf(key, load<u32>(offsets + (row << 2)), length))
      if (load<u64>(slot) !== 0) {
        const known = load<u32>(slot, 8)
        value = known & CODE_MASK
        const count = outcomes + (usize(known >> OUTCOME_SHIFT) << 2)
        store<u32>(count, load<u32>(count) + 1)
      } else {
        store<u32>(unknown + (missed << 2), u32(row))
        missed += 1
      }
    }
    store<u32>(values + (row << 2), value)
  }
  return missed
}

/** Remembers what is known of a text: its outcome in the high byte, its code below. */
export function putCode(
  text: usize,
  length: usize,
  table: usize,
  mask: u32,
  key: usize,
  known: u32,
): void {
  const hash = hashOf(key, text, length)
  const slot = slotOf(table, mask, hash)
  store<u64>(slot, hash)
  store<u32>(slot, known, 8)
}

function slotOf(table: usize, mask: u32, hash: u64): usize {
  let at = u32(hash) & mask
  while (true) {
    const slot = table + usize(at) * SLOT_BYTES
    const held = load<u64>(slot)
    if (held === 0 || held === hash) return slot
    at = (at + 1) & mask
  }
}
