/** `shred`: destroys the case key, and with it everything in the case that is sealed. */
import type { TrailHead } from '../store/trail.ts'
import { trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { keyCopies } from './history.ts'
import { refuseOnHold } from './hold.ts'
import { destroyFile, openKey } from './key-file.ts'
import { trailEntry, withCase } from './open-case.ts'
import { reasonOf } from './reason.ts'

export interface ShredResult {
  readonly caseId: string
  readonly keyFile: string
  /** Copies that the trail knows of; each still opens the case. */
  readonly copies: number
  readonly head: TrailHead
}

/** The trail tells of it first: killed in between, the key is there still and `shred` can be run again. @throws AppError ON_HOLD */
export async function shred(environment: Environment, reasonText: string): Promise<ShredResult> {
  const reason = reasonOf(reasonText)
  return withCase(environment, async (store) => {
    const { caseId } = store.facts
    const { path } = await openKey(environment, caseId)
    const { copies, head } = store.change(() => {
      refuseOnHold(store)
      const known = keyCopies(trailEvents(store.db))
      const entry = trailEntry(environment, 'shred', { reason, copies: known })
      return { copies: known, head: store.record(entry) }
    })
    destroyFile(path)
    return { caseId, keyFile: path, copies, head }
  })
}
