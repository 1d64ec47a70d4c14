/** A member of a zip archive, from the fields that its directory and the header in front of it share. Pure. */
import { type ExtraField, getFileNameLowLevel } from 'yauzl'
import { kindOfMode } from './members.ts'
import type { ZipEncryption } from './zip-decryption.ts'

export const ENCRYPTED = 1
/** The sizes and the sum stand behind the data. */
export const SIZES_FOLLOW = 8
/** A size or a place that stands in a field of 64 bits instead. */
export const IN_ZIP64 = 0xffffffff

const AES = 99
const AES_FIELD = 0x9901
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

export interface ZipFacts
  extends Pick<ZipEntry, 'start' | 'packedBytes' | 'bytes' | 'method' | 'flags'> {
  readonly rawName: Buffer
  readonly extraFields: ExtraField[]
  /** As MS-DOS writes it. */
  readonly time: number
  readonly checksum: number
  /** Unix's; 0 where there is none. */
  readonly mode: number
}

/** Throws where the fields make no sense. */
export function zipEntry(facts: ZipFacts): ZipEntry {
  const { rawName, extraFields, start, packedBytes, bytes, method, flags, checksum, mode } = facts
  const name = getFileNameLowLevel(flags, rawName, extraFields, false)
  const aes = method === AES ? aesOf(extraFields) : null
  return {
    name,
    kind: FOLDER.test(name) ? 'folder' : (kindOfMode(mode, bytes) ?? 'file'),
    start,
    packedBytes,
    bytes,
    method: aes?.method ?? method,
    flags,
    checksum: aes?.hasChecksum === false ? null : checksum,
    encryption: aes?.encryption ?? oldEncryption(facts),
  }
}

/** Vendor version (2: no CRC-32), `AE`, key length (1 to 3), and how the member is really packed. */
function aesOf(extraFields: readonly ExtraField[]): {
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

/** The decrypted header ends with a byte of the sum, or of the time where the sum was not known yet. */
function oldEncryption({ flags, time, checksum }: ZipFacts): ZipEncryption | null {
  if ((flags & ENCRYPTED) === 0) return null
  return { kind: 'old', check: (flags & SIZES_FOLLOW) !== 0 ? time >> 8 : checksum >>> 24 }
}
