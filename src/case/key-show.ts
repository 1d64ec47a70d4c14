/** `key show`: where the key is and which case it opens; never the key. */
import type { Environment } from './environment.ts'
import { openKey } from './key-file.ts'
import { withLockedCase } from './open-case.ts'

export interface ShownKey {
  readonly path: string
  readonly caseId: string
  readonly checkValue: string
  readonly isProtected: boolean
}

export function showKey(environment: Environment): Promise<ShownKey> {
  return withLockedCase(environment, async (store) => {
    const { key, path, isProtected } = await openKey(environment, store.facts.caseId)
    store.unlock(key)
    return { path, caseId: key.caseId, checkValue: key.checkValue().toString('hex'), isProtected }
  })
}
