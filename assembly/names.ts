/** Names in ASCII letters to fingerprints: folded words in order, the exact spelling, each word. */
import { hashOf, lowBits } from './siphash'
import { BLANK, DASH, isCapital, isSmall, SLOW, SPACE, VALID } from './states'

const APOSTROPHE: u8 = 0x27
const DOT: u8 = 0x2e
const LETTER_X: u8 = 0x78
const HIDING: u32 = 3
const LONGEST_CELL: u32 = 120
const MOST_WORDS: u32 = 16
const LONGEST_PLACEHOLDER: usize = 16
const PLACEHOLDERS: u64 = 255
const WORD_MASK: u32 = 0x7fffff
const KEY: usize = 16
const UPPER: u32 = 2
const LOWER: u32 = 3
const MIXED: u32 = 4
const folded = memory.data(128)

let foldedLength: usize = 0
let wordCount: u32 = 0
let caseClass: u32 = 0
let from: usize = 0
let end: usize = 0

/**
 * @param keys   of folded words, of the exact spelling, of a word, 16 bytes each
 * @param placeholders 256 hashes of folded texts that may stand for no name, by their low byte
 * @param heads  by row: case class in the high three bits, words in the low five
 * @param words  of all rows, one after another
 * @returns words in all
 */
export function names(
  offsets: usize,
  lengths: usize,
  rows: usize,
  keys: usize,
  placeholders: usize,
  states: usize,
  heads: usize,
  foldeds: usize,
  exacts: usize,
  words: usize,
): usize {
  let total: usize = 0
  for (let row: usize = 0; row < rows; row++) {
    const length = load<u32>(lengths + (row << 2))
    let state = length === 0 ? BLANK : read(load<u32>(offsets + (row << 2)), length)
    let head: u32 = 0
    let foldedBits: u32 = 0
    let exactBits: u32 = 0
    if (state === VALID) {
      const hash = hashOf(keys, folded, foldedLength)
      if (foldedLength <= LONGEST_PLACEHOLDER && isPlaceholder(placeholders, hash)) {
        state = SLOW
      } else {
        head = (caseClass << 5) | wordCount
        foldedBits = lowBits(hash, 0xffffffff)
        exactBits = lowBits(hashOf(keys + KEY, from, end - from), 0xffff)
        putWords(keys + 2 * KEY, words + (total << 2))
        total += wordCount
      }
    }
    store<u8>(states + row, state)
    store<u8>(heads + row, u8(head))
    store<u32>(foldeds + (row << 2), foldedBits)
    store<u16>(exacts + (row << 1), u16(exactBits))
  }
  return total
}

/** Trims the cell and folds it: letters, with spaces, dots, dashes and apostrophes between. */
function read(cell: usize, length: u32): u8 {
  if (length > LONGEST_CELL) return SLOW
  from = cell
  end = cell + length
  while (from < end && load<u8>(from) === SPACE) from++
  while (from < end && load<u8>(end - 1) === SPACE) end--
  if (from === end) return BLANK
  // A leading apostrophe is a spreadsheet's.
  if (load<u8>(from) === APOSTROPHE) return SLOW
  let hasUpper = false
  let hasLower = false
  let inWord = false
  let run: u32 = 0
  foldedLength = 0
  wordCount = 0
  for (let at = from; at < end; at++) {
    const byte = load<u8>(at)
    const small = byte | 0x20
    if (isSmall(small) && byte < 0x80) {
      if (!inWord) {
        if (wordCount > 0) append(SPACE)
        wordCount += 1
      }
      inWord = true
      append(small)
      hasUpper = hasUpper || isCapital(byte)
      hasLower = hasLower || isSmall(byte)
      run = small === LETTER_X ? run + 1 : 0
      if (run === HIDING) return SLOW
    } else if (byte === SPACE || byte === DOT || byte === DASH || byte === APOSTROPHE) {
      inWord = false
      run = 0
    } else {
      return SLOW
    }
  }
  if (wordCount === 0 || wordCount > MOST_WORDS) return SLOW
  caseClass = hasUpper ? (hasLower ? MIXED : UPPER) : LOWER
  return VALID
}

@inline
function append(byte: u8): void {
  store<u8>(folded + foldedLength, byte)
  foldedLength += 1
}

function isPlaceholder(table: usize, hash: u64): bool {
  let slot = hash & PLACEHOLDERS
  while (true) {
    const held = load<u64>(table + (usize(slot) << 3))
    if (held === hash) return true
    if (held === 0) return false
    slot = (slot + 1) & PLACEHOLDERS
  }
}

function putWords(key: usize, to: usize): void {
  let start: usize = 0
  let word: usize = 0
  for (let at: usize = 0; at <= foldedLength; at++) {
    if (at < foldedLength && load<u8>(folded + at) !== SPACE) continue
    const length = at - start
    const bits = lowBits(hashOf(key, folded + start, length), WORD_MASK)
    store<u32>(to + (word << 2), (bits << 1) | u32(length === 1))
    word += 1
    start = at + 1
  }
}
