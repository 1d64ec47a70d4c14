/** Canonical identifiers to keyed tokens, and canonical attribute forms to keyed fingerprints. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { IdentifierKind } from '../core/kinds.ts'
import type { Token } from '../core/secret.ts'
import type { KeyDerivation } from './derive.ts'
import { type Hash64, SipHash } from './siphash.ts'

export const TOKEN_BYTES = 16

/** Makes the tokens of one identifier kind under one version of its normaliser. */
export class Tokeniser {
  readonly #key: KeyObject
  constructor(derivation: KeyDerivation, kind: IdentifierKind, version: string) {
    this.#key = createSecretKey(derivation.subkey('token', kind, version))
  }
  token(canonical: string): Token {
    const digest = createHmac('sha256', this.#key).update(canonical, 'utf8').digest()
    // Copied: a view would keep the digest's memory outside the heap alive, where the collector does not see its weight.
    return new Uint8Array(digest.subarray(0, TOKEN_BYTES)) as Token
  }
}

const encoder = new TextEncoder()
/** Long enough for any name or code; longer texts get bytes of their own. */
const scratch = new Uint8Array(1024)
const BYTES_A_UNIT = 3

/** The UTF-8 bytes of a text, valid until the next call. */
function utf8(text: string): Uint8Array {
  if (text.length * BYTES_A_UNIT > scratch.length) return encoder.encode(text)
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written)
}

/** Makes the fingerprints of one form (`name/folded`, `district/exact`, …); never 0, which means blank. */
export class Fingerprinter {
  readonly #sip: SipHash
  constructor(derivation: KeyDerivation, subject: string, version: string) {
    this.#sip = new SipHash(derivation.subkey('attribute', subject, version))
  }
  hash64(text: string): Hash64 {
    const { low, high } = this.#sip.hash(utf8(text))
    return low === 0 && high === 0 ? { low: 1, high: 0 } : { low, high }
  }
  /** The low `bits` (at most 32) of the hash. */
  bits(text: string, bits: number): number {
    const { low } = this.hash64(text)
    return (bits === 32 ? low : low & (2 ** bits - 1)) || 1
  }
}
