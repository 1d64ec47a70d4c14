/** The distinct values of one coded attribute of a part, numbered as they come. */
import type { EncodedValue } from '../tokens/record.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

export class DictionaryWriter {
  readonly #codes = new Map<string, number>()
  readonly #halves: number[] = []

  /** The code of a value, from 1; a new value gets the next one. */
  code({ canonical, exact }: EncodedValue): number {
    const halves = [canonical.low, canonical.high, exact.low, exact.high]
    const key = halves.join(' ')
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    this.#halves.push(...halves)
    this.#codes.set(key, this.#codes.size + 1)
    return this.#codes.size
  }

  get count(): number {
    return this.#codes.size
  }

  encode(): Buffer {
    const writer = new ByteWriter()
    writer.column(this.#halves, 4)
    return writer.finish()
  }
}

/** Entry e: canonical low, canonical high, exact low, exact high at `4e`. */
export const decodeDictionary = (bytes: Buffer, count: number): Uint32Array =>
  new ByteReader(bytes).u32(count * 4)
