/** Tokens with their record numbers, five 32-bit words each: grouped by leading byte, and sorted by radix. */

/** 16 bytes of token in file order, then the record number, little-endian. */
export const ENTRY_WORDS = 5
export const LEADS = 256

/** Three digits cover the 32 bits by which entries are sorted first; two where all have the same leading byte. */
const ANY_LEAD = { bits: 11, shifts: [0, 11, 22] }
const ONE_LEAD = { bits: 12, shifts: [0, 12] }

/** Entries with the same leading byte side by side, in the order in which they came. */
export interface Grouped {
  readonly words: Uint32Array<ArrayBuffer>
  /** The entries of lead `l` are those from `start[l]` up to `start[l + 1]`. */
  readonly start: Uint32Array
}

export function groupByLead(words: Uint32Array): Grouped {
  const count = words.length / ENTRY_WORDS
  const start = new Uint32Array(LEADS + 1)
  for (let i = 0; i < count; i++) start[(words[i * ENTRY_WORDS]! & 0xff) + 1]! += 1
  for (let lead = 0; lead < LEADS; lead++) start[lead + 1]! += start[lead]!
  const next = start.slice()
  const grouped = new Uint32Array(words.length)
  for (let i = 0; i < count; i++) {
    const lead = words[i * ENTRY_WORDS]! & 0xff
    copyEntry(words, i, grouped, next[lead]!)
    next[lead]! += 1
  }
  return { words: grouped, start }
}

/** Sorts by the bytes of the token, equal tokens by record number. Returns a new array. */
export function sortedEntries(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const count = words.length / ENTRY_WORDS
  const keys = new Uint32Array(count)
  for (let i = 0; i < count; i++) keys[i] = bigEndian(words[i * ENTRY_WORDS]!)
  const order = orderOf(keys)
  settleTies(words, keys, order)
  const sorted = new Uint32Array(words.length)
  for (let to = 0; to < count; to++) copyEntry(words, order[to]!, sorted, to)
  return sorted
}

/** The positions of the keys in ascending order, equal ones as they stand: least significant digit first. */
function orderOf(keys: Uint32Array): Uint32Array {
  const { bits, shifts } = haveOneLead(keys) ? ONE_LEAD : ANY_LEAD
  let order = new Uint32Array(keys.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  let spare = new Uint32Array(keys.length)
  for (const shift of shifts) {
    pass(keys, order, spare, shift, 2 ** bits)
    ;[order, spare] = [spare, order]
  }
  return order
}

/** Deals the positions out by one digit. */
function pass(
  keys: Uint32Array,
  order: Uint32Array,
  into: Uint32Array,
  shift: number,
  buckets: number,
): void {
  const mask = buckets - 1
  const next = new Uint32Array(buckets + 1)
  for (let i = 0; i < keys.length; i++) next[((keys[i]! >>> shift) & mask) + 1]! += 1
  for (let bucket = 0; bucket < buckets; bucket++) next[bucket + 1]! += next[bucket]!
  for (let i = 0; i < order.length; i++) {
    const position = order[i]!
    const bucket = (keys[position]! >>> shift) & mask
    into[next[bucket]!++] = position
  }
}

function haveOneLead(keys: Uint32Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i]! >>> 24 !== keys[0]! >>> 24) return false
  return true
}

/** Equal keys are few and stand together: each such run is sorted by the rest of its entries. */
function settleTies(words: Uint32Array, keys: Uint32Array, order: Uint32Array): void {
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && keys[order[to]!] === keys[order[from]!]) to += 1
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compare(words, a, b))
    from = to
  }
}

function compare(words: Uint32Array, a: number, b: number): number {
  for (let word = 1; word < ENTRY_WORDS - 1; word++) {
    const [ofA, ofB] = [words[a * ENTRY_WORDS + word]!, words[b * ENTRY_WORDS + word]!]
    if (ofA !== ofB) return bigEndian(ofA) - bigEndian(ofB)
  }
  return words[(a + 1) * ENTRY_WORDS - 1]! - words[(b + 1) * ENTRY_WORDS - 1]!
}

function copyEntry(from: Uint32Array, at: number, to: Uint32Array, place: number): void {
  const [read, write] = [at * ENTRY_WORDS, place * ENTRY_WORDS]
  to[write] = from[read]!
  to[write + 1] = from[read + 1]!
  to[write + 2] = from[read + 2]!
  to[write + 3] = from[read + 3]!
  to[write + 4] = from[read + 4]!
}

const bigEndian = (word: number): number =>
  ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0

/** The bytes as words, copied only where they do not start at a multiple of four. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4)
}

/** The words as bytes, in place. */
export const bytesOf = (words: Uint32Array | Uint16Array | Int32Array): Buffer =>
  Buffer.from(words.buffer, words.byteOffset, words.byteLength)
