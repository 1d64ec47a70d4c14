/** The fingerprint of a whole record: what its cells say, joined, and hashed. */
import { hashOf } from './siphash'
import { CANONICAL_BYTES, SPACE, VALID } from './states'

const IDENTIFIER: u32 = 0
const NAME: u32 = 1
const BETWEEN_COLUMNS: u8 = 0x1e
const BETWEEN_VALUES: u8 = 0x1f
/** Bytes of a column's description: what it is, then up to four words. */
const COLUMN_BYTES: usize = 20
const content = memory.data(8192)

/**
 * @param columns what each column is, in the order of the record, and where its cells are:
 *   identifier: states, canonicals, length · name: states, offsets, lengths · coded: values, texts (offset and length by code)
 * @param hashes  64 bits by row
 */
export function recordFingerprints(
  columns: usize,
  count: usize,
  rows: usize,
  key: usize,
  hashes: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    let end = content
    for (let column: usize = 0; column < count; column++) {
      if (column > 0) {
        store<u8>(end, BETWEEN_COLUMNS)
        end += 1
      }
      end = append(columns + column * COLUMN_BYTES, row, end)
    }
    store<u64>(hashes + (row << 3), hashOf(key, content, end - content))
  }
}

function append(column: usize, row: usize, to: usize): usize {
  const kind = load<u32>(column)
  const first: usize = load<u32>(column, 4)
  const second: usize = load<u32>(column, 8)
  const third: usize = load<u32>(column, 12)
  if (kind === IDENTIFIER) return appendIdentifier(first, second, third, row, to)
  if (kind === NAME) return appendName(first, second, third, row, to)
  const text = second + (usize(load<u32>(first + (row << 2))) << 3)
  return appendBytes(load<u32>(text), load<u32>(text, 4), to)
}

function appendIdentifier(
  states: usize,
  canonicals: usize,
  length: usize,
  row: usize,
  to: usize,
): usize {
  if (load<u8>(states + row) !== VALID) return to
  const end = appendBytes(canonicals + row * CANONICAL_BYTES, length, to)
  store<u8>(end, BETWEEN_VALUES)
  return end + 1
}

function appendName(states: usize, offsets: usize, lengths: usize, row: usize, to: usize): usize {
  if (load<u8>(states + row) !== VALID) return to
  let from: usize = load<u32>(offsets + (row << 2))
  let end = from + load<u32>(lengths + (row << 2))
  while (load<u8>(from) === SPACE) from++
  while (load<u8>(end - 1) === SPACE) end--
  return appendBytes(from, end - from, to)
}

@inline
function appendBytes(from: usize, length: usize, to: usize): usize {
  memory.copy(to, from, length)
  return to + length
}
