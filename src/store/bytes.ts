/** Little-endian writing and reading of fixed-width columns. */
import { AppError } from '../core/error.ts'
import { bytesOf } from '../kernels/entries.ts'

export class ByteWriter {
  #bytes = Buffer.alloc(4096)
  #length = 0

  /** Appends `width` bytes (1 to 4) of each unsigned number. */
  column(values: ArrayLike<number>, width: number): void {
    this.#reserve(values.length * width)
    let at = this.#length
    for (let i = 0; i < values.length; i++) {
      let value = values[i]!
      for (let byte = 0; byte < width; byte++, value >>>= 8) this.#bytes[at++] = value
    }
    this.#length = at
  }

  /** Appends columns as they stand in memory: every machine that Node 24 runs on here is little-endian. */
  words(values: Uint32Array | Uint16Array | Int32Array): void {
    this.raw(bytesOf(values))
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** Reads what `ByteWriter` wrote. @throws AppError STORE_DAMAGED past the end */
export class ByteReader {
  readonly #bytes: Buffer
  #at = 0
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  u8(count: number): Uint8Array {
    return Uint8Array.from(this.raw(count))
  }

  u16(count: number): Uint16Array {
    return this.#aligned(Uint16Array, count, 2)
  }

  u32(count: number): Uint32Array {
    return this.#aligned(Uint32Array, count, 4)
  }

  i32(count: number): Int32Array {
    return this.#aligned(Int32Array, count, 4)
  }

  u24(count: number): Uint32Array {
    const bytes = this.raw(count * 3)
    return Uint32Array.from({ length: count }, (_, i) => bytes.readUIntLE(i * 3, 3))
  }

  raw(length: number): Buffer {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length)
    if (bytes.length !== length)
      throw new AppError('STORE_DAMAGED', 'a box is shorter than its count')
    this.#at += length
    return bytes
  }

  rest(): Buffer {
    return this.raw(this.#bytes.length - this.#at)
  }

  #aligned<T>(
    Type: new (buffer: ArrayBuffer) => T, // Copied first: a typed array must start at a multiple of its width.
    count: number,
    width: number,
  ): T {
    const copy = new ArrayBuffer(count * width)
    new Uint8Array(copy).set(this.raw(count * width))
    return new Type(copy)
  }
}
