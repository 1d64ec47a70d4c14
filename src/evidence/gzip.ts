/** Gzip unpacked as it streams: all members, and no break in it taken for an end. */
import { createGunzip } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import type { ByteSource } from './byte-source.ts'
import { DEFLATE_SLICE_BYTES } from './inflate.ts'
import { ZlibStream } from './zlib-stream.ts'

export async function* decodeGzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const stream = new ZlibStream(createGunzip())
  /** The last member ended and zeros follow it. */
  let isPadded = false
  try {
    for (;;) {
      const slice = await source.some(DEFLATE_SLICE_BYTES)
      if (slice.length === 0) break
      const taken: number | null = isPadded ? 0 : await stream.write(slice)
      yield* stream.take()
      if (taken === null || !isPadding(slice.subarray(taken))) throw new Damage()
      isPadded ||= taken < slice.length
    }
    if (!isPadded) yield* stream.end()
  } finally {
    stream.destroy()
  }
}

const isPadding = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
