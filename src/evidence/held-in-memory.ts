/** Bytes that come only in their order, held in memory so that they can be read at any place, up to a limit. */
import type { Bounds } from './bounds.ts'
import type { RandomAccess } from './raw-bytes.ts'

/** For an archive whose directory stands at its end. Throws INPUT_LIMIT. */
export async function heldInMemory(
  bytes: AsyncIterable<Uint8Array>,
  bounds: Bounds,
): Promise<RandomAccess> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    chunks.push(chunk)
    size += chunk.length
    bounds.checkMemory('held', size)
  }
  const all = Buffer.concat(chunks)
  return {
    size,
    reached: size,
    read: async (position, length) => all.subarray(position, position + length),
  }
}
