/** A zip archive: its members by name, for documents that are archives of parts, and one after the other. */
import { type ArchiveContext, encryptedArchive } from './archive-context.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import { type Member, type Members, Skipped } from './members.ts'
import { foldersOf, leftOut } from './paths.ts'
import { type RandomAccess, rangeOf } from './raw-bytes.ts'
import { type Unpacked, unpack } from './unpacked.ts'
import { damagedZip, type ZipDirectory, zipDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-entry.ts'
import { zipMember } from './zip-member.ts'

/** What Office documents and OpenDocument files have at their root. */
const OFFICE = '[Content_Types].xml'
const OPEN_DOCUMENT = ['mimetype', 'META-INF/manifest.xml']

export class Archive implements Members {
  readonly inOrder = false
  readonly skipped = new Skipped()
  readonly #access: RandomAccess
  readonly #entries: readonly ZipEntry[]
  readonly #context: ArchiveContext
  #ending: Ending = WHOLE

  private constructor(access: RandomAccess, directory: ZipDirectory, context: ArchiveContext) {
    this.#access = access
    this.#entries = directory.entries
    this.#context = context
    if (!directory.isOwn) {
      this.#ending = brokenOff('the zip archive ends without its directory', `byte ${access.size}`)
    }
  }

  /** @throws AppError INPUT_UNREADABLE, INPUT_LIMIT */
  static async open(access: RandomAccess, context: ArchiveContext): Promise<Archive> {
    const { label, bounds, password } = context
    const directory = await zipDirectory(access, label, bounds)
    if (password === null && directory.entries.some(({ encryption }) => encryption !== null)) {
      throw encryptedArchive(label)
    }
    const archive = new Archive(access, directory, context)
    // The parts of a document say nothing one by one.
    if (!directory.isOwn && archive.isDocument) throw damagedZip(label)
    return archive
  }

  /** Names as the archive has them; never printed as they are. */
  get names(): readonly string[] {
    return this.#entries.map(({ name }) => name)
  }

  /** Whether the members are parts of one document. */
  get isDocument(): boolean {
    const names = new Set(this.names)
    return names.has(OFFICE) || OPEN_DOCUMENT.every((name) => names.has(name))
  }

  /** What was found damaged in the members that were read. */
  ending(): Ending {
    return this.#ending
  }

  /** The bytes of the member of a name; damage ends them early and is told by `ending`. Throws INPUT_LIMIT. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.findLast((one) => one.name === name)
    const unpacked = entry === undefined ? null : this.#unpacked(entry)
    if (unpacked !== null) yield* unpacked.bytes
    if (unpacked?.ending().whole !== true) {
      this.#ending = brokenOff('a member of the archive is damaged', 'its end')
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Member> {
    const folders = foldersOf(this.names)
    for (const entry of this.#entries) {
      const { name, kind, bytes } = entry
      if (kind === 'folder') continue
      const reason =
        kind === 'file' ? (leftOut(name, folders) ?? (bytes === 0 ? 'empty' : null)) : kind
      if (reason !== null) this.skipped.add(reason)
      else yield { name, ...this.#unpacked(entry) }
    }
  }

  #unpacked(entry: ZipEntry): Unpacked {
    const { bounds, password } = this.#context
    const packed = rangeOf(this.#access, entry.start, entry.start + entry.packedBytes)
    return unpack(
      'zip',
      (source) => zipMember(source, entry, bounds, password ?? ''),
      packed,
      bounds,
    )
  }
}
