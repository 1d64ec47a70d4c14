/** `key protect`: the same key in the same file, under another wrapping. */
import type { Environment } from './environment.ts'
import { type KeyWritten, wrapped } from './key-export.ts'
import { openKey, replacePrivate } from './key-file.ts'
import { trailEntry, withCase } from './open-case.ts'

/** Killed at any moment, the old or the new file is there, whole. @throws AppError KEY_LOCKED */
export function protectKey(
  environment: Environment,
  wrapping: 'passphrase' | 'plain',
): Promise<KeyWritten> {
  return withCase(environment, async (store) => {
    const { key, path } = await openKey(environment, store.facts.caseId)
    const bytes = await wrapped(environment, key, { kind: wrapping })
    const entry = trailEntry(environment, 'key protect', { wrapping })
    const head = store.change(() => {
      const recorded = store.record(entry)
      replacePrivate(path, bytes)
      return recorded
    })
    return { path, caseId: key.caseId, wrapping, head }
  })
}
