/** The case key: 256 random bits bound to one case id, its one-line text form, and what may be shown of it. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../core/error.ts'
import { crc32c } from './crc32c.ts'
import { KeyDerivation } from './derive.ts'

const WORD = 'leakcheck-key-1'
const LINE = /^leakcheck-key-1 ([0-9a-f]{32}) ([A-Za-z0-9_-]{43}) ([0-9a-f]{8})\r?\n?$/

export class CaseKey {
  /** 16 bytes as 32 hexadecimal digits. */
  readonly caseId: string
  readonly derivation: KeyDerivation
  readonly #key: Buffer

  private constructor(caseId: Buffer, key: Buffer) {
    this.caseId = caseId.toString('hex')
    this.#key = key
    this.derivation = new KeyDerivation(caseId, key)
  }

  static generate(): CaseKey {
    return new CaseKey(randomBytes(16), randomBytes(32))
  }

  /** Reads the text of a key file. @throws AppError KEY_DAMAGED */
  static parse(text: string): CaseKey {
    const [, id, key, sum] = LINE.exec(text) ?? []
    if (id === undefined || key === undefined) {
      throw new AppError('KEY_DAMAGED', 'the key file is not a whole leakcheck key')
    }
    if (crc32c(`${WORD} ${id} ${key}`) !== sum) {
      throw new AppError('KEY_DAMAGED', 'the key file fails its checksum')
    }
    return new CaseKey(Buffer.from(id, 'hex'), Buffer.from(key, 'base64url'))
  }

  /** The secret line itself, for a key file of mode 0600 and nothing else. */
  exposeLine(): string {
    const body = `${WORD} ${this.caseId} ${this.#key.toString('base64url')}`
    return `${body} ${crc32c(body)}\n`
  }

  /** 16 bytes that tell a wrong key without giving the right one away. */
  checkValue(): Buffer {
    return this.derivation.subkey('check').subarray(0, 16)
  }

  /** 32 bytes that bind the trail and every report to this key. */
  commitment(): Buffer {
    return this.derivation.subkey('commit')
  }

  opens(checkValue: Uint8Array): boolean {
    return checkValue.length === 16 && timingSafeEqual(this.checkValue(), checkValue)
  }

  toJSON(): string {
    return '[redacted]'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[redacted]'
  }
}
