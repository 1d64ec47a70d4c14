/** Keys that sign reports and check them: Ed25519 in PEM, as `openssl genpkey -algorithm ed25519` writes them. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AppError } from '../core/error.ts'
import type { Signature } from '../reports/signature.ts'

/** @throws AppError FILE_MISSING, USAGE */
export const signingKey = (path: string): KeyObject =>
  keyIn(path, createPrivateKey, 'the signing key is no Ed25519 private key in PEM', {
    hint: 'openssl genpkey -algorithm ed25519 -out sign.pem makes one',
  })

/** @throws AppError FILE_MISSING, USAGE */
export const checkingKey = (path: string): KeyObject =>
  keyIn(path, createPublicKey, 'the key to check with is no Ed25519 public key in PEM', {
    hint: 'openssl pkey -in sign.pem -pubout -out sign.pub.pem makes it from the signing key',
  })

/** The public key that a signature names; `null` where it is none. */
export function keyOf({ publicKey }: Signature): KeyObject | null {
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

function keyIn(
  path: string,
  create: (pem: string) => KeyObject,
  message: string,
  { hint }: { readonly hint: string },
): KeyObject {
  const pem = pemIn(path)
  try {
    const key = create(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new AppError('USAGE', message, { hint, cause })
  }
  throw new AppError('USAGE', message, { hint })
}

function pemIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('FILE_MISSING', 'the key file cannot be read', { cause })
  }
}
