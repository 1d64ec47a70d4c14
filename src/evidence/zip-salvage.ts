/** The members of a zip archive that lost its directory, found by the headers in front of them, as far as they go. */
import { parseExtraFields } from 'yauzl'
import type { Bounds } from './bounds.ts'
import type { RandomAccess } from './raw-bytes.ts'
import { IN_ZIP64, SIZES_FOLLOW, type ZipEntry, type ZipFacts, zipEntry } from './zip-entry.ts'

const HEADER = 0x04034b50
const HEADER_BYTES = 30
const ZIP64_FIELD = 1
const SIZES = Buffer.from('PK\x07\x08')
/** A mark, a sum and two sizes, of 32 or of 64 bits. */
const LONGEST_SIZES_BYTES = 24
const SCAN_BYTES = 1024 * 1024

/** Members up to the first place at which none begins; the last one may be cut. Throws INPUT_LIMIT. */
export async function salvagedEntries(access: RandomAccess, bounds: Bounds): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = []
  for (let at = 0; at < access.size; ) {
    const found = await headerAt(access, at)
    if (found === null) break
    bounds.countEntry()
    const { facts, end } = await withSizes(access, found)
    entries.push(zipEntry(facts))
    at = end
  }
  return entries
}

/** `null` where no header stands, or none of sense. */
async function headerAt(access: RandomAccess, at: number): Promise<ZipFacts | null> {
  const header = Buffer.from(await access.read(at, HEADER_BYTES))
  if (header.length < HEADER_BYTES || header.readUInt32LE(0) !== HEADER) return null
  const [nameBytes, moreBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)]
  const more = Buffer.from(await access.read(at + HEADER_BYTES, nameBytes + moreBytes))
  try {
    const facts: ZipFacts = {
      rawName: more.subarray(0, nameBytes),
      extraFields: parseExtraFields(more.subarray(nameBytes)),
      flags: header.readUInt16LE(6),
      method: header.readUInt16LE(8),
      time: header.readUInt16LE(10),
      checksum: header.readUInt32LE(14),
      packedBytes: header.readUInt32LE(18),
      bytes: header.readUInt32LE(22),
      mode: 0,
      start: at + HEADER_BYTES + nameBytes + moreBytes,
    }
    zipEntry(facts)
    return facts
  } catch {
    return null
  }
}

/** The facts with the true sizes, and where the next header may stand. */
async function withSizes(
  access: RandomAccess,
  facts: ZipFacts,
): Promise<{ readonly facts: ZipFacts; readonly end: number }> {
  const { start, flags, packedBytes, bytes, extraFields } = facts
  if ((flags & SIZES_FOLLOW) !== 0) return await withSizesBehind(access, facts)
  const wide = extraFields.find(({ id }) => id === ZIP64_FIELD)?.data
  if (packedBytes !== IN_ZIP64 && bytes !== IN_ZIP64) return { facts, end: start + packedBytes }
  if (wide === undefined || wide.length < 16) return cut(access, facts)
  const sizes = {
    bytes: Number(wide.readBigUInt64LE(0)),
    packedBytes: Number(wide.readBigUInt64LE(8)),
  }
  return { facts: { ...facts, ...sizes }, end: start + sizes.packedBytes }
}

/** What stands behind the data is found by its mark, and known by the distance that it states. */
async function withSizesBehind(
  access: RandomAccess,
  facts: ZipFacts,
): Promise<{ readonly facts: ZipFacts; readonly end: number }> {
  const { start } = facts
  for (let from = start; from < access.size; from += SCAN_BYTES) {
    const piece = Buffer.from(await access.read(from, SCAN_BYTES + LONGEST_SIZES_BYTES))
    for (let mark = piece.indexOf(SIZES); mark >= 0; mark = piece.indexOf(SIZES, mark + 1)) {
      const sizes = sizesAt(piece.subarray(mark), from + mark - start)
      if (sizes !== null) {
        const { length, ...own } = sizes
        return { facts: { ...facts, ...own }, end: from + mark + length }
      }
    }
  }
  return cut(access, facts)
}

interface Sizes extends Pick<ZipFacts, 'checksum' | 'packedBytes' | 'bytes'> {
  readonly length: number
}

function sizesAt(field: Buffer, distance: number): Sizes | null {
  if (field.length >= 16 && field.readUInt32LE(8) === distance) {
    const [checksum, bytes] = [field.readUInt32LE(4), field.readUInt32LE(12)]
    return { checksum, packedBytes: distance, bytes, length: 16 }
  }
  if (field.length >= LONGEST_SIZES_BYTES && Number(field.readBigUInt64LE(8)) === distance) {
    const [checksum, bytes] = [field.readUInt32LE(4), Number(field.readBigUInt64LE(16))]
    return { checksum, packedBytes: distance, bytes, length: LONGEST_SIZES_BYTES }
  }
  return null
}

/** All that is left is of this member, which is not whole. */
const cut = (access: RandomAccess, facts: ZipFacts) => ({
  facts: { ...facts, packedBytes: access.size - facts.start, bytes: Number.MAX_SAFE_INTEGER },
  end: access.size,
})
