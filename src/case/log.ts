/** `log`: the audit trail as it stands, and the time stamps on it; it needs no key, and `verify` says whether it holds. */
import { type StoredStamp, storedStamps } from '../store/stamps.ts'
import { type TrailEvent, trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { withLockedCase } from './open-case.ts'

export interface Log {
  readonly entries: readonly TrailEvent[]
  readonly stamps: readonly StoredStamp[]
}

export const log = (environment: Environment): Promise<Log> =>
  withLockedCase(environment, ({ db }) => ({ entries: trailEvents(db), stamps: storedStamps(db) }))
