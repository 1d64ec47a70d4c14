/** Writes a 7z archive of one file through one coder, with a header in clear: what a program of ill will would write. */
import { crc32 } from 'node:zlib'

export interface SevenZipParts {
  readonly name?: string
  readonly packed: Uint8Array
  /** In hexadecimal. */
  readonly method: string
  readonly properties?: readonly number[]
  /** What the header claims of the unpacked bytes. */
  readonly bytes: number
  /** What the header claims of the number of files. */
  readonly files?: number
}

const COPY = '00'

const number = (value: number): number[] => {
  if (value < 0x80) return [value]
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return [0xff, ...bytes]
}

export function toSevenZip({
  name = 'a.csv',
  packed,
  method,
  properties = [],
  bytes,
  files = 1,
}: SevenZipParts): Buffer {
  const id = [...Buffer.from(method, 'hex')]
  const names = [0, ...Buffer.from(`${name}\0`, 'utf16le')]
  const header = Buffer.from([
    0x01,
    ...[0x04, 0x06, 0x00, 0x01, 0x09, ...number(packed.length), 0x00],
    ...[
      0x07,
      0x0b,
      0x01,
      0x00,
      0x01,
      id.length | 0x20,
      ...id,
      ...number(properties.length),
      ...properties,
    ],
    ...[0x0c, ...number(bytes), 0x00, 0x00],
    ...[0x05, ...number(files), 0x11, ...number(names.length), ...names, 0x00],
    0x00,
  ])
  const start = Buffer.alloc(20)
  start.writeBigUInt64LE(BigInt(packed.length), 0)
  start.writeBigUInt64LE(BigInt(header.length), 8)
  start.writeUInt32LE(crc32(header), 16)
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(start))
  const signature = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])
  return Buffer.concat([signature, sum, start, packed, header])
}

/** The same archive with other bytes as its header, their sums set right: so damage gets past them. */
export function withHeader(archive: Buffer, header: Buffer): Buffer {
  const start = Buffer.from(archive.subarray(12, 32))
  const packed = archive.subarray(32, 32 + Number(start.readBigUInt64LE(0)))
  start.writeBigUInt64LE(BigInt(header.length), 8)
  start.writeUInt32LE(crc32(header), 16)
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(start))
  return Buffer.concat([archive.subarray(0, 8), sum, start, packed, header])
}

export const headerOf = (archive: Buffer): Buffer =>
  archive.subarray(32 + Number(archive.readBigUInt64LE(12)))

/** A file as it is. */
export const storedIn7z = (content: string | Uint8Array): Buffer => {
  const packed = Buffer.from(content)
  return toSevenZip({ packed, method: COPY, bytes: packed.length })
}
