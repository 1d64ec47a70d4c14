/** Bare deflate data, unpacked as it streams: what zip and 7z hold. */
import { createInflateRaw } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import type { ByteSource } from './byte-source.ts'
import { ZlibStream } from './zlib-stream.ts'

/** Deflate reaches 1032:1, so one slice unpacks to 16 MiB at most before the ratio is looked at. */
export const DEFLATE_SLICE_BYTES = 16 * 1024

export async function* inflate(source: ByteSource): AsyncGenerator<Uint8Array> {
  const stream = new ZlibStream(createInflateRaw())
  try {
    for (;;) {
      const slice = await source.some(DEFLATE_SLICE_BYTES)
      if (slice.length === 0) break
      const taken = await stream.write(slice)
      yield* stream.take()
      if (taken !== slice.length) throw new Damage()
    }
    yield* stream.end()
  } finally {
    stream.destroy()
  }
}
