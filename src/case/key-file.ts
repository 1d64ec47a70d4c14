/** The key file on disk: where it is, who may read it, how it is opened and made. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../core/error.ts'
import { CaseKey } from '../tokens/case-key.ts'
import { isProtected, protect, unprotect } from '../tokens/protected-key.ts'
import type { Environment } from './environment.ts'

export interface OpenedKey {
  readonly key: CaseKey
  readonly path: string
  readonly isProtected: boolean
}

export function keyPath(
  { keyFile, keyFolder, workingFolder }: Environment,
  caseId: string,
): string {
  return keyFile === null ? join(keyFolder, `${caseId}.key`) : resolve(workingFolder, keyFile)
}

/** @throws AppError KEY_MISSING, KEY_EXPOSED, KEY_DAMAGED, KEY_LOCKED */
export async function openKey(environment: Environment, caseId: string): Promise<OpenedKey> {
  const path = keyPath(environment, caseId)
  const bytes = readKey(path)
  const closed = isProtected(bytes)
  const line = closed
    ? await unprotect(bytes, await passphraseFor(environment, 'open'))
    : bytes.toString('latin1')
  return { key: CaseKey.parse(line), path, isProtected: closed }
}

function readKey(path: string): Buffer {
  if (!existsSync(path)) throw new AppError('KEY_MISSING', 'the key of this case is not there')
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new AppError('KEY_EXPOSED', 'others on this machine can read the key file')
  }
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new AppError('KEY_MISSING', 'the key file cannot be read', { cause })
  }
}

/** Writes a key where no file is. @throws AppError KEY_EXISTS */
export async function writeKey(
  environment: Environment,
  path: string,
  key: CaseKey,
  withPassphrase: boolean,
): Promise<void> {
  const line = key.exposeLine()
  const bytes = withPassphrase
    ? await protect(line, await passphraseFor(environment, 'protect'))
    : Buffer.from(line, 'latin1')
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  createPrivate(path, bytes)
}

function createPrivate(path: string, bytes: Uint8Array): void {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (cause) {
    throw new AppError(
      'KEY_EXISTS',
      'the key file is already there or its folder cannot be written',
      { cause },
    )
  }
  try {
    writeSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

async function passphraseFor(
  environment: Environment,
  purpose: 'open' | 'protect',
): Promise<string> {
  const passphrase = await environment.passphrase(purpose)
  if (passphrase === null || passphrase === '') {
    throw new AppError('KEY_LOCKED', 'the key file needs a passphrase and none was given')
  }
  return passphrase
}
