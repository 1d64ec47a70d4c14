/** How bytes are text: what a byte order mark, zero bytes and the shape of UTF-8 say about it. Pure. */
import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { AppError } from '../core/error.ts'

/** Characters that decoding puts where bytes fit no encoding: U+FFFD, and the five bytes that Windows-1252 leaves free. */
const LOST = /[\uFFFD\u0081\u008D\u008F\u0090\u009D]/g
const REPLACEMENT = '\uFFFD'
/** Share of the odd (or even) bytes that are zero in UTF-16: digits, separators and Latin letters have one each. */
const ZERO_SHARE = 0.1

/** The encoding that a user names, in its standard spelling. */
export function namedEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    throw new AppError('USAGE', 'this encoding is not known', {
      hint: 'utf-8, utf-16le, utf-16be, windows-1252 and the other names of the web',
    })
  }
}

/** The encoding that the first bytes declare: by a mark, or by being UTF-16 without one. `null`: UTF-8 or Windows-1252. */
export function declaredEncoding(head: Uint8Array): string | null {
  const [first, second] = head
  if (hasMark(head)) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const even = zeroShare(head, 0)
  const odd = zeroShare(head, 1)
  if (odd > ZERO_SHARE && even < odd / 10) return 'utf-16le'
  if (even > ZERO_SHARE && odd < even / 10) return 'utf-16be'
  return null
}

/** Whether bytes begin with the byte order mark of UTF-8. */
export const hasMark = ([first, second, third]: Uint8Array): boolean =>
  first === 0xef && second === 0xbb && third === 0xbf

/** The characters of `LOST` in UTF-8. */
const LOST_BYTES = ['\uFFFD', '\u0081', '\u008D', '\u008F', '\u0090', '\u009D'].map((lost) =>
  Buffer.from(lost),
)

/** Whether bytes are UTF-8 in which `countLost` would find nothing. */
export function isGood(bytes: Uint8Array): boolean {
  if (isAscii(bytes)) return true
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return isUtf8(bytes) && !LOST_BYTES.some((lost) => buffer.includes(lost))
}

/** Windows-1252 where most sequences outside ASCII are no UTF-8: a few broken ones are damage, not another encoding. */
export function utf8OrWindows(bytes: Uint8Array): 'utf-8' | 'windows-1252' {
  const text = new TextDecoder('utf-8').decode(bytes, { stream: true })
  let good = 0
  let bad = 0
  for (const character of text) {
    if (character === REPLACEMENT) bad++
    else if (character > '\u007F') good++
  }
  return good >= bad ? 'utf-8' : 'windows-1252'
}

/** Characters of a decoded text that stand for bytes which could not be decoded, now or before the file was written. */
export const countLost = (text: string): number => text.match(LOST)?.length ?? 0

export const firstBeyondAscii = (bytes: Uint8Array): number =>
  isAscii(bytes) ? -1 : bytes.findIndex((byte) => byte > 0x7f)

function zeroShare(bytes: Uint8Array, parity: 0 | 1): number {
  let zeros = 0
  for (let index = parity; index < bytes.length; index += 2) if (bytes[index] === 0) zeros++
  return zeros / Math.max(1, bytes.length / 2)
}
