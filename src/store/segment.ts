/** Token segments: the byte layout of one, and how tokens gathered in file order become disjoint sorted segments. */
import { TOKEN_BYTES } from '../tokens/tokenise.ts'

export const SEGMENT_TOKENS = 4096
/** A token and its record number, side by side, while they are gathered and sorted. */
export const ENTRY_BYTES = TOKEN_BYTES + 4

/** One segment opened: `tokens` ascending, 16 bytes each; `records[i]` holds `tokens[i]`. */
export interface Segment {
  readonly count: number
  readonly tokens: Buffer
  readonly records: Uint32Array
}

/** @param entries sorted entries, `count × 20` bytes */
export function encodeSegment(entries: Buffer): Buffer {
  const count = entries.length / ENTRY_BYTES
  const bytes = Buffer.alloc(entries.length)
  for (let i = 0; i < count; i++) {
    entries.copy(bytes, i * TOKEN_BYTES, i * ENTRY_BYTES, i * ENTRY_BYTES + TOKEN_BYTES)
    entries.copy(
      bytes,
      count * TOKEN_BYTES + i * 4,
      i * ENTRY_BYTES + TOKEN_BYTES,
      (i + 1) * ENTRY_BYTES,
    )
  }
  return bytes
}

export function decodeSegment(bytes: Buffer, count: number): Segment {
  const records = new Uint32Array(count)
  for (let i = 0; i < count; i++) records[i] = bytes.readUInt32LE(count * TOKEN_BYTES + i * 4)
  return { count, tokens: bytes.subarray(0, count * TOKEN_BYTES), records }
}

/** Sorts entries by token, equal tokens by record number. Returns a new buffer. */
export function sortEntries(entries: Buffer): Buffer {
  const count = entries.length / ENTRY_BYTES
  // The first 48 bits as a number settle nearly every comparison; the rest is compared only on ties.
  const lead = new Float64Array(count)
  for (let i = 0; i < count; i++) lead[i] = entries.readUIntBE(i * ENTRY_BYTES, 6)
  const order = new Uint32Array(count).map((_, i) => i)
  order.sort((a, b) => lead[a]! - lead[b]! || compareEntries(entries, a, b))
  const sorted = Buffer.alloc(entries.length)
  order.forEach((from, to) => {
    entries.copy(sorted, to * ENTRY_BYTES, from * ENTRY_BYTES, (from + 1) * ENTRY_BYTES)
  })
  return sorted
}

function compareEntries(entries: Buffer, a: number, b: number): number {
  const [atA, atB] = [a * ENTRY_BYTES, b * ENTRY_BYTES]
  return (
    entries.compare(entries, atB, atB + TOKEN_BYTES, atA, atA + TOKEN_BYTES) ||
    entries.readUInt32LE(atA + TOKEN_BYTES) - entries.readUInt32LE(atB + TOKEN_BYTES)
  )
}
