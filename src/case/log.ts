/** `log`: the audit trail as it stands; it needs no key, and `verify` says whether it holds. */
import { type TrailEvent, trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { withLockedCase } from './open-case.ts'

export const log = (environment: Environment): Promise<TrailEvent[]> =>
  withLockedCase(environment, ({ db }) => trailEvents(db))
