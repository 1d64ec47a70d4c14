/** `verify`: every box opens, every count holds, the trail follows, and what it says of each file still stands. */
import { createHash } from 'node:crypto'
import { AppError } from '../core/error.ts'
import { BLOCK_RECORDS } from './block.ts'
import { DIGESTED } from './box-writer.ts'
import type { CaseStore } from './case-store.ts'
import { inOurWords } from './database.ts'
import type { PartReader } from './part-reader.ts'
import { listRuns, readRun } from './runs.ts'
import { fileRows, sourceRows } from './sources.ts'
import { trailFault, trailRows } from './trail.ts'

export interface Verified {
  readonly faults: readonly string[]
  readonly boxes: number
  readonly trailEntries: number
}

const SQL = {
  integrity: 'PRAGMA integrity_check(8)',
  tags: {
    block: 'SELECT substr(box, -16) AS tag FROM block WHERE part = ? ORDER BY ordinal',
    segment: 'SELECT substr(box, -16) AS tag FROM segment WHERE part = ? ORDER BY id',
    segment_index:
      'SELECT substr(box, -16) AS tag FROM segment_index WHERE part = ? ORDER BY rowid',
    dictionary: 'SELECT substr(box, -16) AS tag FROM dictionary WHERE part = ? ORDER BY rowid',
    probe: 'SELECT substr(box, -16) AS tag FROM probe WHERE part = ?',
    query_block: 'SELECT substr(box, -16) AS tag FROM query_block WHERE part = ? ORDER BY ordinal',
  },
} as const

/** What the trail's entry of an ingest says of a file. */
interface IngestEntry {
  readonly action: string
  readonly file: {
    readonly id: number
    readonly sha256: string
    readonly bytes: number
    readonly name: string
  }
  readonly source: string
  readonly account: string
  readonly boxes: readonly string[]
}

export async function verifyStore(
  store: CaseStore,
  breathe: () => Promise<void>,
): Promise<Verified> {
  const faults: string[] = []
  const trail = inOurWords(() => trailRows(store.db))
  for (const fault of [sqliteFault(store), trailFault(trail, store.key)])
    if (fault !== null) faults.push(fault)
  const entries = trail
    .map(({ entry }) => parsed(entry))
    .filter((entry) => entry?.action === 'ingest')
  let boxes = 0
  for (const source of sourceRows(store.db)) {
    for (const part of store.parts(source.id)) {
      boxes += await attempt(faults, () => openAll(part, breathe))
    }
  }
  faults.push(...fileFaults(store, entries))
  for (const { run } of listRuns(store.db))
    boxes += await attempt(faults, () => readRun(store.db, store.sealer, run) && 2)
  return { faults, boxes, trailEntries: trail.length }
}

function parsed(entry: Buffer): IngestEntry | null {
  try {
    return JSON.parse(entry.toString('utf8'))
  } catch {
    return null
  }
}

function sqliteFault({ db }: CaseStore): string | null {
  const [row] = inOurWords(() => db.prepare<[], { integrity_check: string }>(SQL.integrity).all())
  return row?.integrity_check === 'ok' ? null : 'SQLite finds damage in case.db'
}

/** Damage in one part is told, and the next part is looked at. */
async function attempt(faults: string[], work: () => Promise<number> | number): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'STORE_DAMAGED') throw error
    faults.push(error.message)
    return 0
  }
}

/** Opens every box of a part; returns how many. @throws AppError STORE_DAMAGED */
async function openAll(part: PartReader, breathe: () => Promise<void>): Promise<number> {
  let boxes = 0
  for (let ordinal = 0; ordinal < part.blocks; ordinal++) {
    const { count } = part.block(ordinal)
    const expected = Math.min(BLOCK_RECORDS, part.records - ordinal * BLOCK_RECORDS)
    if (count !== expected)
      throw new AppError(
        'STORE_DAMAGED',
        `block ${ordinal} of part ${part.part} has ${count} records, not ${expected}`,
      )
    boxes += 1
    await breathe()
  }
  for (const { kind } of part.layout.identifiers) {
    const index = part.index(kind)
    for (let ordinal = 0; ordinal < (index?.segments ?? 0); ordinal++) {
      part.segment(kind, ordinal)
      boxes += 1
      await breathe()
    }
    if (index !== null) boxes += 1
  }
  for (const { attribute, shape } of part.layout.attributes) {
    if (shape !== 'coded') continue
    part.dictionary(attribute)
    boxes += 1
  }
  part.probe()
  return boxes + 1 + Math.ceil(part.queries().length / BLOCK_RECORDS)
}

/** Clear columns are not sealed: each file's row must be the one that the trail tells of. */
function fileFaults(store: CaseStore, entries: readonly (IngestEntry | null)[]): string[] {
  const names = new Map(sourceRows(store.db).map(({ id, name }) => [id, name]))
  const told = new Map(
    entries.flatMap((entry) => (entry === null ? [] : [[entry.file.id, entry] as const])),
  )
  return fileRows(store.db).flatMap((file) => {
    const entry = told.get(file.id)
    if (entry === undefined) return [`file ${file.id} is in the store but not in the trail`]
    const account = createHash('sha256').update(JSON.stringify(file.account)).digest('hex')
    const isSame =
      entry.file.sha256 === file.sha256 &&
      entry.file.bytes === file.bytes &&
      entry.file.name === file.name &&
      entry.account === account &&
      entry.source === names.get(file.source)
    const parts = store.parts(file.source).filter((part) => part.file === file.id)
    const digests = parts.map((part) => boxDigest(store, part.part))
    if (!isSame) return [`what the store says of file ${file.id} is not what the trail says`]
    return digests.join() === entry.boxes.join()
      ? []
      : [`the boxes of file ${file.id} are not those that the trail tells of`]
  })
}

/** As `BoxWriter.digest` made it. */
function boxDigest({ db }: CaseStore, part: number): string {
  const all = createHash('sha256')
  for (const table of DIGESTED) {
    const tags = createHash('sha256')
    for (const { tag } of db.prepare<[number], { tag: Buffer }>(SQL.tags[table]).iterate(part))
      tags.update(tag)
    all.update(tags.digest())
  }
  return all.digest('hex')
}
