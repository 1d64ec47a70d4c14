/** `forget`: a source leaves the case; the trail keeps what was done, and runs that rest on it stay, marked. */
import { AppError } from '../core/error.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import { boxDigest } from '../store/box-digest.ts'
import type { CaseStore } from '../store/case-store.ts'
import { completeErasure, removeSource } from '../store/erasure.ts'
import type { ReadThrough } from '../store/remnants.ts'
import { listRuns, readRun } from '../store/runs.ts'
import { fileRows } from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { refuseOnHold } from './hold.ts'
import { casePath, trailEntry, withCase } from './open-case.ts'
import { reasonOf } from './reason.ts'
import { sourceNamed } from './sources.ts'

export interface ForgetResult {
  readonly source: string
  readonly files: number
  /** Runs that rest on it. */
  readonly runs: readonly number[]
  readonly readThrough: ReadThrough
  readonly head: TrailHead
}

/** @throws AppError ON_HOLD, SOURCE_UNKNOWN */
export async function forget(
  environment: Environment,
  name: string,
  reasonText: string,
): Promise<ForgetResult> {
  const reason = reasonOf(reasonText)
  const removed = await withCase(environment, (store) =>
    store.change(() => remove(environment, store, name, reason)),
  )
  return { ...removed, readThrough: wipe(environment, name) }
}

function wipe(environment: Environment, name: string): ReadThrough {
  try {
    return completeErasure(casePath(environment), environment.waitMs)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'CASE_BUSY') throw cause
    throw new AppError('CASE_BUSY', `${name} is removed, but another command has the case open`, {
      hint: 'what it left is wiped by the next command, once the other one has ended',
      cause,
    })
  }
}

function remove(
  environment: Environment,
  store: CaseStore,
  name: string,
  reason: string,
): Omit<ForgetResult, 'readThrough'> {
  refuseOnHold(store)
  const { id, role } = sourceNamed(store.db, name)
  const files = fileRows(store.db).filter(({ source }) => source === id)
  const runs = runsOn(store, name)
  const boxes = store.parts(id).map(({ part }) => boxDigest(store.db, part))
  removeSource(store.db, id)
  const head = store.record(
    trailEntry(environment, 'forget', {
      source: name,
      role,
      reason,
      files: files.map(({ sha256, bytes }) => ({ sha256, bytes })),
      boxes,
      runs,
    }),
  )
  return { source: name, files: files.length, runs, head }
}

function runsOn({ db, sealer }: CaseStore, name: string): number[] {
  return listRuns(db).flatMap(({ run }) => {
    const document: ProvenanceDocument = JSON.parse(readRun(db, sealer, run).document)
    const rests = document.dump === name || document.sources.some((source) => source.name === name)
    return rests ? [run] : []
  })
}
