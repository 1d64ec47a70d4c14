/** Opening the case that a command works on, with its key or only as far as it stands in clear. */
import { join } from 'node:path'
import { type CaseStore, LockedStore } from '../store/case-store.ts'
import type { TrailEntry } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { openKey } from './key-file.ts'
import { CASE_FILE, locateCase } from './locate.ts'

/** Runs `work` on the opened case and closes it, whatever happens. */
export async function withCase<T>(
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
  const store = LockedStore.open(join(locateCase(environment), CASE_FILE), environment.waitMs)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** The part of a trail entry that every command fills alike. */
export const trailEntry = (
  { now, operator, host, version }: Environment,
  action: string,
  details: Readonly<Record<string, unknown>>,
): TrailEntry => ({ action, at: now().toISOString(), operator, host, version, ...details })
