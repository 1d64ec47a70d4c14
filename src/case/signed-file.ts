/** A file with its signature beside it: both are written or neither, and whoever has the public key can check them. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../core/error.ts'
import { printable } from '../core/printable.ts'
import { fingerprint, isSignedBeside } from '../reports/signature.ts'
import { writeNew } from './new-file.ts'
import { checkingKey } from './signing-key.ts'

const beside = (path: string): string => `${path}.sig`

/** @throws AppError OUTPUT_EXISTS, DISK_FULL */
export function writeSigned(
  path: string,
  { text, signature }: { readonly text: string; readonly signature: Uint8Array | null },
): void {
  if (signature !== null) writeNew(beside(path), signature, 'output')
  try {
    writeNew(path, text, 'output')
  } catch (error) {
    if (signature !== null) rmSync(beside(path), { force: true })
    throw error
  }
}

export interface SignedFile {
  readonly file: string
  readonly isSigned: boolean
  /** Of the key that was given. */
  readonly fingerprint: string
}

export const isSignedFile = (path: string): boolean => existsSync(beside(path))

/** @throws AppError FILE_MISSING, USAGE where no key is given: the file beside names none */
export function verifySigned(path: string, keyPath: string | null): SignedFile {
  if (keyPath === null)
    throw new AppError('USAGE', 'the signature beside the file names no key', {
      hint: '--key is the public key of whoever should have signed it',
    })
  const key = checkingKey(keyPath)
  return {
    file: printable(basename(path)),
    isSigned: isSignedBeside(bytesOf(path), bytesOf(beside(path)), key),
    fingerprint: fingerprint(key),
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new AppError('FILE_MISSING', 'the file or its signature cannot be read', { cause })
  }
}
