/** Bytes that come in chunks, taken in the amounts that a format asks for. */
import { Damage } from '../core/damage.ts'

const NOTHING = new Uint8Array()

export class ByteSource {
  /** Bytes taken so far. */
  position = 0
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array = NOTHING
  #ended = false

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]()
  }

  /** The bytes ahead, not yet taken; fewer than `count` only at the end. */
  async peek(count: number): Promise<Uint8Array> {
    const chunks = [this.#held]
    let length = this.#held.length
    while (length < count && !this.#ended) {
      const next = await this.#chunks.next()
      if (next.done) this.#ended = true
      else {
        chunks.push(next.value)
        length += next.value.length
      }
    }
    if (chunks.length > 1)
      this.#held =
        chunks.length === 2 && chunks[0]?.length === 0
          ? (chunks[1] ?? NOTHING)
          : Buffer.concat(chunks)
    return this.#held.subarray(0, count)
  }

  /** Passes over bytes that were peeked at. */
  skip(count: number): void {
    this.#held = this.#held.subarray(count)
    this.position += count
  }

  /** At least one byte and at most `most`; none at the end. */
  async some(most: number): Promise<Uint8Array> {
    const bytes = (await this.peek(1)).length === 0 ? NOTHING : this.#held.subarray(0, most)
    this.skip(bytes.length)
    return bytes
  }

  /** Throws Damage where fewer are left; those are taken. */
  async exactly(count: number): Promise<Uint8Array> {
    const bytes = await this.peek(count)
    this.skip(bytes.length)
    if (bytes.length < count) throw new Damage()
    return bytes
  }

  async isAtEnd(): Promise<boolean> {
    return (await this.peek(1)).length === 0
  }

  /** The next bytes as they come; fewer than `count` only at the end. */
  async *stream(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0; ) {
      const bytes = await this.some(left)
      if (bytes.length === 0) return
      left -= bytes.length
      yield bytes
    }
  }
}
