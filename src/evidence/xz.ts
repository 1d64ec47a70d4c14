/** Xz unpacked as it streams: all streams and blocks, every sum checked; LZMA2 is the one filter that text goes through. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import { Crc64 } from '../kernels/crc64.ts'
import { unreadMethod } from './archive-context.ts'
import type { Bounds } from './bounds.ts'
import type { ByteSource } from './byte-source.ts'
import { decodeLzma2 } from './lzma.ts'

const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
const FOOTER_MAGIC = Buffer.from('YZ')
const STREAM_HEADER_BYTES = 12
const LZMA2 = 0x21
/** Bytes of a block's check, by its number in the stream's flags. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]

export async function* decodeXz(source: ByteSource, bounds: Bounds): AsyncGenerator<Uint8Array> {
  do {
    yield* decodeStream(source, bounds)
    while (isZero(await source.peek(4))) source.skip(4)
  } while (!(await source.isAtEnd()))
}

const isZero = (bytes: Uint8Array): boolean =>
  bytes.length === 4 && bytes.every((byte) => byte === 0)

/** What the index at the end of a stream must say of its blocks. */
interface Tally {
  blocks: number
  /** Of headers, data and checks, without padding. */
  packed: number
  unpacked: number
}

async function* decodeStream(source: ByteSource, bounds: Bounds): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(await source.exactly(STREAM_HEADER_BYTES))
  const flags = header.subarray(6, 8)
  const isHeader = header.subarray(0, 6).equals(MAGIC) && flags[0] === 0 && (flags[1] ?? 0) < 16
  if (!isHeader || header.readUInt32LE(8) !== crc32(flags)) throw new Damage()
  const check = flags[1] ?? 0
  const tally: Tally = { blocks: 0, packed: 0, unpacked: 0 }
  for (;;) {
    const [size = 0] = await source.peek(1)
    if (size === 0) break
    yield* decodeBlock(source, bounds, check, tally)
  }
  const index = await readIndex(source, tally)
  await checkFooter(source, flags, index)
}

async function* decodeBlock(
  source: ByteSource,
  bounds: Bounds,
  check: number,
  tally: Tally,
): AsyncGenerator<Uint8Array> {
  const start = source.position
  const { dictionaryBytes, packed, unpacked } = await readBlockHeader(source)
  const dataStart = source.position
  const sum = checksum(check)
  let bytes = 0
  for await (const piece of decodeLzma2(source, bounds, { dictionaryBytes, size: unpacked })) {
    sum.update(piece)
    bytes += piece.length
    yield piece
  }
  const dataBytes = source.position - dataStart
  if ((packed ?? dataBytes) !== dataBytes || (unpacked ?? bytes) !== bytes) throw new Damage()
  const padding = await source.exactly(-dataBytes & 3)
  const stated = await source.exactly(CHECK_BYTES[check] ?? 0)
  const wanted = sum.digest()
  const isSame = wanted === null || Buffer.from(stated).equals(wanted)
  if (padding.some((byte) => byte !== 0) || !isSame) throw new Damage()
  tally.blocks++
  tally.packed += source.position - start - padding.length
  tally.unpacked += bytes
}

interface BlockHeader {
  readonly dictionaryBytes: number
  /** Bytes of the data, where the header says. */
  readonly packed: number | null
  readonly unpacked: number | null
}

async function readBlockHeader(source: ByteSource): Promise<BlockHeader> {
  const [size = 0] = await source.peek(1)
  const header = Buffer.from(await source.exactly((size + 1) * 4))
  const sumAt = header.length - 4
  if (header.readUInt32LE(sumAt) !== crc32(header.subarray(0, sumAt))) throw new Damage()
  const flags = header[1] ?? 0
  const fields = new Fields(header.subarray(2, sumAt))
  const packed = (flags & 0x40) === 0 ? null : fields.number()
  const unpacked = (flags & 0x80) === 0 ? null : fields.number()
  if ((flags & 0x3c) !== 0) throw new Damage()
  const filter = fields.number()
  if ((flags & 3) !== 0 || filter !== LZMA2)
    throw unreadMethod(FILTERS[filter] ?? 'a filter of its own')
  if (fields.number() !== 1) throw new Damage()
  return { dictionaryBytes: dictionarySize(fields.byte()), packed, unpacked }
}

/** Filters are for programs and pictures. */
const FILTERS: Readonly<Record<number, string>> = {
  3: 'Delta',
  4: 'BCJ',
  7: 'BCJ (ARM)',
  10: 'BCJ (ARM64)',
}

/** Dictionaries of 2^n and 3·2^n bytes, in a byte. Throws Damage. */
export function dictionarySize(byte: number): number {
  if (byte > 40) throw new Damage()
  return byte === 40 ? 2 ** 32 - 1 : (2 + (byte & 1)) * 2 ** (Math.floor(byte / 2) + 11)
}

/** Numbers of seven bits a byte, lowest first. */
class Fields {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new Damage()
    return byte
  }

  number(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) break
    }
    if (!Number.isSafeInteger(value)) throw new Damage()
    return value
  }
}

/** The index's bytes are summed as they pass; returns how many they are. */
async function readIndex(source: ByteSource, tally: Tally): Promise<number> {
  const reader = new IndexReader(source)
  await reader.byte()
  const found: Tally = { blocks: await reader.number(), packed: 0, unpacked: 0 }
  if (found.blocks !== tally.blocks) throw new Damage()
  for (let block = 0; block < found.blocks; block++) {
    found.packed += await reader.number()
    found.unpacked += await reader.number()
  }
  while (reader.bytes % 4 !== 0) if ((await reader.byte()) !== 0) throw new Damage()
  const { sum } = reader
  const stated = Buffer.from(await source.exactly(4)).readUInt32LE()
  if (stated !== sum || found.packed !== tally.packed || found.unpacked !== tally.unpacked) {
    throw new Damage()
  }
  return reader.bytes + 4
}

class IndexReader {
  bytes = 0
  sum = 0
  readonly #source: ByteSource

  constructor(source: ByteSource) {
    this.#source = source
  }

  async byte(): Promise<number> {
    const bytes = await this.#source.exactly(1)
    this.sum = crc32(bytes, this.sum)
    this.bytes++
    return bytes[0] ?? 0
  }

  async number(): Promise<number> {
    const bytes: number[] = []
    for (let byte = 0x80; byte >= 0x80; bytes.push(byte)) {
      if (bytes.length === 9) throw new Damage()
      byte = await this.byte()
    }
    return new Fields(Uint8Array.from(bytes)).number()
  }
}

async function checkFooter(source: ByteSource, flags: Buffer, indexBytes: number): Promise<void> {
  const footer = Buffer.from(await source.exactly(12))
  const isWhole =
    footer.readUInt32LE(0) === crc32(footer.subarray(4, 10)) &&
    (footer.readUInt32LE(4) + 1) * 4 === indexBytes &&
    footer.subarray(8, 10).equals(flags) &&
    footer.subarray(10).equals(FOOTER_MAGIC)
  if (!isWhole) throw new Damage()
}

interface Checksum {
  update(bytes: Uint8Array): void
  /** `null` for a check that is not known. */
  digest(): Uint8Array | null
}

function checksum(check: number): Checksum {
  if (check === 4) return new Crc64()
  if (check === 10) return createHash('sha256')
  if (check !== 1) return { update() {}, digest: () => null }
  let sum = 0
  return {
    update(bytes) {
      sum = crc32(bytes, sum)
    },
    digest() {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32LE(sum)
      return bytes
    },
  }
}
