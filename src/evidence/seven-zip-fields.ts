/** The fields that a 7z header is made of, read one after the other. Throws Damage wherever they run out or run over. */
import { Damage } from '../core/damage.ts'

const INSIDE = 0

export class SevenZipFields {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new Damage()
    return byte
  }

  bytes(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#at) throw new Damage()
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  expect(mark: number): void {
    if (this.byte() !== mark) throw new Damage()
  }

  /** What follows stands here, and not in another stream. */
  expectInside(): void {
    this.expect(INSIDE)
  }

  /** As many bits as are set at the front of the first byte say how many bytes follow, lowest first; its other bits are the highest. */
  number(): number {
    const first = this.byte()
    let value = 0
    let scale = 1
    let mask = 0x80
    for (; mask > 0 && (first & mask) !== 0; mask >>= 1) {
      value += this.byte() * scale
      scale *= 256
    }
    value += (first & Math.max(0, mask - 1)) * scale
    if (!Number.isSafeInteger(value)) throw new Damage()
    return value
  }

  /** A number of things, at most `most` of them. */
  count(most: number): number {
    const count = this.number()
    if (count > most) throw new Damage()
    return count
  }

  numbers(count: number): number[] {
    return Array.from({ length: count }, () => this.number())
  }

  /** A bit for each, highest first. */
  flags(count: number): boolean[] {
    const bytes = this.bytes(Math.ceil(count / 8))
    return Array.from(
      { length: count },
      (_, i) => (((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) === 1,
    )
  }

  /** CRC-32s; `null` for those that are not there. */
  checksums(count: number): (number | null)[] {
    return this.#given(count, () => this.#word())
  }

  attributes(count: number): (number | null)[] {
    const given = this.#whichAre(count)
    this.expectInside()
    return given.map((isGiven) => (isGiven ? this.#word() : null))
  }

  /** Names in UTF-16, each with a zero behind it. */
  names(count: number): string[] {
    this.expectInside()
    const names = this.#bytes.toString('utf16le', this.#at).split('\0')
    if (names.length < count + 1) throw new Damage()
    return names.slice(0, count)
  }

  #given<T>(count: number, read: () => T): (T | null)[] {
    return this.#whichAre(count).map((isGiven) => (isGiven ? read() : null))
  }

  #whichAre(count: number): boolean[] {
    return this.byte() === 0 ? this.flags(count) : Array.from({ length: count }, () => true)
  }

  #word(): number {
    return Buffer.from(this.bytes(4)).readUInt32LE()
  }
}
