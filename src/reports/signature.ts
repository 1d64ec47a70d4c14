/**
 * Signed reports, Ed25519 (RFC 8032): in JSON over the canonical form of everything in it but the signature itself; of any other
 * file over its bytes as they are, in a file beside it, so that `openssl pkeyutl -verify -rawin` checks it without leakcheck.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'

export interface Signature {
  readonly algorithm: 'Ed25519'
  /** The signer's public key, SPKI in base64. */
  readonly publicKey: string
  readonly value: string
}

export function signatureOf(report: object, key: KeyObject): Signature {
  return {
    algorithm: 'Ed25519',
    publicKey: spki(createPublicKey(key)).toString('base64'),
    value: sign(null, signedBytes(report), key).toString('base64'),
  }
}

/** @param report without its signature */
export const isSignedBy = (report: object, { value }: Signature, key: KeyObject): boolean =>
  typeof value === 'string' && verify(null, signedBytes(report), key, Buffer.from(value, 'base64'))

/** The 64 bytes of the file beside. */
export const detachedSignature = (bytes: Uint8Array, key: KeyObject): Uint8Array =>
  sign(null, bytes, key)

export const isSignedBeside = (bytes: Uint8Array, value: Uint8Array, key: KeyObject): boolean =>
  verify(null, bytes, key, value)

/** What is compared by eye: SHA-256 of the public key, in base64 as OpenSSH shows it. */
export const fingerprint = (key: KeyObject): string =>
  `SHA256:${createHash('sha256').update(spki(key)).digest('base64').replace(/=+$/, '')}`

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

const signedBytes = (report: object): Buffer =>
  Buffer.from(`leakcheck/report/1\n${canonicalJson(report)}`, 'utf8')
