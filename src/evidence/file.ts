/** One file of evidence: hashed, unpacked and decoded as it streams, never whole in memory and never written anywhere. */
import { basename } from 'node:path'
import { AppError } from '../core/error.ts'
import { harmlessName } from '../core/harmless-name.ts'
import { Archive } from './archive.ts'
import { containerOf, ZIP } from './container.ts'
import { DecodedText } from './decoded-text.ts'
import { declaredEncoding, namedEncoding } from './encoding.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import { gunzip, type Unpacked } from './gzip.ts'
import { heldInMemory } from './held-in-memory.ts'
import { STANDARD_INPUT } from './paths.ts'
import { RawBytes } from './raw-bytes.ts'
import { SAMPLED_FROM_BYTES, sampledBytes } from './sampled-bytes.ts'

const HEAD_BYTES = 64 * 1024
const CONTAINER_DEPTH = 3

export interface OpenOptions {
  /** What the user says of the encoding (`--encoding`). */
  readonly encoding?: string | undefined
  /** Position among the files of the command, from 1, for the name of a file that may not be printed. */
  readonly ordinal?: number
}

/** What is known of a file once it is read. */
export interface Finished {
  /** Of the bytes on disk, packed as they are, in hexadecimal. */
  readonly sha256: string
  /** Bytes on disk. */
  readonly bytes: number
  /** Of the bytes; the reader of the text has an ending of its own, and both must be whole. */
  readonly ending: Ending
  readonly undecodable: number
  readonly encoding: string
}

/** Opens a file, or standard input for `-`. Throws FILE_MISSING, READ_FAILED, USAGE (encoding), INPUT_UNREADABLE. */
export async function openFile(
  path: string,
  signal: AbortSignal,
  options: OpenOptions = {},
): Promise<EvidenceFile> {
  const encoding = options.encoding === undefined ? null : namedEncoding(options.encoding)
  const name = path === STANDARD_INPUT ? 'standard input' : basename(path)
  const label = harmlessName('file', name, options.ordinal ?? 1)
  const raw = await RawBytes.open(path, label, signal)
  try {
    return new EvidenceFile(label, raw, await unpacked(raw, label), encoding)
  } catch (error) {
    await raw.close()
    throw error
  }
}

export class EvidenceFile {
  /** The file's name as it may be printed and stored. */
  readonly label: string
  /** Containers that were opened on the way, outermost first. */
  readonly containers: readonly string[]
  /** The members, where the file is an archive of parts rather than text. */
  readonly archive: Archive | null
  readonly #raw: RawBytes
  readonly #layers: readonly Unpacked[]
  readonly #head: Uint8Array
  readonly #overrule: string | null
  #text: DecodedText

  constructor(label: string, raw: RawBytes, opened: Opened, encoding: string | null) {
    this.label = label
    this.containers = opened.layers.map(() => 'gzip')
    this.archive = opened.archive
    this.#raw = raw
    this.#layers = opened.layers
    this.#head = opened.head
    this.#overrule = encoding
    this.#text = new DecodedText(opened.bytes, opened.head, encoding)
  }

  /** Bytes on disk, or `null` where they cannot be known in advance. */
  get size(): number | null {
    return this.#raw.size
  }

  /** Bytes on disk that were read so far, for progress. */
  get bytesRead(): number {
    return this.#raw.count
  }

  /** The encoding of the text, as far as it was read. */
  get encoding(): string {
    return this.#text.encoding
  }

  /** The first 64 KiB as text; the stream still has them. */
  async head(): Promise<string> {
    const start = new DecodedText(once(this.#head), this.#head, this.#overrule)
    let text = ''
    for await (const piece of start) text += piece
    // Its last character may be cut by our own doing.
    return start.endsInCharacter ? text.slice(0, -1) : text
  }

  /** The whole text, once. */
  text(): AsyncIterable<string> {
    return this.#text
  }

  /**
   * Head, middle and tail of a large file, for formats of which any run of lines is one; `null` where the file is small or packed,
   * or its bytes come only in their order.
   */
  sampledText(): AsyncIterable<string> | null {
    const { random } = this.#raw
    const isPacked = this.#layers.length > 0 || this.archive !== null
    const isWide = declaredEncoding(this.#head)?.startsWith('utf-16') === true
    if (random === null || random.size < SAMPLED_FROM_BYTES || isPacked || isWide) return null
    this.#text = new DecodedText(sampledBytes(random), this.#head, this.#overrule)
    return this.#text
  }

  /** Reads what is left for the hash, closes the file and says how it ended. To be called once, after the text. */
  async finish(): Promise<Finished> {
    try {
      const sha256 = await this.#raw.digest()
      return {
        sha256,
        bytes: this.#raw.count,
        ending: this.#ending(),
        undecodable: this.#text.undecodable,
        encoding: this.#text.encoding,
      }
    } finally {
      await this.close()
    }
  }

  /** Closes the file early; harmless when it is closed already. */
  close(): Promise<void> {
    return this.#raw.close()
  }

  #ending(): Ending {
    const broken = this.#layers.map((layer) => layer.ending()).find((ending) => !ending.whole)
    if (broken !== undefined) return broken
    if (this.archive !== null) return this.archive.ending
    return this.#text.endsInCharacter
      ? brokenOff('the text ends inside a character', `byte ${this.#raw.count}`)
      : WHOLE
  }
}

/** The bytes inside all containers, and their first 64 KiB. */
interface Opened {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly head: Uint8Array
  readonly layers: readonly Unpacked[]
  readonly archive: Archive | null
}

async function unpacked(raw: RawBytes, label: string): Promise<Opened> {
  const layers: Unpacked[] = []
  let opened = await peek(raw)
  for (;;) {
    const container = containerOf(opened.head)
    if (container === null) return { ...opened, layers, archive: null }
    if (container === ZIP) {
      const access = (layers.length === 0 ? raw.random : null) ?? (await heldInMemory(opened.bytes))
      return { ...opened, layers, archive: await Archive.open(access, label) }
    }
    if (container !== 'gzip') {
      throw new AppError('INPUT_UNREADABLE', `${label} is a ${container}, which is not read yet`, {
        hint: 'unpack or export it, and name the text file in it',
      })
    }
    if (layers.length === CONTAINER_DEPTH) {
      throw new AppError(
        'INPUT_LIMIT',
        `${label} is packed more than ${CONTAINER_DEPTH} times over`,
      )
    }
    const layer = gunzip(opened.bytes)
    layers.push(layer)
    opened = await peek(layer.bytes)
  }
}

/** The first bytes, and all bytes with them put back in front. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const rest = bytes[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  for (let count = 0; count < HEAD_BYTES; ) {
    const next = await rest.next()
    if (next.done) break
    chunks.push(next.value)
    count += next.value.length
  }
  return { head: Buffer.concat(chunks).subarray(0, HEAD_BYTES), bytes: replay(chunks, rest) }
}

async function* replay(
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
