/** A key file under a passphrase: the same one line inside an age file (scrypt). */
import { Decrypter, Encrypter } from 'age-encryption'
import { AppError } from '../core/error.ts'

const AGE_HEADER = 'age-encryption.org/v1'

export const isProtected = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, AGE_HEADER.length)).toString('latin1') === AGE_HEADER

export async function protect(line: string, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(line)
}

/** @throws AppError KEY_LOCKED for a wrong passphrase or a damaged age file */
export async function unprotect(bytes: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(bytes, 'text')
  } catch (cause) {
    throw new AppError('KEY_LOCKED', 'the passphrase does not open the key file', { cause })
  }
}
