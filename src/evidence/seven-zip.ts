/** A 7z archive's members, streamed in the order of its folders. */
import { crc32 } from 'node:zlib'
import { Damage } from '../core/damage.ts'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { type ArchiveContext, encryptedArchive, wrongPassword } from './archive-context.ts'
import { ByteSource } from './byte-source.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import { kindOfMode, type Member, type Members, Skipped, type SkipReason } from './members.ts'
import { foldersOf, leftOut } from './paths.ts'
import { type RandomAccess, rangeOf } from './raw-bytes.ts'
import { AES, decodeFolder, unreadCoder } from './seven-zip-coders.ts'
import {
  ENCODED_HEADER,
  packedHeader,
  type SevenZipFile,
  type SevenZipFolder,
  type SevenZipHeader,
  type SevenZipStream,
  sevenZipHeader,
} from './seven-zip-header.ts'
import { type Unpacked, unpack } from './unpacked.ts'

const START_BYTES = 32
/** A packed header may hold a packed header; 7-Zip writes one. */
const MOST_HEADERS = 4
const REPARSE_POINT = 0x400
const HAS_MODE = 0x8000

export class SevenZip implements Members {
  readonly inOrder = true
  readonly skipped = new Skipped()
  readonly #access: RandomAccess
  readonly #header: SevenZipHeader
  readonly #context: ArchiveContext
  #ending: Ending = WHOLE

  private constructor(access: RandomAccess, header: SevenZipHeader, context: ArchiveContext) {
    this.#access = access
    this.#header = header
    this.#context = context
  }

  /** @throws AppError INPUT_UNREADABLE, INPUT_LIMIT */
  static async open(access: RandomAccess, context: ArchiveContext): Promise<SevenZip> {
    try {
      const header = await readHeader(access, context)
      for (const _ of header.files) context.bounds.countEntry()
      const { folders } = header
      if (context.password === null && folders.some(isEncrypted))
        throw encryptedArchive(context.label)
      return new SevenZip(access, header, context)
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      throw new AppError(
        'INPUT_UNREADABLE',
        `${context.label} is a 7z archive that is cut or damaged`,
        {
          hint: 'get the file again; an archive without its end cannot be read',
        },
      )
    }
  }

  ending(): Ending {
    return this.#ending
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Member> {
    const { files, folders } = this.#header
    for (const file of files) if (!file.hasStream && !file.isFolder) this.skipped.add('empty')
    const around = foldersOf(files.map(({ name }) => name))
    const streamed = files.filter(({ hasStream }) => hasStream)
    let next = 0
    for (const folder of folders) {
      const own = streamed.slice(next, next + folder.streams.length)
      next += own.length
      const unread = unreadCoder(folder)
      if (unread === null) yield* this.#membersOf(folder, own, around)
      else yield* own.map(({ name }) => ({ name, bytes: refused(unread), ending: () => WHOLE }))
    }
  }

  async *#membersOf(
    folder: SevenZipFolder,
    files: readonly SevenZipFile[],
    around: ReturnType<typeof foldersOf>,
  ): AsyncGenerator<Member> {
    const unpacked = folderBytes(this.#access, folder, this.#context)
    const source = new ByteSource(unpacked.bytes)
    for (const [i, file] of files.entries()) {
      const stream = folder.streams[i] ?? { bytes: 0, checksum: null }
      const reason = reasonToSkip(file, stream, around)
      const content = new StreamContent(source, stream, isEncrypted(folder))
      if (reason !== null) this.skipped.add(reason)
      else yield { name: file.name, bytes: content.bytes(), ending: () => content.ending }
      await content.finish()
      const ending = [content.ending, unpacked.ending()].find(({ whole }) => !whole)
      if (ending !== undefined) this.#ending = ending
      // What follows in the same folder cannot be read; the next folder can.
      if (!unpacked.ending().whole) return
    }
  }
}

// biome-ignore lint/correctness/useYield: what is not read has no bytes
async function* refused(error: AppError): AsyncGenerator<Uint8Array> {
  throw error
}

function reasonToSkip(
  { name, attributes }: SevenZipFile,
  { bytes }: SevenZipStream,
  around: ReturnType<typeof foldersOf>,
): SkipReason | null {
  const kind = (attributes & HAS_MODE) === 0 ? null : kindOfMode(attributes >>> 16, bytes)
  if (kind === 'link' || (attributes & REPARSE_POINT) !== 0) return 'link'
  if (kind !== null) return 'device'
  return leftOut(name, around) ?? (bytes === 0 ? 'empty' : null)
}

/** The bytes of one file in a folder, counted and summed as they pass. */
class StreamContent {
  ending: Ending
  readonly #source: ByteSource
  readonly #stream: SevenZipStream
  #left: number
  #sum = 0

  constructor(source: ByteSource, stream: SevenZipStream, isLocked: boolean) {
    const orElse = isLocked ? ', or the password is wrong' : ''
    this.ending = brokenOff(`a member of the archive is damaged${orElse}`, 'its end')
    this.#source = source
    this.#stream = stream
    this.#left = stream.bytes
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#source.stream(this.#left)) {
      this.#left -= piece.length
      this.#sum = crc32(piece, this.#sum)
      yield piece
    }
    const { checksum } = this.#stream
    if (this.#left === 0 && (checksum === null || checksum === this.#sum)) this.ending = WHOLE
  }

  /** Reads what nobody wanted. */
  async finish(): Promise<void> {
    for await (const _ of this.bytes());
  }
}

const isEncrypted = ({ coders }: SevenZipFolder): boolean =>
  coders?.some(({ method }) => method === AES) === true

function folderBytes(
  access: RandomAccess,
  folder: SevenZipFolder,
  { bounds, password }: ArchiveContext,
): Unpacked {
  const start = START_BYTES + folder.start
  const packed = rangeOf(access, start, start + folder.packedBytes)
  return unpack(
    '7z',
    (source, own) => decodeFolder(source, folder, own, password ?? ''),
    packed,
    bounds,
  )
}

async function readHeader(access: RandomAccess, context: ArchiveContext): Promise<SevenZipHeader> {
  let bytes = await firstHeader(access)
  for (let headers = 0; bytes[0] === ENCODED_HEADER; headers++) {
    if (headers === MOST_HEADERS) throw new Damage()
    bytes = await unpackedHeader(access, packedHeader(bytes), context)
  }
  return sevenZipHeader(bytes, context.bounds.limits.entries)
}

/** A signature, a version, and where the header stands, each with its sum. */
async function firstHeader(access: RandomAccess): Promise<Uint8Array> {
  const start = Buffer.from(await access.read(0, START_BYTES))
  if (start.length < START_BYTES || start.readUInt32LE(8) !== crc32(start.subarray(12)))
    throw new Damage()
  const [offset, size] = [Number(start.readBigUInt64LE(12)), Number(start.readBigUInt64LE(20))]
  refuseLargeHeader(size)
  // An archive without a header holds nothing.
  if (size === 0 || START_BYTES + offset + size > access.size) throw new Damage()
  const bytes = await access.read(START_BYTES + offset, size)
  if (bytes.length < size || crc32(bytes) !== start.readUInt32LE(28)) throw new Damage()
  return bytes
}

async function unpackedHeader(
  access: RandomAccess,
  folder: SevenZipFolder,
  context: ArchiveContext,
): Promise<Uint8Array> {
  if (isEncrypted(folder) && context.password === null) throw encryptedArchive(context.label)
  refuseLargeHeader(folder.bytes)
  const source = new ByteSource(folderBytes(access, folder, context).bytes)
  const bytes = await source.peek(folder.bytes)
  const checksum = folder.streams[0]?.checksum ?? null
  if (bytes.length === folder.bytes && (checksum === null || crc32(bytes) === checksum))
    return bytes
  if (!isEncrypted(folder)) throw new Damage()
  throw wrongPassword(context.label)
}

function refuseLargeHeader(size: number): void {
  if (size <= LIMITS.sevenZipHeaderBytes) return
  throw new AppError(
    'INPUT_LIMIT',
    `the header of the 7z archive is over ${LIMITS.sevenZipHeaderBytes} bytes`,
    {
      hint: 'unpack it, and name the files in it',
    },
  )
}
