/** The bytes of a file or of standard input, read once from front to back, counted and hashed as they pass. */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { addAbortSignal, type Readable } from 'node:stream'
import { AppError } from '../core/error.ts'
import { stopIfAborted } from './interrupt.ts'
import { STANDARD_INPUT } from './paths.ts'
import { standardInput } from './standard-input.ts'

const CHUNK_BYTES = 128 * 1024

/** Bytes that can be read at any place; what is read so is neither counted nor hashed. */
export interface RandomAccess {
  readonly size: number
  /** Bytes read so far, at most all of them. */
  readonly reached: number
  /** Fewer bytes only at the end. */
  read(position: number, length: number): Promise<Uint8Array>
}

/** What the bytes come from. */
interface Origin {
  /** `null` where there is no file. */
  readonly path: string | null
  /** Bytes on disk; `null` where they cannot be known in advance (standard input, pipes). */
  readonly size: number | null
  readonly chunks: AsyncIterable<Uint8Array>
  /** `null` where the bytes come only in their order. */
  readonly random: RandomAccess | null
  /** Bytes on disk now, to be compared with those that were read. */
  sizeNow(): Promise<number | null>
  close(): Promise<void>
}

export class RawBytes implements AsyncIterable<Uint8Array> {
  readonly #origin: Origin
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #signal: AbortSignal
  readonly #hash = createHash('sha256')
  #count = 0

  private constructor(origin: Origin, signal: AbortSignal) {
    this.#origin = origin
    this.#chunks = origin.chunks[Symbol.asyncIterator]()
    this.#signal = signal
  }

  /** @param label the file's harmless name, for messages */
  static async open(path: string, label: string, signal: AbortSignal): Promise<RawBytes> {
    const origin = path === STANDARD_INPUT ? pipeOrigin(signal) : await fileOrigin(path, label)
    return new RawBytes(origin, signal)
  }

  /** The bytes of a member of an archive, which come once and in their order. */
  static ofMember(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): RawBytes {
    const sizeNow = async (): Promise<null> => null
    const close = async (): Promise<void> => {}
    const origin = { path: null, size: null, random: null, chunks: bytes, sizeNow, close }
    return new RawBytes(origin, signal)
  }

  /** Where the file is; `null` where there is none. */
  get path(): string | null {
    return this.#origin.path
  }

  /** Bytes on disk; `null` where they cannot be known in advance. */
  get size(): number | null {
    return this.#origin.size
  }

  /** The same bytes at any place; `null` where they come only in their order. */
  get random(): RandomAccess | null {
    return this.#origin.random
  }

  /** Bytes read so far from front to back. */
  get count(): number {
    return this.#count
  }

  /** Bytes read so far at any place, for progress. */
  get reached(): number {
    return Math.max(this.#count, this.#origin.random?.reached ?? 0)
  }

  /** Every iterator goes on where the last one stopped; leaving one early loses nothing. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      stopIfAborted(this.#signal)
      const chunk = await this.#next()
      if (chunk === null) return
      this.#hash.update(chunk)
      this.#count += chunk.length
      yield chunk
    }
  }

  /** Reads what is left, and gives the SHA-256 of all bytes in hexadecimal. To be called once. */
  async digest(): Promise<string> {
    for await (const _ of this);
    const sizeNow = await this.#origin.sizeNow()
    if (this.size !== null && (this.#count !== this.size || sizeNow !== this.size)) {
      throw new AppError('READ_FAILED', 'the file changed while it was read')
    }
    return this.#hash.digest('hex')
  }

  close(): Promise<void> {
    return this.#origin.close()
  }

  async #next(): Promise<Uint8Array | null> {
    try {
      const next = await this.#chunks.next()
      return next.done ? null : next.value
    } catch (error) {
      stopIfAborted(this.#signal)
      if (error instanceof AppError) throw error
      throw new AppError('READ_FAILED', 'the file cannot be read', { cause: error })
    }
  }
}

export async function* rangeOf(
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

function pipeOrigin(signal: AbortSignal): Origin {
  const stream: Readable = addAbortSignal(signal, standardInput())
  return {
    path: null,
    size: null,
    random: null,
    chunks: stream,
    sizeNow: async () => null,
    close: async () => {
      stream.destroy()
    },
  }
}

async function fileOrigin(path: string, label: string): Promise<Origin> {
  const handle = await openHandle(path, label)
  const status = await handle.stat()
  if (status.isDirectory()) {
    await handle.close()
    throw new AppError('READ_FAILED', `${label} is a folder`)
  }
  // Some systems' virtual files report no size and hold bytes all the same.
  const size = status.isFile() && status.size > 0 ? status.size : null
  return {
    path,
    size,
    random: size === null ? null : randomAccess(handle, size),
    chunks: chunksOf(handle),
    sizeNow: async () => (await handle.stat()).size,
    close: () => handle.close(),
  }
}

function randomAccess(handle: FileHandle, size: number): RandomAccess {
  let reached = 0
  return {
    size,
    get reached() {
      return Math.min(reached, size)
    },
    async read(position, length) {
      const buffer = Buffer.allocUnsafeSlow(length)
      const { bytesRead } = await handle.read(buffer, 0, length, position)
      reached += bytesRead
      return buffer.subarray(0, bytesRead)
    },
  }
}

async function openHandle(path: string, label: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    // No cause: the system's message holds the path.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new AppError('FILE_MISSING', `${label} is not there`)
    }
    throw new AppError('READ_FAILED', `${label} cannot be opened`)
  }
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}
