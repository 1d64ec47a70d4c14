/** The sealed box: AES-256-GCM over everything derived from a cell, bound to its place in the store (docs/store.md). */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { AppError } from '../core/error.ts'
import type { CaseKey } from '../tokens/case-key.ts'
import { lengthPrefixed } from '../tokens/derive.ts'

/** Where a box stands; a box opened anywhere else fails. */
export interface Place {
  readonly table: string
  readonly kind: string
  readonly version: string
  readonly owner: number
  readonly ordinal: number
  readonly count: number
}

/** What `owner` counts, where it is no part. */
const OWNERS: Readonly<Record<string, string>> = { run: 'run', custody: 'source' }
const NONCE_BYTES = 12
const TAG_BYTES = 16

export class Sealer {
  /** Made once: boxes are many, and a key of bytes is looked at anew for each. */
  readonly #key: KeyObject
  readonly #prefix: Buffer
  constructor(key: CaseKey) {
    this.#key = createSecretKey(key.derivation.subkey('seal'))
    this.#prefix = Buffer.concat([Buffer.from('leakcheck/seal/1'), Buffer.from(key.caseId, 'hex')])
  }

  seal(place: Place, plain: Uint8Array): Buffer {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#bind(place))
    const body = cipher.update(plain)
    cipher.final()
    return Buffer.concat([nonce, body, cipher.getAuthTag()])
  }

  /** @throws AppError STORE_DAMAGED when the box was changed, moved or cut */
  open(place: Place, box: Uint8Array): Buffer {
    try {
      return this.#decrypt(place, box)
    } catch (cause) {
      const where = `${place.table} ${place.ordinal} of ${OWNERS[place.table] ?? 'part'} ${place.owner}`
      throw new AppError('STORE_DAMAGED', `${where} does not open under the case key`, { cause })
    }
  }

  #decrypt(place: Place, box: Uint8Array): Buffer {
    const bytes = Buffer.from(box.buffer, box.byteOffset, box.length)
    const tagAt = bytes.length - TAG_BYTES
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(this.#bind(place)).setAuthTag(bytes.subarray(tagAt))
    const plain = decipher.update(bytes.subarray(NONCE_BYTES, tagAt))
    decipher.final()
    return plain
  }

  #bind(place: Place): Buffer {
    const numbers = Buffer.alloc(12)
    numbers.writeUInt32LE(place.owner, 0)
    numbers.writeUInt32LE(place.ordinal, 4)
    numbers.writeUInt32LE(place.count, 8)
    const words = [place.table, place.kind, place.version].map(lengthPrefixed)
    return Buffer.concat([this.#prefix, ...words, numbers])
  }
}
