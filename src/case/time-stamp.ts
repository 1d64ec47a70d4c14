/** `log --tsq` and `--tsr`: a request for a time stamp over the newest trail entry, and the reply checked and kept. */
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { addStamp, type StoredStamp } from '../store/stamps.ts'
import { checkedStamp, stampRequest } from '../store/time-stamp.ts'
import { type TrailHead, trailEvents, trailRows } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { trailEntry, withCase, withLockedCase } from './open-case.ts'

export interface StampRequest {
  /** DER. */
  readonly bytes: Buffer
  /** What it is over. */
  readonly over: TrailHead
}

/** Needs no key, and writes nothing. */
export const requestStamp = (environment: Environment): Promise<StampRequest> =>
  withLockedCase(environment, ({ db }) => {
    const newest = trailEvents(db).at(-1)
    if (newest === undefined) throw new AppError('STORE_DAMAGED', 'the trail is empty')
    const { sequence, hash } = newest
    return { bytes: stampRequest(Buffer.from(hash, 'hex')), over: { sequence, hash } }
  })

export interface KeptStamp {
  readonly stamp: StoredStamp
  /** The hash that was stamped, hexadecimal. */
  readonly hash: string
  readonly head: TrailHead
}

/** @throws AppError FILE_MISSING, INPUT_LIMIT, STAMP_INVALID, USAGE */
export async function keepStamp(environment: Environment, file: string): Promise<KeptStamp> {
  const reply = readReply(file)
  const { imprint, ...stamp } = checkedStamp(reply)
  return withCase(environment, (store) =>
    store.change(() => {
      const entry = trailRows(store.db).find(({ hash }) => hash.equals(imprint))
      if (entry === undefined)
        throw new AppError('STAMP_INVALID', 'the time stamp is over something else than this trail')
      const { sequence } = entry
      addStamp(store.db, sequence, reply)
      const { time, certificate } = stamp
      const sha256 = createHash('sha256').update(reply).digest('hex')
      const told = trailEntry(environment, 'stamp', { of: sequence, time, certificate, sha256 })
      const head = store.record(told)
      return { stamp: { sequence, ...stamp }, hash: imprint.toString('hex'), head }
    }),
  )
}

function readReply(file: string): Buffer {
  try {
    if (statSync(file).size <= LIMITS.stampBytes) return readFileSync(file)
  } catch (cause) {
    throw new AppError('FILE_MISSING', 'the reply is not there or cannot be read', { cause })
  }
  throw new AppError('INPUT_LIMIT', `the reply has more than ${LIMITS.stampBytes} bytes`)
}
