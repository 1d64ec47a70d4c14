/** Bytes that come only in their order, held in memory so that they can be read at any place, up to a limit. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { RandomAccess } from './raw-bytes.ts'

/** For an archive, whose directory stands at its end. Throws INPUT_LIMIT. */
export async function heldInMemory(bytes: AsyncIterable<Uint8Array>): Promise<RandomAccess> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    chunks.push(chunk)
    size += chunk.length
    if (size > LIMITS.heldArchiveBytes) {
      const limit = `${LIMITS.heldArchiveBytes / 1024 / 1024} MiB`
      throw new AppError(
        'INPUT_LIMIT',
        `an archive that cannot be read in place is over ${limit}`,
        {
          hint: 'save it to disk, unpacked once, and name that file',
        },
      )
    }
  }
  const all = Buffer.concat(chunks)
  return { size, read: async (position, length) => all.subarray(position, position + length) }
}
