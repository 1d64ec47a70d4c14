/** `verify`: every box opens, every count holds, the trail follows, and what it says of each file still stands. */
import { AppError, EXIT } from '../core/error.ts'
import { BLOCK_RECORDS } from './block.ts'
import { boxDigest } from './box-digest.ts'
import type { CaseStore } from './case-store.ts'
import { allCustody } from './custody.ts'
import { translated } from './database.ts'
import type { PartReader } from './part-reader.ts'
import { listRuns, readRun, runFault } from './runs.ts'
import { accountDigest, fileRows, sourceRows } from './sources.ts'
import { stampFaults } from './stamps.ts'
import {
  stateFault,
  type TrailEvent,
  type TrailRow,
  trailEvents,
  trailFault,
  trailRows,
} from './trail.ts'

export interface Verified {
  readonly faults: readonly string[]
  /** What is no damage, and yet whoever relies on the case should know. */
  readonly notices: readonly string[]
  readonly boxes: number
  readonly trailEntries: number
}

const INTEGRITY = 'PRAGMA integrity_check(8)'

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
  const { db, key } = store
  const faults: string[] = []
  const tell = (fault: string | null) => void (fault !== null && faults.push(fault))
  const trail = await attempt(faults, 'the trail', [], () => trailRows(db))
  tell(await attempt(faults, 'case.db', null, () => sqliteFault(store)))
  tell(trailFault(trail, key))
  tell(await attempt(faults, 'the newest trail entry', null, () => stateFault(db, key)))
  let boxes = 0
  const parts = await attempt(faults, 'the list of parts', [], () =>
    sourceRows(db).flatMap(({ id }) => store.parts(id)),
  )
  for (const part of parts)
    boxes += await attempt(faults, `part ${part.part}`, 0, () => openAll(part, breathe))
  faults.push(...(await attempt(faults, 'a file', [], () => fileFaults(store, ingests(trail)))))
  faults.push(...(await attempt(faults, 'a time stamp', [], () => stampFaults(db, trail))))
  boxes += await attempt(faults, 'custody', 0, () => allCustody(db, store.sealer).size)
  const runs = await attempt(faults, 'the list of runs', [], () => listRuns(db))
  for (const { run } of runs)
    boxes += await attempt(faults, `run ${run}`, 0, () => {
      tell(runFault(readRun(db, store.sealer, run), trailEvents(db)))
      return 2
    })
  const notices = await attempt(faults, 'the trail', [], () => clockNotices(trailEvents(db)))
  return { faults: [...new Set(faults)], notices, boxes, trailEntries: trail.length }
}

/** Entries stand in their order whatever the clock says; where it went back, their times do not tell that order. */
const clockNotices = (events: readonly TrailEvent[]): string[] =>
  events.flatMap(({ sequence, at }, i) =>
    at < (events[i - 1]?.at ?? '')
      ? [`trail entry ${sequence} is dated before the one before it: the clock was set back`]
      : [],
  )

function ingests(trail: readonly TrailRow[]): IngestEntry[] {
  const entries = trail.map(({ entry }): IngestEntry => JSON.parse(entry.toString('utf8')))
  return entries.filter(({ action }) => action === 'ingest')
}

function sqliteFault({ db }: CaseStore): string | null {
  const [row] = db.prepare<[], { integrity_check: string }>(INTEGRITY).all()
  return row?.integrity_check === 'ok' ? null : 'SQLite finds damage in case.db'
}

/** Damage in one place is told, and the next is looked at; what cannot be read at all is damage too. */
async function attempt<T>(
  faults: string[],
  what: string,
  otherwise: T,
  work: () => Promise<T> | T,
): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const error = translated(thrown)
    if (!(error instanceof AppError) || error.exit === EXIT.usage)
      faults.push(`${what} cannot be read`)
    else if (error.code === 'STORE_DAMAGED') faults.push(error.message)
    else throw error
    return otherwise
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
function fileFaults(store: CaseStore, entries: readonly IngestEntry[]): string[] {
  const names = new Map(sourceRows(store.db).map(({ id, name }) => [id, name]))
  const told = new Map(entries.map((entry) => [entry.file.id, entry]))
  return fileRows(store.db).flatMap((file) => {
    const entry = told.get(file.id)
    if (entry === undefined) return [`file ${file.id} is in the store but not in the trail`]
    const account = accountDigest(file.account)
    const isSame =
      entry.file.sha256 === file.sha256 &&
      entry.file.bytes === file.bytes &&
      entry.file.name === file.name &&
      entry.account === account &&
      entry.source === names.get(file.source)
    const parts = store.parts(file.source).filter((part) => part.file === file.id)
    const digests = parts.map((part) => boxDigest(store.db, part.part))
    if (!isSame) return [`what the store says of file ${file.id} is not what the trail says`]
    return digests.join() === entry.boxes.join()
      ? []
      : [`the boxes of file ${file.id} are not those that the trail tells of`]
  })
}
