/** Packed data that ends exactly where a slice does: what follows is seen, and nothing waits for more. */
import { randomBytes } from 'node:crypto'
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ARCHIVE_LIMITS, Bounds } from '../../src/evidence/bounds.ts'
import { decodeGzip } from '../../src/evidence/gzip.ts'
import { inflate } from '../../src/evidence/inflate.ts'
import { type Decode, unpack } from '../../src/evidence/unpacked.ts'
import { decodeZstd } from '../../src/evidence/zstd.ts'

/** Multiples of the slices that are taken at once. */
const LENGTHS = { deflate: 16 * 1024, gzip: 16 * 1024, zstd: 3 * 1024 }
const JUNK = Buffer.from('neither a header nor an end')

/** Content that packs to so many bytes: what does not pack grows with its length. */
function packedTo(length: number, pack: (content: Buffer) => Buffer): Buffer {
  for (let bytes = length; bytes > 0; bytes--) {
    const packed = pack(randomBytes(bytes))
    if (packed.length === length) return packed
  }
  throw new Error('nothing packs to this length')
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function unpackedBytes(decode: Decode, packed: Buffer): Promise<[number, boolean]> {
  const bounds = new Bounds(ARCHIVE_LIMITS, () => packed.length)
  const { bytes, ending } = unpack('test', decode, once(packed), bounds)
  const pieces = await Array.fromAsync(bytes)
  return [pieces.reduce((sum, piece) => sum + piece.length, 0), ending().whole]
}

const PACKERS: readonly [
  keyof typeof LENGTHS,
  Decode,
  (content: Buffer) => Buffer,
  'one' | 'many',
][] = [
  ['deflate', inflate, (content) => deflateRawSync(content, { level: 0 }), 'one'],
  ['gzip', decodeGzip, (content) => gzipSync(content, { level: 0 }), 'many'],
  ['zstd', decodeZstd, (content) => zstdCompressSync(content), 'many'],
]

test.each(PACKERS)('%s', async (name, decode, pack, streams) => {
  const packed = packedTo(LENGTHS[name], pack)
  const [length, isWhole] = await unpackedBytes(decode, packed)
  expect(isWhole).toBe(true)
  const joined = await unpackedBytes(decode, Buffer.concat([packed, packed]))
  expect(joined).toEqual(streams === 'many' ? [2 * length, true] : [length, false])
  for (const rest of [JUNK, randomBytes(50_000), packed.subarray(0, 3)]) {
    const [bytes, whole] = await unpackedBytes(decode, Buffer.concat([packed, rest]))
    expect([bytes >= length, whole]).toEqual([true, false])
  }
})
