/** The source that a file goes into: a new one, a declared one, or one that has files already and says the same. */
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../core/error.ts'
import type { Role } from '../core/kinds.ts'
import type { CaseStore } from '../store/case-store.ts'
import { addSource, fileRows, restateSource, type Stated, sourceRows } from '../store/sources.ts'

/** Returns the id of the source. @throws AppError SOURCE_EXISTS, OPTIONS_DIFFER */
export function admitSource({ db }: CaseStore, name: string, role: Role, stated: Stated): number {
  const known = sourceRows(db).find((source) => source.name === name)
  if (known === undefined) return addSource(db, name, role, stated)
  if (known.role !== role) throw new AppError('SOURCE_EXISTS', `${name} is a ${known.role} already`)
  const isDeclared = fileRows(db).every(({ source }) => source !== known.id)
  const merged = { ...known.stated, ...stated }
  if (isDeepStrictEqual(merged, known.stated)) return known.id
  if (!isDeclared) {
    throw new AppError('OPTIONS_DIFFER', `${name} was stated otherwise before`, {
      hint: `leakcheck amend ${name} changes what was stated; leave it out here`,
    })
  }
  restateSource(db, known.id, merged)
  return known.id
}
