/** Plaintext in wrappers that neither print nor serialise: nothing personal reaches a log, an error or SQL by accident. */

const REDACTED = '[redacted]'
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** A keyed hash of one canonical identifier, 16 bytes; safe to store. */
export type Token = Brand<Uint8Array, 'Token'>

/** Rows of text cells as they came out of a file; `expose()` is called only where plaintext may be handled. */
export class PlaintextRows {
  readonly #rows: readonly (readonly string[])[]
  constructor(rows: readonly (readonly string[])[]) {
    this.#rows = rows
  }
  get length(): number {
    return this.#rows.length
  }
  expose(): readonly (readonly string[])[] {
    return this.#rows
  }
  toString(): string {
    return REDACTED
  }
  toJSON(): string {
    return REDACTED
  }
  [INSPECT](): string {
    return REDACTED
  }
}

/** One text that came from a file (a header, a member name, a query) and may name somebody. */
export class Plaintext {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  expose(): string {
    return this.#value
  }
  toString(): string {
    return REDACTED
  }
  toJSON(): string {
    return REDACTED
  }
  [INSPECT](): string {
    return REDACTED
  }
}
