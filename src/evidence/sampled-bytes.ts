/** Head, middle and tail of a large file of lines, cut between two of them: what a first look sees of it. */
import type { RandomAccess } from './raw-bytes.ts'

const SEGMENT_BYTES = 128 * 1024
/** Files that are not much larger than the segments are read from the front. */
export const SAMPLED_FROM_BYTES = 32 * SEGMENT_BYTES
const LINE_FEED = 0x0a

export async function* sampledBytes({ size, read }: RandomAccess): AsyncGenerator<Uint8Array> {
  const head = await read(0, SEGMENT_BYTES)
  yield head.subarray(0, head.lastIndexOf(LINE_FEED) + 1)
  const middle = await read(Math.floor((size - SEGMENT_BYTES) / 2), SEGMENT_BYTES)
  yield middle.subarray(firstLine(middle), middle.lastIndexOf(LINE_FEED) + 1)
  const tail = await read(size - SEGMENT_BYTES, SEGMENT_BYTES)
  yield tail.subarray(firstLine(tail))
}

/** The position behind the first line end; the length where there is none. */
function firstLine(bytes: Uint8Array): number {
  const end = bytes.indexOf(LINE_FEED)
  return end < 0 ? bytes.length : end + 1
}
