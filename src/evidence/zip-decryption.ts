/** Encrypted members of a zip archive: WinZip's AES (AE-1, AE-2) and the old encryption. */
import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'
import { Damage } from '../core/damage.ts'
import { ZipCrypto } from '../kernels/zip-crypto.ts'
import { wrongPassword } from './archive-context.ts'
import type { ByteSource } from './byte-source.ts'

const SLICE_BYTES = 64 * 1024
const HEADER_BYTES = 12
const AES_BLOCK_BYTES = 16
const VERIFIER_BYTES = 2
const SUM_BYTES = 10
const ROUNDS = 1000

/** How a member is encrypted. */
export type ZipEncryption =
  /** @property check the byte with which the decrypted header ends */
  | { readonly kind: 'old'; readonly check: number }
  | { readonly kind: 'aes'; readonly keyBytes: number }

/** The bytes of an encrypted member, as they were before. Throws INPUT_UNREADABLE for a wrong password, Damage. */
export function decrypted(
  source: ByteSource,
  bytes: number,
  encryption: ZipEncryption,
  password: string,
): AsyncGenerator<Uint8Array> {
  return encryption.kind === 'old'
    ? decryptOld(source, encryption.check, password)
    : decryptAes(source, bytes, encryption.keyBytes, password)
}

async function* decryptOld(
  source: ByteSource,
  check: number,
  password: string,
): AsyncGenerator<Uint8Array> {
  const cipher = new ZipCrypto(Buffer.from(password))
  const header = cipher.decrypt(await source.exactly(HEADER_BYTES))
  if (header.at(-1) !== check) throw wrongPassword('the archive')
  for (;;) {
    const slice = await source.some(SLICE_BYTES)
    if (slice.length === 0) return
    yield cipher.decrypt(slice)
  }
}

async function* decryptAes(
  source: ByteSource,
  bytes: number,
  keyBytes: number,
  password: string,
): AsyncGenerator<Uint8Array> {
  const salt = await source.exactly(keyBytes / 2)
  const derived = pbkdf2Sync(password, salt, ROUNDS, 2 * keyBytes + VERIFIER_BYTES, 'sha1')
  const verifier = await source.exactly(VERIFIER_BYTES)
  if (!derived.subarray(2 * keyBytes).equals(verifier)) throw wrongPassword('the archive')
  const sum = createHmac('sha1', derived.subarray(keyBytes, 2 * keyBytes))
  const stream = new KeyStream(derived.subarray(0, keyBytes))
  let left = bytes - salt.length - VERIFIER_BYTES - SUM_BYTES
  if (left < 0) throw new Damage()
  while (left > 0) {
    const slice = await source.exactly(Math.min(left, SLICE_BYTES))
    left -= slice.length
    sum.update(slice)
    yield stream.applied(slice)
  }
  const stated = await source.exactly(SUM_BYTES)
  if (!sum.digest().subarray(0, SUM_BYTES).equals(stated)) throw new Damage()
}

/** AES in counter mode with the counter's lowest byte first, which node:crypto does not have. */
class KeyStream {
  readonly #cipher: ReturnType<typeof createCipheriv>
  #counter = 0n

  constructor(key: Uint8Array) {
    this.#cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null)
  }

  /** All slices but the last must be whole blocks. */
  applied(slice: Uint8Array): Uint8Array {
    const counters = Buffer.alloc(Math.ceil(slice.length / AES_BLOCK_BYTES) * AES_BLOCK_BYTES)
    for (let at = 0; at < counters.length; at += AES_BLOCK_BYTES) {
      counters.writeBigUInt64LE(++this.#counter, at)
    }
    const mask = this.#cipher.update(counters)
    return slice.map((byte, at) => byte ^ (mask[at] ?? 0))
  }
}
