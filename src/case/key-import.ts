/** `key import`: a copy of the key put where the case looks for it; checked first, and over nothing. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { STANDARD_INPUT } from '../evidence/paths.ts'
import { standardInput } from '../evidence/standard-input.ts'
import type { Environment } from './environment.ts'
import type { KeyWritten } from './key-export.ts'
import { keyPath, parseKey, readKey, refuseInCase } from './key-file.ts'
import { locateCase } from './locate.ts'
import { writeNew } from './new-file.ts'
import { trailEntry, withLockedCase } from './open-case.ts'

/**
 * A protected copy stays protected. `-` reads it from standard input, so that it needs to stand in no other file.
 * @throws AppError KEY_WRONG, KEY_DAMAGED, KEY_LOCKED, KEY_EXPOSED, KEY_EXISTS
 */
export function importKey(environment: Environment, file: string): Promise<KeyWritten> {
  return withLockedCase(environment, async (locked) => {
    const bytes =
      file === STANDARD_INPUT
        ? await keyFromInput()
        : readKey(resolve(environment.workingFolder, file))
    const { key, isProtected } = await parseKey(environment, bytes)
    const store = locked.unlock(key)
    store.checkState()
    const path = keyPath(environment, key.caseId)
    refuseInCase(locateCase(environment), path)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const wrapping = isProtected ? 'passphrase' : 'plain'
    const entry = trailEntry(environment, 'key import', { wrapping })
    const head = store.change(() => {
      const recorded = store.record(entry)
      writeNew(path, bytes, 'key')
      return recorded
    })
    return { path, caseId: key.caseId, wrapping, head }
  })
}

/** @throws AppError KEY_DAMAGED */
async function keyFromInput(): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of standardInput()) {
    pieces.push(piece)
    length += piece.length
    if (length > LIMITS.keyFileBytes)
      throw new AppError('KEY_DAMAGED', 'what standard input holds is no key file')
  }
  return Buffer.concat(pieces)
}
