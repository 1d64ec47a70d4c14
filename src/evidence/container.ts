/** What the first bytes say of a file that is not text: a container to open, or a format to refuse by its name. */

import { isTarHeader } from './tar-header.ts'

export const GZIP = 'gzip'
export const BZIP2 = 'bzip2 file'
export const XZ = 'xz file'
export const ZSTD = 'zstd file'
export const ZIP = 'zip archive'
export const SEVEN_ZIP = '7z archive'
export const TAR = 'tar archive'
export const SQLITE = 'SQLite database'
export const OLD_OFFICE = 'old Office document'

/** Signatures at the front of a file, or `offset` bytes into it. */
const SIGNATURES: readonly { name: string; bytes: readonly number[]; offset?: number }[] = [
  { name: GZIP, bytes: [0x1f, 0x8b] },
  { name: ZIP, bytes: [0x50, 0x4b, 0x03, 0x04] },
  // One without members.
  { name: ZIP, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: SEVEN_ZIP, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'RAR archive', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { name: XZ, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: ZSTD, bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  // A frame that is passed over, as pzstd writes it in front.
  { name: ZSTD, bytes: [0x50, 0x2a, 0x4d, 0x18] },
  { name: BZIP2, bytes: [0x42, 0x5a, 0x68] },
  { name: TAR, bytes: [0x75, 0x73, 0x74, 0x61, 0x72], offset: 257 },
  { name: 'lz4 file', bytes: [0x04, 0x22, 0x4d, 0x18] },
  { name: 'cabinet archive', bytes: [0x4d, 0x53, 0x43, 0x46, 0x00] },
  { name: OLD_OFFICE, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'PDF document', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: SQLITE, bytes: [...Buffer.from('SQLite format 3\0')] },
  { name: 'age-encrypted file', bytes: [...Buffer.from('age-encryption.org/')] },
]

/** The name of the binary format that a file begins as, or `null` where it may be text. */
export function containerOf(head: Uint8Array): string | null {
  const fits = ({ bytes, offset = 0 }: (typeof SIGNATURES)[number]): boolean =>
    bytes.every((byte, index) => head[offset + index] === byte)
  // Tar archives from before there was a signature hold a sum.
  return SIGNATURES.find(fits)?.name ?? (isTarHeader(head) ? TAR : null)
}
