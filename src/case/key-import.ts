/** `key import`: a copy of the key put where the case looks for it; checked first, and over nothing. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Environment } from './environment.ts'
import type { KeyWritten } from './key-export.ts'
import { createPrivate, keyPath, parseKey, readKey } from './key-file.ts'
import { trailEntry, withLockedCase } from './open-case.ts'

/** A protected copy stays protected. @throws AppError KEY_WRONG, KEY_DAMAGED, KEY_LOCKED, KEY_EXPOSED, KEY_EXISTS */
export function importKey(environment: Environment, file: string): Promise<KeyWritten> {
  return withLockedCase(environment, async (locked) => {
    const bytes = readKey(resolve(environment.workingFolder, file))
    const { key, isProtected } = await parseKey(environment, bytes)
    const store = locked.unlock(key)
    store.checkState()
    const path = keyPath(environment, key.caseId)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const wrapping = isProtected ? 'passphrase' : 'plain'
    const entry = trailEntry(environment, 'key import', { wrapping })
    const head = store.change(() => {
      const recorded = store.record(entry)
      createPrivate(path, bytes)
      return recorded
    })
    return { path, caseId: key.caseId, wrapping, head }
  })
}
