/** How far a file may unpack: depth, members, ratio, size and memory, counted over all that is inside of it. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'

/** The limits that a user may raise for a file that is trusted. */
export const ARCHIVE_LIMITS = {
  depth: LIMITS.archiveDepth,
  entries: LIMITS.archiveEntries,
  ratio: LIMITS.archiveRatio,
  bytes: LIMITS.archiveBytes,
  dictionary: LIMITS.lzmaDictionaryBytes,
  window: LIMITS.zstdWindowBytes,
  held: LIMITS.heldArchiveBytes,
} as const
export type ArchiveLimit = keyof typeof ARCHIVE_LIMITS
export type ArchiveLimits = Readonly<Record<ArchiveLimit, number>>

/** The error for a crossed limit; it names the option that raises it. */
export function overLimit(limit: ArchiveLimit, message: string): AppError {
  return new AppError('INPUT_LIMIT', message, {
    hint: `--archive-limit ${limit}=NUMBER raises it, for a file that you trust`,
  })
}

export class Bounds {
  readonly limits: ArchiveLimits
  readonly #receivedBytes: () => number
  #entries = 0
  #unpacked = 0

  /** @param receivedBytes how large the file is as received, as far as is known */
  constructor(limits: ArchiveLimits, receivedBytes: () => number) {
    this.limits = limits
    this.#receivedBytes = receivedBytes
  }

  /** @param depth of the container that is about to be opened, from 1. Throws INPUT_LIMIT. */
  enter(depth: number): void {
    const most = this.limits.depth
    if (depth > most) throw overLimit('depth', `the file is packed more than ${most} times over`)
  }

  /** Counts a member of an archive, also one that is left out. Throws INPUT_LIMIT. */
  countEntry(): void {
    const most = this.limits.entries
    if (++this.#entries > most)
      throw overLimit('entries', `more than ${most} members are packed in the file`)
  }

  /** Counts bytes that came out of a container which took `packed` bytes for `unpacked` so far. Throws INPUT_LIMIT. */
  countBytes(count: number, packed: number, unpacked: number): void {
    this.#unpacked += count
    if (this.#unpacked > this.limits.bytes) {
      throw overLimit('bytes', `the file unpacks to over ${this.limits.bytes} bytes`)
    }
    if (this.#isBomb(packed, unpacked) || this.#isBomb(this.#receivedBytes(), this.#unpacked)) {
      const ratio = this.limits.ratio
      throw overLimit('ratio', `the packed data unpacks to over ${ratio} times its size`)
    }
  }

  /** @param bytes that a decoder asks for. Throws INPUT_LIMIT. */
  checkMemory(limit: 'dictionary' | 'window' | 'held', bytes: number): void {
    const most = this.limits[limit]
    if (bytes > most) {
      const what =
        limit === 'held'
          ? 'an archive that cannot be read in place'
          : `the ${limit} of the packed data`
      throw overLimit(limit, `${what} is over ${most / 1024 / 1024} MiB`)
    }
  }

  #isBomb(packed: number, unpacked: number): boolean {
    return unpacked > LIMITS.archiveRatioFreeBytes && unpacked > this.limits.ratio * packed
  }
}
