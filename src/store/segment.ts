/** Token segments: the byte layout of one, and how tokens gathered in file order become disjoint sorted segments. */
import { bytesOf, ENTRY_WORDS, sortedEntries, wordsOf } from '../kernels/entries.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'

export const SEGMENT_TOKENS = 4096
/** A token and its record number, side by side, while they are gathered and sorted. */
export const ENTRY_BYTES = 4 * ENTRY_WORDS
const TOKEN_WORDS = TOKEN_BYTES / 4

/** One segment opened: `tokens` ascending, 16 bytes each; `records[i]` holds `tokens[i]`. */
export interface Segment {
  readonly count: number
  readonly tokens: Buffer
  readonly records: Uint32Array
}

/** @param entries sorted entries */
export function encodeSegment(entries: Uint32Array): Buffer {
  const count = entries.length / ENTRY_WORDS
  const words = new Uint32Array(entries.length)
  const records = count * TOKEN_WORDS
  for (let i = 0; i < count; i++) {
    const [from, to] = [i * ENTRY_WORDS, i * TOKEN_WORDS]
    words[to] = entries[from]!
    words[to + 1] = entries[from + 1]!
    words[to + 2] = entries[from + 2]!
    words[to + 3] = entries[from + 3]!
    words[records + i] = entries[from + TOKEN_WORDS]!
  }
  return bytesOf(words)
}

export function decodeSegment(bytes: Buffer, count: number): Segment {
  const records = wordsOf(bytes.subarray(count * TOKEN_BYTES))
  return { count, tokens: bytes.subarray(0, count * TOKEN_BYTES), records }
}

/** Sorts entries by token, equal tokens by record number. Returns a new buffer. */
export const sortEntries = (entries: Buffer): Buffer => bytesOf(sortedEntries(wordsOf(entries)))
