/** `sources`, `declare` and `amend`: which collections are in the case and what was stated of them. */
import { AppError, EXIT } from '../core/error.ts'
import { isSourceName } from '../core/harmless-name.ts'
import type { Role } from '../core/kinds.ts'
import type { LockedStore } from '../store/case-store.ts'
import { allCustody, type Custody, hasCustody } from '../store/custody.ts'
import type { Connection } from '../store/database.ts'
import {
  addSource,
  type FileAccount,
  type FileRow,
  fileRows,
  restateSource,
  type SourceRow,
  type Stated,
  sourceRows,
} from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { type CustodyOptions, custodyOf, keepCustody } from './custody.ts'
import type { Environment } from './environment.ts'
import { openKey } from './key-file.ts'
import { trailEntry, withCase, withLockedCase } from './open-case.ts'
import { type StatedOptions, statedOf } from './stated.ts'

export interface ListedSource {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly stated: Stated
  readonly records: number
  readonly complete: boolean
  /** The least part of token space of which a file was kept; `null`: all of every file. */
  readonly quick: number | null
  /** Whether a file was typed from screenshots. */
  readonly transcribed: boolean
  readonly files: readonly ListedFile[]
}

export interface ListedFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly ingested: string
  readonly account: FileAccount
}

export interface ListedWithCustody extends ListedSource {
  /** `null` where something is sealed and the key is not at hand. */
  readonly custody: Custody | null
}

/** Needs no key; with it, it tells whence the sources came. */
export const listSources = (environment: Environment): Promise<ListedWithCustody[]> =>
  withLockedCase(environment, async (locked) => {
    const custody = hasCustody(locked.db) ? await openedCustody(environment, locked) : new Map()
    return sourcesOf(locked.db).map((source) => ({
      ...source,
      custody: custody === null ? null : (custody.get(source.id) ?? {}),
    }))
  })

async function openedCustody(
  environment: Environment,
  locked: LockedStore,
): Promise<ReadonlyMap<number, Custody> | null> {
  try {
    const { key } = await openKey(environment, locked.facts.caseId)
    const { db, sealer } = locked.unlock(key)
    return allCustody(db, sealer)
  } catch (error) {
    if (error instanceof AppError && error.exit === EXIT.noCase) return null
    throw error
  }
}

export function sourcesOf(db: Connection): ListedSource[] {
  const files = fileRows(db)
  return sourceRows(db).map(({ id, name, role, stated }) => {
    const own = files.filter(({ source }) => source === id)
    return {
      id,
      name,
      role,
      stated,
      records: own.reduce((sum, { account }) => sum + account.records, 0),
      complete: own.every(({ account }) => account.complete),
      quick: quickOf(own),
      transcribed: own.some(({ account }) => account.transcribed === true),
      files: own.map(({ name: file, sha256, bytes, ingested, account }) => ({
        name: file,
        sha256,
        bytes,
        ingested,
        account,
      })),
    }
  })
}

export interface Restated {
  readonly name: string
  readonly role: Role
  readonly stated: Stated
  readonly head: TrailHead
}

/** The least part of token space that was kept of files, `null` where none was cut. */
export function quickOf(files: readonly Pick<FileRow, 'account'>[]): number | null {
  const least = Math.min(...files.map(({ account }) => account.quick ?? 1))
  return least < 1 ? least : null
}

/** States a source of which no file is to be had; its fields and dates can still rule things out. */
export function declare(
  environment: Environment,
  name: string,
  role: 'registry' | 'breach',
  options: StatedOptions,
): Promise<Restated> {
  const stated = statedOf(role, options)
  if (!isSourceName(name))
    throw new AppError('NAME_UNSAFE', 'the name holds what may be an identifier, or cannot be seen')
  return withCase(environment, (store) =>
    store.change(() => {
      if (sourceRows(store.db).some((source) => source.name === name)) {
        throw new AppError('SOURCE_EXISTS', `${name} is in the case already`, {
          hint: `leakcheck amend ${name} changes what was stated`,
        })
      }
      addSource(store.db, name, role, stated)
      const head = store.record(trailEntry(environment, 'declare', { source: name, role, stated }))
      return { name, role, stated, head }
    }),
  )
}

/** Changes what was stated; the trail keeps the old value. */
export function amend(
  environment: Environment,
  name: string,
  options: StatedOptions & CustodyOptions,
): Promise<Restated> {
  const custody = custodyOf(options)
  const told = Object.keys(custody)
  return withCase(environment, (store) =>
    store.change(() => {
      const source = sourceNamed(store.db, name)
      const changes = statedOf(source.role, options)
      if (Object.keys(changes).length + told.length === 0) {
        throw new AppError('USAGE', 'amend was given nothing to change', {
          hint: 'for example --taken 2022-01-20',
        })
      }
      const stated = { ...source.stated, ...changes }
      restateSource(store.db, source.id, stated)
      keepCustody(store, source.id, custody)
      const head = store.record(
        trailEntry(environment, 'amend', {
          source: name,
          before: source.stated,
          stated,
          ...(told.length === 0 ? {} : { custody: told }),
        }),
      )
      return { name, role: source.role, stated, head }
    }),
  )
}

/** @throws AppError SOURCE_UNKNOWN */
export function sourceNamed(db: Connection, name: string): SourceRow {
  const source = sourceRows(db).find((row) => row.name === name)
  if (source === undefined)
    throw new AppError('SOURCE_UNKNOWN', 'there is no source of that name in the case')
  return source
}
