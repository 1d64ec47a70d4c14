/** The bytes of a file or of standard input, read once from front to back, counted and hashed as they pass. */
import { createHash } from 'node:crypto'
import { close, fstat, open, read } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { AppError } from '../core/error.ts'
import { stopIfAborted } from './interrupt.ts'
import { STANDARD_INPUT } from './paths.ts'

const CHUNK_BYTES = 128 * 1024
const STANDARD_INPUT_DESCRIPTOR = 0
const RETRY_MS = 5

const openDescriptor = promisify(open)
const closeDescriptor = promisify(close)
const statDescriptor = promisify(fstat)
const readDescriptor = promisify(read)

export class RawBytes implements AsyncIterable<Uint8Array> {
  /** Bytes on disk; `null` where they cannot be known in advance (standard input, pipes). */
  readonly size: number | null
  readonly #descriptor: number
  readonly #signal: AbortSignal
  readonly #hash = createHash('sha256')
  #count = 0
  #closed = false

  private constructor(descriptor: number, size: number | null, signal: AbortSignal) {
    this.#descriptor = descriptor
    this.size = size
    this.#signal = signal
  }

  /** @param label the file's harmless name, for messages */
  static async open(path: string, label: string, signal: AbortSignal): Promise<RawBytes> {
    if (path === STANDARD_INPUT) return new RawBytes(STANDARD_INPUT_DESCRIPTOR, null, signal)
    try {
      const descriptor = await openDescriptor(path, 'r')
      const status = await statDescriptor(descriptor)
      if (!status.isDirectory()) {
        // Some systems' virtual files report no size and hold bytes all the same.
        const size = status.isFile() && status.size > 0 ? status.size : null
        return new RawBytes(descriptor, size, signal)
      }
      await closeDescriptor(descriptor)
    } catch (error) {
      // No cause: the system's message holds the path.
      if (codeOf(error) === 'ENOENT') throw new AppError('FILE_MISSING', `${label} is not there`)
      throw new AppError('READ_FAILED', `${label} cannot be opened`)
    }
    throw new AppError('READ_FAILED', `${label} is a folder`)
  }

  /** Bytes read so far. */
  get count(): number {
    return this.#count
  }

  /** Every iterator goes on where the last one stopped; leaving one early loses nothing. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      stopIfAborted(this.#signal)
      const chunk = await this.#next()
      if (chunk.length === 0) return
      this.#hash.update(chunk)
      this.#count += chunk.length
      yield chunk
    }
  }

  /** Reads what is left, and gives the SHA-256 of all bytes in hexadecimal. To be called once. */
  async digest(): Promise<string> {
    for await (const _ of this);
    if (this.size !== null) await this.#checkUnchanged(this.size)
    return this.#hash.digest('hex')
  }

  async close(): Promise<void> {
    if (this.#closed || this.#descriptor === STANDARD_INPUT_DESCRIPTOR) return
    this.#closed = true
    await closeDescriptor(this.#descriptor)
  }

  async #next(): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    for (;;) {
      try {
        const { bytesRead } = await this.#read(buffer)
        return buffer.subarray(0, bytesRead)
      } catch (error) {
        if (error instanceof AppError) throw error
        // Windows ends a closed pipe with this code.
        if (codeOf(error) === 'EOF') return buffer.subarray(0, 0)
        if (codeOf(error) !== 'EAGAIN') {
          throw new AppError('READ_FAILED', 'the file cannot be read', { cause: error })
        }
        await pause(RETRY_MS)
        stopIfAborted(this.#signal)
      }
    }
  }

  /** A read of standard input may wait for ever, so there an interrupt wins at once. */
  #read(buffer: Buffer): Promise<{ bytesRead: number }> {
    const reading = readDescriptor(this.#descriptor, buffer, 0, buffer.length, null)
    return this.#descriptor === STANDARD_INPUT_DESCRIPTOR
      ? unlessAborted(reading, this.#signal)
      : reading
  }

  async #checkUnchanged(size: number): Promise<void> {
    const { size: sizeNow } = await statDescriptor(this.#descriptor)
    if (this.#count !== size || sizeNow !== size) {
      throw new AppError('READ_FAILED', 'the file changed while it was read')
    }
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const stop = (): void => reject(new AppError('INTERRUPTED', 'interrupted'))
  signal.addEventListener('abort', stop, { once: true })
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  return promise
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
