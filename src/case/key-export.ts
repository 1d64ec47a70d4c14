/** `key export`: a second copy of the key, in a new file, never on a stream. */
import { resolve } from 'node:path'
import { type TrailHead, trailEvents } from '../store/trail.ts'
import type { CaseKey } from '../tokens/case-key.ts'
import { protect, protectFor } from '../tokens/protected-key.ts'
import type { Environment } from './environment.ts'
import { keyCopies } from './history.ts'
import { openKey, passphraseFor, refuseInCase } from './key-file.ts'
import { locateCase } from './locate.ts'
import { writeNew } from './new-file.ts'
import { trailEntry, withCase, withLockedCase } from './open-case.ts'

/** How a copy is closed: under a generated passphrase, for an age recipient, or not at all. */
export type Wrapping =
  | { readonly kind: 'passphrase' | 'plain' }
  | { readonly kind: 'recipient'; readonly recipient: string }

export interface KeyWritten {
  readonly path: string
  readonly caseId: string
  readonly wrapping: Wrapping['kind']
  readonly head: TrailHead
}

/** @throws AppError KEY_EXISTS, KEY_LOCKED, USAGE */
export function exportKey(
  environment: Environment,
  file: string,
  wrapping: Wrapping,
): Promise<KeyWritten> {
  const path = resolve(environment.workingFolder, file)
  return withCase(environment, async (store) => {
    refuseInCase(locateCase(environment), path)
    const { key } = await openKey(environment, store.facts.caseId)
    const bytes = await wrapped(environment, key, wrapping)
    const { kind } = wrapping
    const entry = trailEntry(environment, 'key export', { wrapping: kind })
    const head = store.change(() => {
      const recorded = store.record(entry)
      writeNew(path, bytes, 'key')
      return recorded
    })
    return { path, caseId: key.caseId, wrapping: kind, head }
  })
}

/** The bytes of a key file. */
export async function wrapped(
  environment: Environment,
  key: CaseKey,
  wrapping: Wrapping,
): Promise<Uint8Array> {
  const line = key.exposeLine()
  if (wrapping.kind === 'plain') return Buffer.from(line, 'latin1')
  if (wrapping.kind === 'recipient') return protectFor(line, wrapping.recipient)
  return protect(line, await passphraseFor(environment, 'generate'))
}

/** Whether leakcheck knows of no second copy of the key. */
export const hasOneCopy = (environment: Environment): Promise<boolean> =>
  withLockedCase(environment, ({ db }) => keyCopies(trailEvents(db)) === 0)
