/** node:zlib, one awaited slice at a time: as a pipe it would drop what it unpacked just before an error. */
import type { Gunzip, InflateRaw, ZstdDecompress } from 'node:zlib'
import { Damage } from '../core/damage.ts'

export class ZlibStream {
  readonly #stream: Gunzip | InflateRaw | ZstdDecompress
  readonly #failed: Promise<false>
  #produced: Buffer[] = []

  constructor(stream: Gunzip | InflateRaw | ZstdDecompress) {
    this.#stream = stream
    stream.on('data', (piece: Buffer) => this.#produced.push(piece))
    this.#failed = new Promise((resolve) => stream.once('error', () => resolve(false)))
  }

  /** The code of the error that ended the stream; empty where there was none. */
  get fault(): string {
    const error: unknown = this.#stream.errored
    return error instanceof Error && 'code' in error ? String(error.code) : ''
  }

  /** Resolves when all of the slice is unpacked, to the bytes taken: fewer where the data ended. To `null` where it is damaged. */
  async write(slice: Uint8Array): Promise<number | null> {
    const before = this.#stream.bytesWritten
    const written = new Promise<true>((resolve) => this.#stream.write(slice, () => resolve(true)))
    const isIntact = await Promise.race([this.#failed, written])
    return isIntact && this.#stream.errored === null ? this.#stream.bytesWritten - before : null
  }

  /** What was unpacked since the last time. */
  take(): Buffer[] {
    const pieces = this.#produced
    this.#produced = []
    return pieces
  }

  /** What is unpacked at the end. Throws Damage where that is no end. */
  async *end(): AsyncGenerator<Uint8Array> {
    const ended = new Promise<true>((resolve) => this.#stream.once('end', () => resolve(true)))
    this.#stream.end()
    const isWhole = await Promise.race([this.#failed, ended])
    yield* this.take()
    if (!isWhole) throw new Damage()
  }

  destroy(): void {
    this.#stream.destroy()
  }
}
