/** The directory of a zip archive: its members, each checked against the header in front of it and against its neighbours. */
import { Readable } from 'node:stream'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  type LocalFileHeader,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl'
import { AppError } from '../core/error.ts'
import type { Bounds } from './bounds.ts'
import { type RandomAccess, rangeOf } from './raw-bytes.ts'
import { ENCRYPTED, IN_ZIP64, SIZES_FOLLOW, type ZipEntry, zipEntry } from './zip-entry.ts'
import { salvagedEntries } from './zip-salvage.ts'

const UNIX = 3

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  /** Whether it is the archive's own; else it was lost, and this is what the headers of the members tell. */
  readonly isOwn: boolean
}

/** @throws AppError INPUT_UNREADABLE, INPUT_LIMIT */
export async function zipDirectory(
  access: RandomAccess,
  label: string,
  bounds: Bounds,
): Promise<ZipDirectory> {
  const entries = await ownEntries(access, label, bounds)
  if (entries !== null) {
    refuseOverlaps(entries, label)
    return { entries, isOwn: true }
  }
  const salvaged = await salvagedEntries(access, bounds)
  if (salvaged.length > 0) return { entries: salvaged, isOwn: false }
  throw damagedZip(label)
}

// No cause: the library's message may hold a member's name.
export const damagedZip = (label: string): AppError =>
  new AppError('INPUT_UNREADABLE', `${label} is a zip archive that is cut or damaged`, {
    hint: 'get the file again',
  })

/** `null` where the archive ends without a directory. */
async function ownEntries(
  access: RandomAccess,
  label: string,
  bounds: Bounds,
): Promise<ZipEntry[] | null> {
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
  const zip = await fromRandomAccessReaderPromise(
    new AccessReader(access),
    access.size,
    options,
  ).catch(() => null)
  if (zip === null) return null
  const entries: ZipEntry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      bounds.countEntry()
      entries.push(await checkedEntry(zip, entry, label))
    }
  } catch (error) {
    throw error instanceof AppError ? error : damagedZip(label)
  }
  return entries
}

async function checkedEntry(zip: ZipFile, entry: Entry, label: string): Promise<ZipEntry> {
  const local = await zip.readLocalFileHeaderPromise(entry)
  if (!isSame(entry, local)) {
    throw new AppError(
      'INPUT_UNREADABLE',
      `${label} says two things of one member: its directory and its header differ`,
      {
        hint: 'such an archive shows different files to different programs; unpack it by hand, and look',
      },
    )
  }
  const mode = entry.versionMadeBy >> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0
  return zipEntry({
    rawName: entry.fileNameRaw,
    extraFields: entry.extraFields,
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    time: entry.lastModFileTime,
    checksum: entry.crc32,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    mode,
    start: local.fileDataStart,
  })
}

function isSame(entry: Entry, local: LocalFileHeader): boolean {
  const isSize = (stated: number, real: number): boolean =>
    (local.generalPurposeBitFlag & SIZES_FOLLOW) !== 0 || stated === IN_ZIP64 || stated === real
  return (
    entry.fileNameRaw.equals(local.fileName) &&
    entry.compressionMethod === local.compressionMethod &&
    (entry.generalPurposeBitFlag & ENCRYPTED) === (local.generalPurposeBitFlag & ENCRYPTED) &&
    isSize(local.compressedSize, entry.compressedSize) &&
    isSize(local.uncompressedSize, entry.uncompressedSize) &&
    isSize(local.crc32, entry.crc32)
  )
}

/** Members that share bytes are how a small archive unpacks to a thousand times what it holds. */
function refuseOverlaps(entries: readonly ZipEntry[], label: string): void {
  const byStart = entries.toSorted((a, b) => a.start - b.start)
  const overlaps = byStart.some(
    (entry, i) =>
      i > 0 && entry.start < (byStart[i - 1]?.start ?? 0) + (byStart[i - 1]?.packedBytes ?? 0),
  )
  if (!overlaps) return
  throw new AppError('INPUT_UNREADABLE', `members of ${label} overlap, as they do in a zip bomb`, {
    hint: 'unpack it by hand if it is trusted, and name the files in it',
  })
}

class AccessReader extends RandomAccessReader {
  readonly #access: RandomAccess

  constructor(access: RandomAccess) {
    super()
    this.#access = access
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(rangeOf(this.#access, start, end), { objectMode: false })
  }
}
