/** The records of a first look: those that hold a token in the first part of token space, which is the same cut in every source. */
import type { Token } from '../core/secret.ts'
import type { EncodedIdentifier } from './record.ts'

const HEADS = 2 ** 32

export class QuickCut {
  /** The part of token space, in (0, 1). */
  readonly fraction: number
  /** The first 32 bits from which on a token is outside. */
  readonly #end: number

  constructor(fraction: number) {
    this.fraction = fraction
    this.#end = fraction * HEADS
  }

  holdsAny(identifiers: readonly EncodedIdentifier[]): boolean {
    return identifiers.some(({ tokens }) => tokens.some((token) => this.holds(token)))
  }

  /** The same for the first four bytes of a token as a word, little-endian. */
  holdsHead(word: number): boolean {
    const [first, second] = [word & 0xff, (word >>> 8) & 0xff]
    return first * 2 ** 24 + second * 2 ** 16 + ((word >>> 8) & 0xff00) + (word >>> 24) < this.#end
  }

  holds([first = 0, second = 0, third = 0, fourth = 0]: Token): boolean {
    return first * 2 ** 24 + second * 2 ** 16 + third * 2 ** 8 + fourth < this.#end
  }
}
