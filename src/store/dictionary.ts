/** The dictionary of one coded attribute of a part, and the codes of encoders in its terms. */
import { ValueCodes, valueAt } from '../tokens/value-codes.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

export class DictionaryWriter extends ValueCodes {
  encode(): Buffer {
    const writer = new ByteWriter()
    writer.column(this.halves(), 4)
    return writer.finish()
  }
}

/** The codes of one encoder in terms of a dictionary. Values enter the dictionary when a record first has them. */
export class DictionaryTranslation {
  readonly #dictionary: DictionaryWriter
  /** By code of the encoder; 0 for one that no record had yet. */
  #codes = new Uint32Array(1024)
  readonly #halves: number[] = []

  constructor(dictionary: DictionaryWriter) {
    this.#dictionary = dictionary
  }

  /** @param values four halves each, the encoder's next codes */
  learn(values: Uint32Array): void {
    for (const half of values) this.#halves.push(half)
    const codes = this.#halves.length / 4 + 1
    if (codes <= this.#codes.length) return
    const larger = new Uint32Array(2 * codes)
    larger.set(this.#codes)
    this.#codes = larger
  }

  /** @param used codes of the encoder, record by record */
  codes(used: Uint32Array): Uint32Array {
    for (let i = 0; i < used.length; i++) {
      const code = used[i]!
      if (code !== 0 && this.#codes[code] === 0) this.#codes[code] = this.#enter(code)
    }
    return this.#codes
  }

  #enter(code: number): number {
    return this.#dictionary.code(valueAt(this.#halves, code))
  }
}

/** Entry e: canonical low, canonical high, exact low, exact high at `4e`. */
export const decodeDictionary = (bytes: Buffer, count: number): Uint32Array =>
  new ByteReader(bytes).u32(count * 4)
