/** The files inside an archive, one after the other, whatever the archive. */
import type { Ending } from './ending.ts'

/** Its bytes are to be read before the next member is asked for. */
export interface Member {
  /** As the archive has it: never printed as it is, never a path. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  /** Known once `bytes` is exhausted. */
  ending(): Ending
}

export interface Members extends AsyncIterable<Member> {
  /** Whether a member is reached only through all that stand before it. */
  readonly inOrder: boolean
  /** Of the archive itself; known once all members were asked for. */
  ending(): Ending
  readonly skipped: Skipped
}

/**
 * Why a file is left out: a link or a device, no bytes, nobody's file, what stands around the pages of a chat, or what a
 * stealer noted of a machine.
 */
export type SkipReason = 'link' | 'device' | 'empty' | 'hidden' | 'layout' | 'machine'

/** Members that were left out, counted. Folders are none. */
export class Skipped {
  readonly #counts = new Map<SkipReason, number>()

  add(reason: SkipReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1)
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }
}

const UNIX_KIND = 0xf000
const UNIX_LINK = 0xa000
const UNIX_FILE = 0x8000
const UNIX_FOLDER = 0x4000

/** What a Unix file mode says of a member of so many bytes; `null` for a file and where it says nothing. */
export function kindOfMode(mode: number, bytes: number): 'link' | 'device' | 'folder' | null {
  const kind = mode & UNIX_KIND
  if (kind === 0 || kind === UNIX_FILE) return null
  if (kind === UNIX_LINK) return 'link'
  if (kind === UNIX_FOLDER) return 'folder'
  // What was packed as it came through a pipe has the mode of one, and is a file all the same.
  return bytes > 0 ? null : 'device'
}
