/** The key file on disk: where it is, who may read it, how it is opened and made. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { syncFolder } from '../store/sync-folder.ts'
import { CaseKey } from '../tokens/case-key.ts'
import { isProtected, protect, unprotect } from '../tokens/protected-key.ts'
import type { Environment, PassphrasePurpose } from './environment.ts'
import { writeNew } from './new-file.ts'

const GENERATE_HINT =
  'a generated one is shown on a terminal only; LEAKCHECK_NEW_PASSPHRASE_FILE names a file with one'

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

/** Whoever takes the folder of a case must not have taken its key. @throws AppError USAGE */
export function refuseInCase(folder: string, path: string): void {
  if (!path.startsWith(folder + sep)) return
  throw new AppError('USAGE', 'the key must not lie in the folder of the case', {
    hint: 'choose another file',
  })
}

/** @throws AppError KEY_MISSING, KEY_EXPOSED, KEY_DAMAGED, KEY_LOCKED */
export async function openKey(environment: Environment, caseId: string): Promise<OpenedKey> {
  const path = keyPath(environment, caseId)
  return { ...(await parseKey(environment, readKey(path))), path }
}

/** The key that a key file holds, in clear or under a passphrase. @throws AppError KEY_DAMAGED, KEY_LOCKED */
export async function parseKey(
  environment: Environment,
  bytes: Buffer,
): Promise<Omit<OpenedKey, 'path'>> {
  const closed = isProtected(bytes)
  const line = closed
    ? await unprotect(bytes, () => passphraseFor(environment, 'open'))
    : bytes.toString('latin1')
  return { key: CaseKey.parse(line), isProtected: closed }
}

/** @throws AppError KEY_MISSING, KEY_EXPOSED */
export function readKey(path: string): Buffer {
  if (!existsSync(path)) throw new AppError('KEY_MISSING', 'the key of this case is not there')
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new AppError('KEY_EXPOSED', 'others on this machine can read the key file')
  }
  if (statSync(path).size > LIMITS.keyFileBytes)
    throw new AppError('KEY_DAMAGED', 'the key file is too long to be one')
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
  writeNew(path, bytes, 'key')
}

export async function passphraseFor(
  environment: Environment,
  purpose: PassphrasePurpose,
): Promise<string> {
  const passphrase = await environment.passphrase(purpose)
  if (passphrase === null || passphrase === '') {
    throw new AppError('KEY_LOCKED', 'the key file needs a passphrase and none was given', {
      ...(purpose === 'generate' ? { hint: GENERATE_HINT } : {}),
    })
  }
  return passphrase
}

/** Puts `bytes` in the place of a file: at every moment either the old or the new one is whole. The old bytes are overwritten. */
export function replacePrivate(path: string, bytes: Uint8Array): void {
  const fresh = `${path}.new`
  rmSync(fresh, { force: true })
  writeNew(fresh, bytes, 'key')
  const old = openSync(path, 'r+')
  try {
    renameSync(fresh, path)
    syncFolder(dirname(path))
    overwrite(old)
  } finally {
    closeSync(old)
  }
}

/** Overwrites and removes a file; drives and backups may keep older bytes of it. */
export function destroyFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    overwrite(file)
  } finally {
    closeSync(file)
  }
  unlinkSync(path)
  syncFolder(dirname(path))
}

function overwrite(file: number): void {
  const { size } = fstatSync(file)
  writeSync(file, Buffer.alloc(size), 0, size, 0)
  fsyncSync(file)
}
