/** Zstandard unpacked as it streams: all frames, their window within its limit. */
import { constants, createZstdDecompress } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import { type Bounds, overLimit } from './bounds.ts'
import type { ByteSource } from './byte-source.ts'
import { ZlibStream } from './zlib-stream.ts'

/** A block of 4 bytes unpacks to 128 KiB, so one slice unpacks to 32 MiB at most before the ratio is looked at. */
const SLICE_BYTES = 1024
/** Windows that the format knows, as powers of two. */
const [SMALLEST_LOG, LARGEST_LOG] = [10, 31]
const TOO_LARGE = 'ZSTD_error_frameParameter_windowTooLarge'

export async function* decodeZstd(
  source: ByteSource,
  { limits }: Bounds,
): AsyncGenerator<Uint8Array> {
  const log = Math.min(LARGEST_LOG, Math.max(SMALLEST_LOG, Math.floor(Math.log2(limits.window))))
  const params = { [constants.ZSTD_d_windowLogMax]: log }
  while (!(await source.isAtEnd())) yield* decodeFrames(source, params, limits.window)
}

/** node:zlib ends with the first frame that ends inside a slice; what follows it is put back. */
async function* decodeFrames(
  source: ByteSource,
  params: Record<number, number>,
  window: number,
): AsyncGenerator<Uint8Array> {
  const stream = new ZlibStream(createZstdDecompress({ params }))
  try {
    for (;;) {
      const slice = await source.peek(SLICE_BYTES)
      if (slice.length === 0) break
      const taken = await stream.write(slice)
      source.skip(taken ?? 0)
      yield* stream.take()
      if (taken === null && stream.fault === TOO_LARGE) {
        throw overLimit('window', `the window of the zstd data is over ${window / 1024 / 1024} MiB`)
      }
      if (taken === null || taken === 0) throw new Damage()
      if (taken < slice.length) return
    }
    yield* stream.end()
  } finally {
    stream.destroy()
  }
}
