/** A zip archive's members, streamed one by one: checked against bombs and damage, their names never taken for paths. */
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import type { RandomAccess } from './raw-bytes.ts'

const CHUNK_BYTES = 128 * 1024
/** Unpacked bytes from which on the ratio counts. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024
const RATIO_LIMIT = 250

export class Archive {
  /** What was found damaged in the members that were read. */
  ending: Ending = WHOLE
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#entries = entries
  }

  /**
   * @param label the file's harmless name, for messages
   * @throws AppError INPUT_UNREADABLE, INPUT_LIMIT
   */
  static async open(access: RandomAccess, label: string): Promise<Archive> {
    try {
      const reader = new AccessReader(access)
      const zip = await fromRandomAccessReaderPromise(reader, access.size, { autoClose: false })
      return new Archive(zip, await entriesOf(zip, label))
    } catch (error) {
      if (error instanceof AppError) throw error
      // No cause: the library's message may hold a member's name.
      throw new AppError('INPUT_UNREADABLE', `${label} is a zip archive that is cut or damaged`, {
        hint: 'get the file again; an archive without its end cannot be read',
      })
    }
  }

  /** Names as the archive has them; never printed as they are. */
  get names(): readonly string[] {
    return [...this.#entries.keys()]
  }

  /** The bytes of a member; damage ends them early and is told by `ending`. Throws INPUT_LIMIT. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name)
    if (entry === undefined) return this.#break()
    checkRatio(entry)
    let sum = 0
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        sum = crc32(chunk, sum)
        yield chunk
      }
    } catch (error) {
      if (error instanceof AppError) throw error
      return this.#break()
    }
    if (sum !== entry.crc32) this.#break()
  }

  #break(): void {
    if (this.ending.whole) this.ending = brokenOff('a member of the archive is damaged', 'its end')
  }
}

async function entriesOf(zip: ZipFile, label: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > LIMITS.archiveEntries) {
    throw new AppError('INPUT_LIMIT', `${label} has more than ${LIMITS.archiveEntries} members`)
  }
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) {
      throw new AppError('INPUT_UNREADABLE', `${label} is encrypted`, {
        hint: 'unpack it with its password, and name the files in it',
      })
    }
    entries.set(entry.fileName, entry)
  }
  return entries
}

function checkRatio({ uncompressedSize, compressedSize }: Entry): void {
  if (uncompressedSize > RATIO_FREE_BYTES && uncompressedSize > RATIO_LIMIT * compressedSize) {
    throw new AppError(
      'INPUT_LIMIT',
      `a member of the archive unpacks to over ${RATIO_LIMIT} times its size`,
    )
  }
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

async function* rangeOf(
  access: RandomAccess,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const chunk = await access.read(at, Math.min(CHUNK_BYTES, end - at))
    if (chunk.length === 0) return
    at += chunk.length
    yield chunk
  }
}
