/** The directory of a zip archive: its members, each checked against the header in front of it and against its neighbours. */
import { Readable } from 'node:stream'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  type LocalFileHeader,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl'
import { AppError } from '../core/error.ts'
import type { Bounds } from './bounds.ts'
import { kindOfMode } from './members.ts'
import { type RandomAccess, rangeOf } from './raw-bytes.ts'
import type { ZipEncryption } from './zip-decryption.ts'

const AES = 99
const AES_FIELD = 0x9901
const ENCRYPTED = 1
const SIZES_FOLLOW = 8
const IN_ZIP64 = 0xffffffff
const UNIX = 3
const FOLDER = /[\\/]$/

export interface ZipEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'device'
  /** Where its data begin in the archive. */
  readonly start: number
  readonly packedBytes: number
  readonly bytes: number
  /** How it is packed, by the number of the format. */
  readonly method: number
  readonly flags: number
  /** CRC-32 of the bytes; `null` where another sum stands for it. */
  readonly checksum: number | null
  readonly encryption: ZipEncryption | null
}

/** @throws AppError INPUT_UNREADABLE, INPUT_LIMIT */
export async function zipEntries(
  access: RandomAccess,
  label: string,
  bounds: Bounds,
): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = []
  try {
    const zip = await fromRandomAccessReaderPromise(new AccessReader(access), access.size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
    for await (const entry of zip.eachEntry()) {
      bounds.countEntry()
      entries.push(await checkedEntry(zip, entry, label))
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    // No cause: the library's message may hold a member's name.
    throw new AppError('INPUT_UNREADABLE', `${label} is a zip archive that is cut or damaged`, {
      hint: 'get the file again; an archive without its end cannot be read',
    })
  }
  refuseOverlaps(entries, label)
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
  const name = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  )
  const mode = entry.versionMadeBy >> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0
  const aes = entry.compressionMethod === AES ? aesOf(entry) : null
  return {
    name,
    kind: FOLDER.test(name) ? 'folder' : (kindOfMode(mode, entry.uncompressedSize) ?? 'file'),
    start: local.fileDataStart,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    method: aes?.method ?? entry.compressionMethod,
    flags: entry.generalPurposeBitFlag,
    checksum: aes?.hasChecksum === false ? null : entry.crc32,
    encryption: aes?.encryption ?? oldEncryption(entry),
  }
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

/** Vendor version (2: no CRC-32), `AE`, key length (1 to 3), and how the member is really packed. */
function aesOf({ extraFields }: Entry): {
  readonly method: number
  readonly hasChecksum: boolean
  readonly encryption: ZipEncryption
} {
  const field = extraFields.find(({ id }) => id === AES_FIELD)?.data ?? Buffer.alloc(0)
  const strength = field[4] ?? 0
  if (field.length < 7 || strength < 1 || strength > 3) throw new Error('no AES field')
  const encryption = { kind: 'aes', keyBytes: 8 + 8 * strength } as const
  return { method: field.readUInt16LE(5), hasChecksum: field.readUInt16LE(0) === 1, encryption }
}

function oldEncryption(entry: Entry): ZipEncryption | null {
  const { generalPurposeBitFlag: flags, lastModFileTime, crc32 } = entry
  if ((flags & ENCRYPTED) === 0) return null
  return { kind: 'old', check: (flags & SIZES_FOLLOW) !== 0 ? lastModFileTime >> 8 : crc32 >>> 24 }
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
