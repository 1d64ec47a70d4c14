/** One header of a tar archive, and what may stand in front of it to say more: pax records and GNU's long names. Pure. */
import { Damage } from '../core/damage.ts'

export const TAR_BLOCK_BYTES = 512

const CHECKSUM_AT = 148
const CHECKSUM_BYTES = 8
const SPACE = 0x20

export interface TarHeader {
  readonly name: string
  readonly size: number
  /** `0` a file, `5` a folder, `x` more about the next one … */
  readonly type: string
}

/** Whether 512 bytes are a header: it holds their sum. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < TAR_BLOCK_BYTES || block[0] === 0) return false
  const stated = Number.parseInt(text(block, CHECKSUM_AT, CHECKSUM_BYTES).trim(), 8)
  let sum = 0
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) {
    const isOfSum = at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_BYTES
    sum += isOfSum ? SPACE : (block[at] ?? 0)
  }
  return sum === stated
}

/** Throws Damage. */
export function tarHeader(block: Uint8Array): TarHeader {
  if (!isTarHeader(block)) throw new Damage()
  const isPosix = text(block, 257, 8) === 'ustar'
  const folder = isPosix ? text(block, 345, 155) : ''
  const name = text(block, 0, 100)
  const type = String.fromCharCode(block[156] ?? 0)
  return {
    name: folder === '' ? name : `${folder}/${name}`,
    size: number(block.subarray(124, 136)),
    type: type === '\0' || type === '7' ? '0' : type,
  }
}

/** Octal digits, or a binary number where the first bit is set. Throws Damage. */
function number(field: Uint8Array): number {
  const [first = 0] = field
  const value =
    first >= 0x80
      ? field.reduce((sum, byte, at) => sum * 256 + (at === 0 ? byte & 0x7f : byte), 0)
      : Number.parseInt(text(field, 0, field.length).trim() || '0', 8)
  if (!Number.isSafeInteger(value) || value < 0) throw new Damage()
  return value
}

/** The bytes up to the first zero. */
function text(bytes: Uint8Array, at: number, length: number): string {
  const field = Buffer.from(bytes.subarray(at, at + length))
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end < 0 ? length : end)
}

/** The records `LENGTH KEY=VALUE` of a pax header. Throws Damage. */
export function paxRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  const all = Buffer.from(bytes)
  for (let at = 0; at < all.length && all[at] !== 0; ) {
    const space = all.indexOf(SPACE, at)
    const length = space < 0 ? Number.NaN : Number(all.toString('latin1', at, space))
    if (!(length > space - at + 1) || at + length > all.length) throw new Damage()
    const record = all.toString('utf8', space + 1, at + length - 1)
    const sign = record.indexOf('=')
    if (sign < 1) throw new Damage()
    records.set(record.slice(0, sign), record.slice(sign + 1))
    at += length
  }
  return records
}

/** A name that GNU writes as the content of a member of its own. */
export const longName = (bytes: Uint8Array): string => text(bytes, 0, bytes.length)
