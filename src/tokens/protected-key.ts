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

/** @param recipient `age1…` @throws AppError USAGE where it is none */
export async function protectFor(line: string, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
    return await encrypter.encrypt(line)
  } catch (cause) {
    throw new AppError('USAGE', '--to takes an age recipient', { hint: '--to age1…', cause })
  }
}

/** A file for a recipient rather than under a passphrase: leakcheck never asks for somebody's identity. */
const isForRecipient = (bytes: Uint8Array): boolean =>
  /^age-encryption\.org\/v1\n-> (?!scrypt )/.test(
    Buffer.from(bytes.subarray(0, 64)).toString('latin1'),
  )

/** @throws AppError KEY_LOCKED for a wrong passphrase or a damaged age file */
export async function unprotect(bytes: Uint8Array, ask: () => Promise<string>): Promise<string> {
  if (isForRecipient(bytes)) {
    throw new AppError(
      'KEY_LOCKED',
      'the key file is for an age recipient, not under a passphrase',
      {
        hint: 'age --decrypt -i IDENTITY FILE | leakcheck key import -',
      },
    )
  }
  const decrypter = new Decrypter()
  decrypter.addPassphrase(await ask())
  try {
    return await decrypter.decrypt(bytes, 'text')
  } catch (cause) {
    throw new AppError('KEY_LOCKED', 'the passphrase does not open the key file', { cause })
  }
}
