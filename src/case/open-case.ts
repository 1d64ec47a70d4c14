/** Opening the case that a command works on, with its key or only as far as it stands in clear. */
import { join } from 'node:path'
import { type CaseStore, LockedStore } from '../store/case-store.ts'
import { translated } from '../store/database.ts'
import { completeErasure } from '../store/erasure.ts'
import type { TrailEntry } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { openKey } from './key-file.ts'
import { CASE_FILE, locateCase } from './locate.ts'

/** Runs `work` on the opened case and closes it, whatever happens. @throws AppError STORE_DAMAGED */
export function withCase<T>(
  environment: Environment,
  work: (store: CaseStore) => Promise<T> | T,
): Promise<T> {
  return withUncheckedCase(environment, (store) => {
    store.checkState()
    return work(store)
  })
}

/** For `verify`, which tells of all damage rather than stop at the first. */
export function withUncheckedCase<T>(
  environment: Environment,
  work: (store: CaseStore) => Promise<T> | T,
): Promise<T> {
  return withLockedCase(environment, async (locked) => {
    const { key } = await openKey(environment, locked.facts.caseId)
    return work(locked.unlock(key))
  })
}

/** The same without the key: names, roles, dates, hashes and counts. */
export async function withLockedCase<T>(
  environment: Environment,
  work: (store: LockedStore) => Promise<T> | T,
): Promise<T> {
  const store = openLocked(environment)
  try {
    return await work(store)
  } catch (error) {
    throw translated(error)
  } finally {
    store.close()
  }
}

/** A `forget` that was killed while it wiped is brought to its end first. */
function openLocked(environment: Environment): LockedStore {
  const path = casePath(environment)
  const store = LockedStore.open(path, environment.waitMs)
  if (!store.isErasing) return store
  store.close()
  completeErasure(path, environment.waitMs)
  return LockedStore.open(path, environment.waitMs)
}

export const casePath = (environment: Environment): string =>
  join(locateCase(environment), CASE_FILE)

/** The part of a trail entry that every command fills alike. */
export const trailEntry = (
  { now, operator, host, version }: Environment,
  action: string,
  details: Readonly<Record<string, unknown>>,
): TrailEntry => ({ action, at: now().toISOString(), operator, host, version, ...details })
