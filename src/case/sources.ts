/** `sources`, `declare` and `amend`: which collections are in the case and what was stated of them. */
import { AppError } from '../core/error.ts'
import { isHarmless } from '../core/harmless-name.ts'
import type { Role } from '../core/kinds.ts'
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
import type { Environment } from './environment.ts'
import { trailEntry, withCase, withLockedCase } from './open-case.ts'
import { type StatedOptions, statedOf } from './stated.ts'

export interface ListedSource {
  readonly name: string
  readonly role: Role
  readonly stated: Stated
  readonly records: number
  readonly complete: boolean
  /** The least part of token space of which a file was kept; `null`: all of every file. */
  readonly quick: number | null
  readonly files: readonly ListedFile[]
}

export interface ListedFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly ingested: string
  readonly account: FileAccount
}

export const listSources = (environment: Environment): Promise<ListedSource[]> =>
  withLockedCase(environment, ({ db }) => sourcesOf(db))

export function sourcesOf(db: Connection): ListedSource[] {
  const files = fileRows(db)
  return sourceRows(db).map(({ id, name, role, stated }) => {
    const own = files.filter(({ source }) => source === id)
    return {
      name,
      role,
      stated,
      records: own.reduce((sum, { account }) => sum + account.records, 0),
      complete: own.every(({ account }) => account.complete),
      quick: quickOf(own),
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
  if (!isHarmless(name))
    throw new AppError('NAME_UNSAFE', 'the name holds what may be an identifier')
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
  options: StatedOptions,
): Promise<Restated> {
  return withCase(environment, (store) =>
    store.change(() => {
      const source = sourceNamed(store.db, name)
      const changes = statedOf(source.role, options)
      if (Object.keys(changes).length === 0) {
        throw new AppError('USAGE', 'amend was given nothing to change', {
          hint: 'for example --taken 2022-01-20',
        })
      }
      const stated = { ...source.stated, ...changes }
      restateSource(store.db, source.id, stated)
      const head = store.record(
        trailEntry(environment, 'amend', { source: name, before: source.stated, stated }),
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
