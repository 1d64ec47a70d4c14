/** Deflate64 data unpacked as it streams. */
import { Damage } from '../core/damage.ts'
import { Deflate64Decoder } from '../kernels/deflate64.ts'
import type { ByteSource } from './byte-source.ts'

const SLICE_BYTES = 64 * 1024

export async function* decodeDeflate64(source: ByteSource): AsyncGenerator<Uint8Array> {
  const decoder = new Deflate64Decoder()
  while (!decoder.ended) {
    const ahead = await source.peek(SLICE_BYTES)
    decoder.setInput(ahead, ahead.length < SLICE_BYTES)
    let taken = 0
    for (;;) {
      const piece = decoder.decode()
      source.skip(decoder.consumed - taken)
      taken = decoder.consumed
      if (piece.length === 0) break
      yield piece
    }
    if (taken === 0 && !decoder.ended) throw new Damage()
  }
  // Zip and 7z hold nothing behind it.
  if (!(await source.isAtEnd())) throw new Damage()
}
