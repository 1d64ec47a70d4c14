/** Subkeys of the case key: HKDF-SHA-256 (RFC 5869) with one unmistakable `info` for each use. */
import { createHmac } from 'node:crypto'

export const PURPOSES = ['token', 'attribute', 'seal', 'trail', 'check', 'commit'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Length-prefixed UTF-8, so that no two different lists of texts give the same bytes. */
export function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Derives the 32-byte subkeys of one case. Format 1 of the store freezes the construction (docs/store.md). */
export class KeyDerivation {
  readonly #extracted: Buffer
  /**
   * @param caseId  16 bytes, the salt
   * @param caseKey 32 bytes
   */
  constructor(caseId: Uint8Array, caseKey: Uint8Array)
  /** @param extracted what another one gave a worker of this process */
  constructor(extracted: Uint8Array)
  constructor(first: Uint8Array, caseKey?: Uint8Array) {
    this.#extracted =
      caseKey === undefined
        ? Buffer.from(first)
        : createHmac('sha256', first).update(caseKey).digest()
  }

  /** The secret from which all subkeys follow, as good as the case key: for a worker of this process and nothing else. */
  forWorker(): Uint8Array {
    return Uint8Array.from(this.#extracted)
  }

  subkey(purpose: Purpose, subject = '', version = '1'): Buffer {
    const info = [
      Buffer.from('leakcheck/kdf/1'),
      ...[purpose, subject, version].map(lengthPrefixed),
    ]
    // One block of HKDF-Expand is 32 bytes: T(1) = HMAC(PRK, info | 0x01).
    return createHmac('sha256', this.#extracted)
      .update(Buffer.concat([...info, Buffer.of(1)]))
      .digest()
  }
}
