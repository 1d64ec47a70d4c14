/** `hold on|off`: while a hold is on, nothing is erased. */
import { AppError } from '../core/error.ts'
import type { CaseStore } from '../store/case-store.ts'
import { type TrailHead, trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { isHeld } from './history.ts'
import { trailEntry, withCase } from './open-case.ts'
import { reasonOf } from './reason.ts'

export interface HoldResult {
  readonly on: boolean
  readonly head: TrailHead
}

export async function hold(
  environment: Environment,
  on: boolean,
  reasonText: string,
): Promise<HoldResult> {
  const reason = reasonOf(reasonText)
  return withCase(environment, (store) =>
    store.change(() => ({
      on,
      head: store.record(trailEntry(environment, 'hold', { on, reason })),
    })),
  )
}

/** @throws AppError ON_HOLD */
export function refuseOnHold({ db }: CaseStore): void {
  if (isHeld(trailEvents(db))) throw new AppError('ON_HOLD', 'the case is on hold')
}
