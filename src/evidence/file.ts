/** One file of evidence: hashed, unpacked and decoded as it streams, never whole in memory and never written anywhere. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '../core/error.ts'
import { harmlessName } from '../core/harmless-name.ts'
import type { Archive } from './archive.ts'
import type { ArchiveContext } from './archive-context.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits, Bounds } from './bounds.ts'
import type { Database } from './database.ts'
import { DecodedText, type TextPiece } from './decoded-text.ts'
import { declaredEncoding, namedEncoding } from './encoding.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import type { Member } from './members.ts'
import { type Opened, openContainers } from './opening.ts'
import { STANDARD_INPUT } from './paths.ts'
import { RawBytes } from './raw-bytes.ts'
import { SAMPLED_FROM_BYTES, sampledBytes } from './sampled-bytes.ts'

export interface OpenOptions {
  /** What the user says of the encoding (`--encoding`). */
  readonly encoding?: string | undefined
  /** Position among the files of the command, from 1, for the name of a file that may not be printed. */
  readonly ordinal?: number
  /** Opens encrypted archives. */
  readonly password?: string | undefined
  /** Limits that the user raised. */
  readonly limits?: Partial<ArchiveLimits> | undefined
}

export interface Digest {
  /** Hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

/** What is known of a file once it is read. The digest is of the bytes as received: on disk, or as a member of an archive. */
export interface Finished extends Digest {
  /** Of the bytes; the reader of the text has an ending of its own, and both must be whole. */
  readonly ending: Ending
  readonly undecodable: number
  readonly encoding: string
  /** Of the text, where the file is packed and all of it was read. */
  readonly content?: Digest
  /** Members of an archive that were left out, by reason. */
  readonly skipped?: Readonly<Record<string, number>>
}

/** Opens a file, or standard input for `-`. Throws FILE_MISSING, READ_FAILED, USAGE (encoding), INPUT_UNREADABLE, INPUT_LIMIT. */
export async function openFile(
  path: string,
  signal: AbortSignal,
  options: OpenOptions = {},
): Promise<EvidenceFile> {
  const encoding = options.encoding === undefined ? null : namedEncoding(options.encoding)
  const name = path === STANDARD_INPUT ? 'standard input' : basename(path)
  const label = harmlessName('file', name, options.ordinal ?? 1)
  const raw = await RawBytes.open(path, label, signal)
  const limits = { ...ARCHIVE_LIMITS, ...options.limits }
  const bounds = new Bounds(limits, () => raw.size ?? raw.count)
  const context = { label, bounds, password: options.password ?? null }
  try {
    const opened = await openContainers(raw, context, 0)
    return new EvidenceFile(raw, opened, {
      ...context,
      encoding,
      signal,
      depth: 0,
      inOrder: false,
      ending: () => WHOLE,
    })
  } catch (error) {
    await raw.close()
    throw error
  }
}

/** Where a file stands, and what the user says of it. */
interface Setting extends ArchiveContext {
  readonly encoding: string | null
  readonly signal: AbortSignal
  /** Containers around it. */
  readonly depth: number
  /** Whether it is reached only through what stands before it in an archive. */
  readonly inOrder: boolean
  /** Of the member of an archive that it is. */
  ending(): Ending
}

export class EvidenceFile {
  readonly #raw: RawBytes
  readonly #opened: Opened
  readonly #setting: Setting
  #text: DecodedText
  readonly #content = createHash('sha256')
  #contentBytes = 0
  #isContentRead = false
  /** What its members were called. */
  readonly #names = new Set<string>()
  /** The endings of the members that were opened. */
  readonly #inner: (() => Ending)[] = []

  constructor(raw: RawBytes, opened: Opened, setting: Setting) {
    this.#raw = raw
    this.#opened = opened
    this.#setting = setting
    const { layers, bytes, head } = opened
    this.#text = new DecodedText(
      layers.length === 0 ? bytes : this.#hashed(bytes),
      head,
      setting.encoding,
    )
  }

  /** The file's name as it may be printed and stored; a member's has its archive's in front. */
  get label(): string {
    return this.#setting.label
  }

  /** Containers that were opened on the way, outermost first. */
  get containers(): readonly string[] {
    return this.#opened.containers
  }

  /** The parts, where the file is a document of parts rather than text. */
  get archive(): Archive | null {
    return this.#opened.archive
  }

  /** Where the file is a database. */
  get database(): Database | null {
    return this.#opened.database
  }

  /** Whether it is an archive of files: what is to be read is in `files`. */
  get hasMembers(): boolean {
    return this.#opened.members !== null
  }

  /** Whether the next file in the archive is reached only through the rest of this one. */
  get inOrder(): boolean {
    return this.#setting.inOrder
  }

  /** Bytes on disk, or `null` where they cannot be known in advance. */
  get size(): number | null {
    return this.#raw.size
  }

  /** Bytes on disk that were read so far, for progress. */
  get bytesRead(): number {
    return this.#raw.reached
  }

  /** The encoding of the text, as far as it was read. */
  get encoding(): string {
    return this.#text.encoding
  }

  /**
   * The files to be read: itself, or all that are in it, at any depth. Each is read before the next is asked for, and one
   * that cannot be opened is given as the error that says why. Throws INPUT_LIMIT.
   */
  async *files(): AsyncGenerator<EvidenceFile | Unreadable> {
    const { members } = this.#opened
    if (members === null) {
      yield this
      return
    }
    let ordinal = 0
    for await (const member of members) {
      const file = await this.#member(member, ++ordinal)
      if (file instanceof Unreadable) yield file
      else yield* file.files()
    }
  }

  /** The first 64 KiB as text; the stream still has them. */
  async head(): Promise<string> {
    const { head } = this.#opened
    const start = new DecodedText(once(head), head, this.#setting.encoding)
    let text = ''
    for await (const piece of start) text += piece
    // Its last character may be cut by our own doing.
    return start.endsInCharacter ? text.slice(0, -1) : text
  }

  /** The whole text, once. */
  text(): AsyncIterable<string> {
    return this.#text
  }

  /** The same instead of `text`: whole lines of good UTF-8 as their bytes. */
  pieces(): AsyncIterable<TextPiece> {
    return this.#text.pieces()
  }

  /**
   * Head, middle and tail of a large file, for formats of which any run of lines is one; `null` where the file is small or packed,
   * or its bytes come only in their order.
   */
  sampledText(): AsyncIterable<string> | null {
    const { random } = this.#raw
    const { containers, archive, head } = this.#opened
    const isPacked =
      containers.length > 0 || archive !== null || this.hasMembers || this.database !== null
    const isWide = declaredEncoding(head)?.startsWith('utf-16') === true
    if (random === null || random.size < SAMPLED_FROM_BYTES || isPacked || isWide) return null
    this.#text = new DecodedText(sampledBytes(random), head, this.#setting.encoding)
    return this.#text
  }

  /** Reads what is left for the hash, closes the file and says how it ended. To be called once, after the text. */
  async finish(): Promise<Finished> {
    try {
      const sha256 = await this.#raw.digest()
      const { members } = this.#opened
      return {
        sha256,
        bytes: this.#raw.count,
        ending: this.#ending(),
        undecodable: this.#text.undecodable,
        encoding: this.#text.encoding,
        ...(this.#isContentRead
          ? { content: { sha256: this.#content.digest('hex'), bytes: this.#contentBytes } }
          : {}),
        ...(members === null ? {} : { skipped: members.skipped.counts() }),
      }
    } finally {
      await this.close()
    }
  }

  /** Closes the file early; harmless when it is closed already. */
  close(): Promise<void> {
    return this.#raw.close()
  }

  async #member(member: Member, ordinal: number): Promise<EvidenceFile | Unreadable> {
    const { label, depth, inOrder, signal } = this.#setting
    const setting: Setting = {
      ...this.#setting,
      label: `${label}/${this.#memberName(member.name, ordinal)}`,
      depth: depth + this.containers.length,
      inOrder: inOrder || this.#opened.members?.inOrder === true,
      ending: () => member.ending(),
    }
    const raw = RawBytes.ofMember(member.bytes, signal)
    try {
      const file = new EvidenceFile(raw, await openContainers(raw, setting, setting.depth), setting)
      this.#inner.push(() => file.#ending())
      return file
    } catch (error) {
      if (error instanceof AppError && error.code === 'INPUT_UNREADABLE') {
        return new Unreadable(setting.label, error)
      }
      throw error
    }
  }

  /** Without its folders, which bear the names of people and of their machines; by number where it was given before. */
  #memberName(path: string, ordinal: number): string {
    const name = harmlessName('member', path.split(/[\\/]/).at(-1) ?? '', ordinal)
    if (this.#names.has(name)) return `member-${ordinal}`
    this.#names.add(name)
    return name
  }

  async *#hashed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#content.update(chunk)
      this.#contentBytes += chunk.length
      yield chunk
    }
    this.#isContentRead = true
  }

  #ending(): Ending {
    const { layers, members, archive } = this.#opened
    const endings = [
      this.#setting.ending(),
      ...layers.map((layer) => layer.ending()),
      members?.ending() ?? WHOLE,
      archive?.ending() ?? WHOLE,
      ...this.#inner.map((ending) => ending()),
    ]
    const broken = endings.find((ending) => !ending.whole)
    if (broken !== undefined) return broken
    return this.#text.endsInCharacter
      ? brokenOff('the text ends inside a character', `byte ${this.#raw.count}`)
      : WHOLE
  }
}

/** A member of an archive that cannot be opened. */
export class Unreadable {
  readonly label: string
  readonly error: AppError

  constructor(label: string, error: AppError) {
    this.label = label
    this.error = error
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
