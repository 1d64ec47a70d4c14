/** Bzip2 unpacked as it streams: all of the streams that follow each other, every sum checked. */
import { Damage } from '../core/damage.ts'
import { Bits, BZIP2_BLOCK_BYTES, type Bzip2Block, Bzip2Decoder } from '../kernels/bzip2.ts'
import type { ByteSource } from './byte-source.ts'

const HEADER_BYTES = 4
/** A mark of six bytes, a sum of four, and what is left of a byte on either side. */
const LARGEST_BYTES = BZIP2_BLOCK_BYTES + 12

export async function* decodeBzip2(source: ByteSource): AsyncGenerator<Uint8Array> {
  do yield* decodeStream(source)
  while (!(await source.isAtEnd()))
}

async function* decodeStream(source: ByteSource): AsyncGenerator<Uint8Array> {
  const decoder = new Bzip2Decoder(levelOf(await source.exactly(HEADER_BYTES)))
  let bit = 0
  let sum = 0
  for (;;) {
    const bits = new Bits(await source.peek(LARGEST_BYTES), bit)
    const part = decoder.next(bits)
    if (part.kind === 'end') {
      if (part.checksum !== sum) throw new Damage()
      source.skip(Math.ceil(bits.position / 8))
      return
    }
    source.skip(Math.floor(bits.position / 8))
    bit = bits.position % 8
    yield* checked(part.block)
    sum = (((sum << 1) | (sum >>> 31)) ^ part.block.checksum) >>> 0
  }
}

function levelOf([b, z, h, level = 0]: Uint8Array): number {
  if (b !== 0x42 || z !== 0x5a || h !== 0x68 || level < 0x31 || level > 0x39) throw new Damage()
  return level - 0x30
}

function* checked({ checksum, text }: Bzip2Block): Generator<Uint8Array> {
  const sum = yield* text()
  if (sum !== checksum) throw new Damage()
}
