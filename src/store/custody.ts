/** Whence each source came, in the words of whoever brought it: sealed, for the words may tell of a person. */
import type { Connection } from './database.ts'
import type { Sealer } from './seal.ts'

export interface Custody {
  /** Where, or from whom, the files were had. */
  readonly from?: string
  /** The device or medium on which they came. */
  readonly device?: string
}

const SQL = {
  put: 'INSERT INTO custody (source, box) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET box = excluded.box',
  all: 'SELECT source, box FROM custody ORDER BY source',
  one: 'SELECT source, box FROM custody WHERE source = ?',
} as const

interface Row {
  readonly source: number
  readonly box: Buffer
}

const place = (source: number) =>
  ({ table: 'custody', kind: '', version: '1', owner: source, ordinal: 0, count: 1 }) as const

const opened = (sealer: Sealer, { source, box }: Row): Custody =>
  JSON.parse(sealer.open(place(source), box).toString('utf8'))

export function putCustody(db: Connection, sealer: Sealer, source: number, custody: Custody): void {
  const box = sealer.seal(place(source), Buffer.from(JSON.stringify(custody), 'utf8'))
  db.prepare(SQL.put).run(source, box)
}

/** Empty where nothing was said. @throws AppError STORE_DAMAGED */
export function readCustody(db: Connection, sealer: Sealer, source: number): Custody {
  const row = db.prepare<[number], Row>(SQL.one).get(source)
  return row === undefined ? {} : opened(sealer, row)
}

/** By source id; sources of which nothing was said are left out. @throws AppError STORE_DAMAGED */
export const allCustody = (db: Connection, sealer: Sealer): ReadonlyMap<number, Custody> =>
  new Map(
    db
      .prepare<[], Row>(SQL.all)
      .all()
      .map((row) => [row.source, opened(sealer, row)]),
  )

export const hasCustody = (db: Connection): boolean => db.prepare(SQL.all).get() !== undefined
