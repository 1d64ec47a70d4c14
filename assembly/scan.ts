/** Delimited text to cells: sixteen bytes at a time, quotes cell by cell; anything odd is left to the plain reader. */
import { BLANK, VALID } from './states'

const LINE_FEED: u8 = 0x0a
const RETURN: u8 = 0x0d
/** Longer cells are left to the plain reader, which knows their limits. */
const LONGEST_CELL: usize = 4096
const IRREGULAR: i32 = -1

/** Line feeds from `text` up to `end`; up to 15 bytes behind are read. */
export function countLines(text: usize, end: usize): i32 {
  const feeds = i8x16.splat(LINE_FEED)
  let count = 0
  let at = text
  for (; at + 16 <= end; at += 16) {
    count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), feeds)))
  }
  for (; at < end; at++) if (load<u8>(at) === LINE_FEED) count += 1
  return count
}

/** The first delimiter or line end from `at` on; there must be one. */
@inline
function cellEnd(at: usize, delimiters: v128): usize {
  let from = at
  while (true) {
    const bytes = v128.load(from)
    const found = v128.or(
      i8x16.eq(bytes, delimiters),
      v128.or(
        i8x16.eq(bytes, i8x16.splat(LINE_FEED)),
        i8x16.eq(bytes, i8x16.splat(RETURN)),
      ),
    )
    const mask = i8x16.bitmask(found)
    if (mask !== 0) return from + ctz(mask)
    from += 16
  }
}

/** The first quote or line end from `at` on; there must be one. */
function quoteEnd(at: usize, quote: u8): usize {
  return cellEnd(at, i8x16.splat(quote))
}

/**
 * Cuts whole lines, from `text` up to `end`, into cells. The last byte must be a line feed, and 16 bytes behind be readable.
 * @param quote    0: quotes are letters like any other
 * @param expected cells that a line must have
 * @param columns  those of them that are looked at; the others must be blank
 * @param cells    by column: offsets of cells, then their lengths, `capacity` words each
 * @param lines    offsets of lines, then their lengths, `capacity` words each
 * @param odd      by line: 1 where the plain reader must see it; its cells are blank
 * @returns lines that are not empty; -1 where the range must be read in the plain way
 */
export function scan(
  text: usize,
  end: usize,
  delimiter: u8,
  quote: u8,
  expected: i32,
  columns: i32,
  capacity: i32,
  cells: usize,
  lines: usize,
  odd: usize,
): i32 {
  const delimiters = i8x16.splat(delimiter)
  const stride: usize = usize(capacity) << 2
  let row: usize = 0
  let at = text
  while (at < end) {
    const line = at
    const slot = cells + (row << 2)
    let column = 0
    let isOdd = false
    let lineEnd: usize = 0
    while (true) {
      let from = at
      let length: usize = 0
      if (quote !== 0 && load<u8>(at) === quote) {
        from += 1
        let close = quoteEnd(from, quote)
        while (load<u8>(close) === quote && load<u8>(close + 1) === quote) {
          isOdd = true
          close = quoteEnd(close + 2, quote)
        }
        if (load<u8>(close) !== quote) return IRREGULAR
        length = close - from
        at = close + 1
        const next = load<u8>(at)
        if (next !== delimiter && next !== LINE_FEED && next !== RETURN) {
          isOdd = true
          at = cellEnd(at, delimiters)
        }
      } else {
        at = cellEnd(at, delimiters)
        length = at - from
      }
      if (column < columns) {
        const place = slot + (usize(column) << 1) * stride
        store<u32>(place, u32(from))
        store<u32>(place + stride, u32(length))
        isOdd = isOdd || length > LONGEST_CELL
      } else {
        isOdd = isOdd || length !== 0
      }
      column += 1
      const ending = load<u8>(at)
      if (ending === delimiter) {
        at += 1
        continue
      }
      lineEnd = at
      at += 1
      if (ending === RETURN) {
        if (load<u8>(at) !== LINE_FEED) return IRREGULAR
        at += 1
      }
      break
    }
    if (lineEnd === line) continue
    isOdd = isOdd || column !== expected
    if (isOdd) blankRow(slot, stride, columns)
    store<u8>(odd + row, isOdd ? VALID : BLANK)
    store<u32>(lines + (row << 2), u32(line))
    store<u32>(lines + stride + (row << 2), u32(lineEnd - line))
    row += 1
  }
  return i32(row)
}

function blankRow(slot: usize, stride: usize, columns: i32): void {
  for (let column = 0; column < columns; column++) {
    store<u32>(slot + ((usize(column) << 1) + 1) * stride, 0)
  }
}
