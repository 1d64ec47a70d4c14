/** Gzip unpacked as it streams: all members, a limit on its ratio, and no break in it taken for an end. */
import { createGunzip, type Gunzip } from 'node:zlib'
import { AppError } from '../core/error.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'

/** Unpacked bytes from which on the ratio counts: small files of one repeated row pack better than any limit. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024
const RATIO_LIMIT = 250
/** Deflate reaches 1032:1, so one slice unpacks to 16 MiB at most before the ratio is looked at. */
const SLICE_BYTES = 16 * 1024

export interface Unpacked {
  readonly bytes: AsyncIterable<Uint8Array>
  /** Known once `bytes` is exhausted. */
  ending(): Ending
}

export function gunzip(packed: AsyncIterable<Uint8Array>): Unpacked {
  let ending: Ending = WHOLE
  const broken = (offset: number): void => {
    ending = brokenOff('the gzip data breaks off or is damaged', `packed byte ${offset}`)
  }
  return { bytes: unpack(packed, broken), ending: () => ending }
}

async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  broken: (offset: number) => void,
): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater()
  let offset = 0
  let unpacked = 0
  try {
    for await (const slice of slices(packed)) {
      const intact = await inflater.write(slice)
      const pieces = inflater.take()
      offset += slice.length
      unpacked += pieces.reduce((sum, piece) => sum + piece.length, 0)
      checkRatio(offset, unpacked)
      yield* pieces
      if (!intact) return broken(offset)
    }
    if (!(await inflater.end())) broken(offset)
    yield* inflater.take()
  } finally {
    inflater.destroy()
  }
}

async function* slices(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of packed) {
    for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
      yield chunk.subarray(start, start + SLICE_BYTES)
    }
  }
}

/** node:zlib's gunzip, one awaited slice at a time: as a pipe it would drop what it unpacked just before an error. */
class Inflater {
  readonly #stream: Gunzip = createGunzip()
  readonly #failed: Promise<false>
  #produced: Buffer[] = []
  /** The last member ended and zeros follow it. */
  #padded = false

  constructor() {
    this.#stream.on('data', (piece: Buffer) => this.#produced.push(piece))
    this.#failed = new Promise((resolve) => this.#stream.once('error', () => resolve(false)))
  }

  /** Resolves when all of the slice is unpacked; to `false` where it is damaged. */
  async write(slice: Uint8Array): Promise<boolean> {
    if (this.#padded) return isPadding(slice)
    const before = this.#stream.bytesWritten
    const written = new Promise<true>((resolve) => this.#stream.write(slice, () => resolve(true)))
    const failed = (await Promise.race([this.#failed, written])) === false
    if (failed || this.#stream.errored !== null) return false
    const unread = slice.subarray(this.#stream.bytesWritten - before)
    this.#padded = unread.length > 0
    return isPadding(unread)
  }

  /** What was unpacked since the last time. */
  take(): Buffer[] {
    const pieces = this.#produced
    this.#produced = []
    return pieces
  }

  /** The last look: to `false` where a member is cut short. */
  end(): Promise<boolean> {
    if (this.#padded) return Promise.resolve(true)
    const ended = new Promise<true>((resolve) => this.#stream.once('end', () => resolve(true)))
    this.#stream.end()
    return Promise.race([this.#failed, ended])
  }

  destroy(): void {
    this.#stream.destroy()
  }
}

const isPadding = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

function checkRatio(packed: number, unpacked: number): void {
  if (unpacked > RATIO_FREE_BYTES && unpacked > RATIO_LIMIT * packed) {
    throw new AppError('INPUT_LIMIT', `gzip data unpacks to over ${RATIO_LIMIT} times its size`)
  }
}
