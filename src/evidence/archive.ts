/** A zip archive: its members by name, for documents that are archives of parts, and one after the other. */
import { crc32 } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import { AppError } from '../core/error.ts'
import type { Bounds } from './bounds.ts'
import { ByteSource } from './byte-source.ts'
import { decodeBzip2 } from './bzip2.ts'
import { decodeDeflate64 } from './deflate64.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import { inflate } from './inflate.ts'
import { decodeLzma } from './lzma.ts'
import { type Member, type Members, Skipped } from './members.ts'
import { foldersOf, leftOut } from './paths.ts'
import { type RandomAccess, rangeOf } from './raw-bytes.ts'
import { type Unpacked, unpack } from './unpacked.ts'
import { decodeXz } from './xz.ts'
import { decrypted } from './zip-decryption.ts'
import { damagedZip, type ZipDirectory, zipDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-entry.ts'
import { decodeZstd } from './zstd.ts'

/** What Office documents and OpenDocument files have at their root. */
const OFFICE = '[Content_Types].xml'
const OPEN_DOCUMENT = ['mimetype', 'META-INF/manifest.xml']

/** What opening an archive needs beside its bytes. */
export interface ArchiveContext {
  /** The file's harmless name, for messages. */
  readonly label: string
  readonly bounds: Bounds
  readonly password: string | null
}

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
    return unpack('zip', (source) => member(source, entry, bounds, password ?? ''), packed, bounds)
  }
}

async function* member(
  source: ByteSource,
  entry: ZipEntry,
  bounds: Bounds,
  password: string,
): AsyncGenerator<Uint8Array> {
  const { encryption, packedBytes } = entry
  if (encryption === null) {
    yield* whole(decode(source, entry, bounds), entry)
    return
  }
  const plain = new ByteSource(decrypted(source, packedBytes, encryption, password))
  yield* whole(decode(plain, entry, bounds), entry)
  // The sum of what is encrypted stands at its end.
  while (!(await plain.isAtEnd())) await plain.some(packedBytes)
}

export const encryptedArchive = (label: string): AppError =>
  new AppError('INPUT_UNREADABLE', `${label} is encrypted`, {
    hint: '--archive-password-file FILE names the file that holds its password',
  })

const UNREAD: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  98: 'PPMd',
}

function decode(source: ByteSource, entry: ZipEntry, bounds: Bounds): AsyncGenerator<Uint8Array> {
  const { method, bytes, flags } = entry
  if (method === 0) return source.stream(bytes)
  if (method === 8) return inflate(source)
  if (method === 9) return decodeDeflate64(source)
  if (method === 12) return decodeBzip2(source)
  if (method === 14) return lzma(source, bounds, (flags & 2) !== 0 ? null : bytes)
  if (method === 93) return decodeZstd(source, bounds)
  if (method === 95) return decodeXz(source, bounds)
  const name = UNREAD[method] ?? 'a method of its own'
  throw new AppError('INPUT_UNREADABLE', `the archive is packed with ${name}, which is not read`, {
    hint: 'unpack it, and name the files in it',
  })
}

/** A version, the length of the properties, and these: one byte, and four for the dictionary. */
async function* lzma(
  source: ByteSource,
  bounds: Bounds,
  size: number | null,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(await source.exactly(9))
  if (header.readUInt16LE(2) !== 5) throw new Damage()
  const [properties, dictionaryBytes] = [header[4] ?? 0, header.readUInt32LE(5)]
  yield* decodeLzma(source, bounds, { properties, dictionaryBytes, size })
}

/** The pieces, if they are as many and of the sum that the directory says. Throws Damage. */
async function* whole(
  pieces: AsyncIterable<Uint8Array>,
  { bytes, checksum }: ZipEntry,
): AsyncGenerator<Uint8Array> {
  let [count, sum] = [0, 0]
  for await (const piece of pieces) {
    count += piece.length
    if (count > bytes) throw new Damage()
    sum = crc32(piece, sum)
    yield piece
  }
  if (count !== bytes || (checksum !== null && sum !== checksum)) throw new Damage()
}
