/** The bytes of one member of a zip archive: decrypted, unpacked by its method, and checked. */
import { crc32 } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import { unreadMethod } from './archive-context.ts'
import type { Bounds } from './bounds.ts'
import { ByteSource } from './byte-source.ts'
import { decodeBzip2 } from './bzip2.ts'
import { decodeDeflate64 } from './deflate64.ts'
import { inflate } from './inflate.ts'
import { decodeLzma } from './lzma.ts'
import { decodeXz } from './xz.ts'
import { decrypted } from './zip-decryption.ts'
import type { ZipEntry } from './zip-entry.ts'
import { decodeZstd } from './zstd.ts'

/** The bytes of a member. Throws INPUT_UNREADABLE for a method that is not read and for a wrong password, INPUT_LIMIT, Damage. */
export async function* zipMember(
  source: ByteSource,
  entry: ZipEntry,
  bounds: Bounds,
  password: string,
): AsyncGenerator<Uint8Array> {
  const { encryption, packedBytes } = entry
  if (encryption === null) {
    yield* whole(decode(source, entry, bounds), entry)
    return
  }
  const plain = new ByteSource(decrypted(source, packedBytes, encryption, password))
  yield* whole(decode(plain, entry, bounds), entry)
  // The sum of what is encrypted stands at its end.
  while (!(await plain.isAtEnd())) await plain.some(packedBytes)
}

const UNREAD: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  98: 'PPMd',
}

function decode(source: ByteSource, entry: ZipEntry, bounds: Bounds): AsyncGenerator<Uint8Array> {
  const { method, bytes, flags } = entry
  if (method === 0) return source.stream(bytes)
  if (method === 8) return inflate(source)
  if (method === 9) return decodeDeflate64(source)
  if (method === 12) return decodeBzip2(source)
  if (method === 14) return lzma(source, bounds, (flags & 2) !== 0 ? null : bytes)
  if (method === 93) return decodeZstd(source, bounds)
  if (method === 95) return decodeXz(source, bounds)
  throw unreadMethod(UNREAD[method] ?? 'a method of its own')
}

/** A version, the length of the properties, and these: one byte, and four for the dictionary. */
async function* lzma(
  source: ByteSource,
  bounds: Bounds,
  size: number | null,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(await source.exactly(9))
  if (header.readUInt16LE(2) !== 5) throw new Damage()
  const [properties, dictionaryBytes] = [header[4] ?? 0, header.readUInt32LE(5)]
  yield* decodeLzma(source, bounds, { properties, dictionaryBytes, size })
}

/** The pieces, if they are as many and of the sum that the directory says. Throws Damage. */
async function* whole(
  pieces: AsyncIterable<Uint8Array>,
  { bytes, checksum }: ZipEntry,
): AsyncGenerator<Uint8Array> {
  let [count, sum] = [0, 0]
  for await (const piece of pieces) {
    count += piece.length
    if (count > bytes) throw new Damage()
    sum = crc32(piece, sum)
    yield piece
  }
  if (count !== bytes || (checksum !== null && sum !== checksum)) throw new Damage()
}
