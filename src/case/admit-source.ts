/** The source that a file goes into: a new one, a declared one, or one that has files already and says the same. */
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../core/error.ts'
import type { Role } from '../core/kinds.ts'
import type { CaseStore } from '../store/case-store.ts'
import type { Custody } from '../store/custody.ts'
import { addSource, fileRows, restateSource, type Stated, sourceRows } from '../store/sources.ts'
import { isSaidOtherwise, keepCustody } from './custody.ts'

/** What a command says of the source that its files go into. */
export interface SaidOfSource {
  readonly name: string
  readonly role: Role
  readonly stated: Stated
  readonly custody: Custody
}

/** Returns the id of the source. @throws AppError SOURCE_EXISTS, OPTIONS_DIFFER */
export function admitSource(store: CaseStore, said: SaidOfSource): number {
  const { name, role, stated, custody } = said
  const { db } = store
  const known = sourceRows(db).find((source) => source.name === name)
  if (known === undefined) {
    const id = addSource(db, name, role, stated)
    keepCustody(store, id, custody)
    return id
  }
  if (known.role !== role) throw new AppError('SOURCE_EXISTS', `${name} is a ${known.role} already`)
  const merged = { ...known.stated, ...stated }
  const isSame = isDeepStrictEqual(merged, known.stated)
  if (isSame && !isSaidOtherwise(store, known.id, custody)) return known.id
  if (fileRows(db).some(({ source }) => source === known.id)) {
    throw new AppError('OPTIONS_DIFFER', `${name} was stated otherwise before`, {
      hint: `leakcheck amend ${name} changes what was stated; leave it out here`,
    })
  }
  restateSource(db, known.id, merged)
  keepCustody(store, known.id, custody)
  return known.id
}
