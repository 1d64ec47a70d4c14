/** One open case: the database, what it says of itself, and the key that fits it. */
import { AppError } from '../core/error.ts'
import type { CaseKey } from '../tokens/case-key.ts'
import {
  type Connection,
  createDatabase,
  inOurWords,
  openDatabase,
  translated,
} from './database.ts'
import { PartReader } from './part-reader.ts'
import { Sealer } from './seal.ts'
import { day, nullOr } from './shape.ts'
import { partRows } from './sources.ts'
import { appendTrail, stateFault, type TrailEntry, type TrailHead } from './trail.ts'

export interface CaseFacts {
  readonly caseId: string
  readonly created: string
  readonly noticed: string | null
  readonly operator: string | null
  readonly reference: string | null
}

interface CaseRow {
  readonly case_id: Buffer
  readonly check_value: Buffer
  readonly commitment: Buffer
  readonly created: string
  readonly noticed: string | null
  readonly operator: string | null
  readonly reference: string | null
  readonly erasing: number
}

const SQL = {
  add: `INSERT INTO case_file (id, case_id, check_value, commitment, created, noticed, operator, reference)
    VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
  facts: `SELECT case_id, check_value, commitment, created, noticed, operator, reference, erasing FROM case_file WHERE id = 1`,
} as const

/** A case opened without its key: what stands in clear can be read, nothing else. */
export class LockedStore {
  readonly db: Connection
  readonly facts: CaseFacts
  readonly #row: CaseRow

  constructor(db: Connection) {
    const row = inOurWords(() => db.prepare<[], CaseRow>(SQL.facts).get())
    if (row === undefined) throw new AppError('NOT_A_CASE', 'case.db holds no case')
    if (!isWhole(row)) throw new AppError('STORE_DAMAGED', 'what case.db says of itself is damaged')
    this.db = db
    this.#row = row
    const { created, noticed, operator, reference } = row
    this.facts = { caseId: row.case_id.toString('hex'), created, noticed, operator, reference }
  }

  /** A source was removed, and what is left of it is still to be wiped. */
  get isErasing(): boolean {
    return this.#row.erasing !== 0
  }

  static open(path: string, waitMs = 0): LockedStore {
    const db = openDatabase(path, waitMs)
    try {
      return new LockedStore(db)
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** @throws AppError KEY_WRONG */
  unlock(key: CaseKey): CaseStore {
    if (key.caseId !== this.facts.caseId) {
      throw new AppError('KEY_WRONG', 'the key belongs to another case')
    }
    if (!key.opens(this.#row.check_value) || !key.commitment().equals(this.#row.commitment)) {
      throw new AppError('KEY_WRONG', 'the key has this case id but does not open the case')
    }
    return new CaseStore(this.db, this.facts, key)
  }

  close(): void {
    this.db.close()
  }
}

const isWhole = ({ case_id, check_value, commitment, created, noticed }: CaseRow): boolean =>
  [case_id, check_value, commitment].every(Buffer.isBuffer) && day(created) && nullOr(day)(noticed)

export class CaseStore {
  readonly db: Connection
  readonly facts: CaseFacts
  readonly key: CaseKey
  readonly sealer: Sealer

  /** @param sealer tests bring one that seals badly, to see that an attack on it succeeds; the program has the one */
  constructor(db: Connection, facts: CaseFacts, key: CaseKey, sealer = new Sealer(key)) {
    this.db = db
    this.facts = facts
    this.key = key
    this.sealer = sealer
  }

  /** Creates case.db at `path`, with the first entry of the trail. */
  static create(
    path: string,
    key: CaseKey,
    facts: Omit<CaseFacts, 'caseId'>,
    entry: TrailEntry,
  ): CaseStore {
    const db = createDatabase(path)
    const store = new CaseStore(db, { caseId: key.caseId, ...facts }, key)
    store.change(() => {
      const { created, noticed, operator, reference } = facts
      db.prepare(SQL.add).run(
        Buffer.from(key.caseId, 'hex'),
        key.checkValue(),
        key.commitment(),
        created,
        noticed,
        operator,
        reference,
      )
      store.record({ ...entry, commitment: key.commitment().toString('hex') })
    })
    return store
  }

  /** Nothing may be concluded from clear columns that are not as the trail left them. @throws AppError STORE_DAMAGED */
  checkState(): void {
    const fault = inOurWords(() => stateFault(this.db, this.key))
    if (fault !== null) throw new AppError('STORE_DAMAGED', fault)
  }

  /** Runs `work` in one transaction: all of it is stored or nothing. */
  change<T>(work: () => T): T {
    return inOurWords(() => this.db.transaction(work).immediate())
  }

  /** Like `change`, for work that waits for input between its writes and may decide to keep nothing. */
  async changeAsync<T>(
    work: () => Promise<{ readonly value: T; readonly keep: boolean }>,
  ): Promise<T> {
    inOurWords(() => this.db.exec('BEGIN IMMEDIATE'))
    try {
      const { value, keep } = await work()
      inOurWords(() => this.db.exec(keep ? 'COMMIT' : 'ROLLBACK'))
      return value
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK')
      throw translated(error)
    }
  }

  /** A part of such work that may be undone alone: kept if `work` says so, and not where it throws. */
  async attempt<T>(work: () => Promise<{ readonly value: T; readonly keep: boolean }>): Promise<T> {
    inOurWords(() => this.db.exec('SAVEPOINT attempt'))
    let keeps = false
    try {
      const { value, keep } = await work()
      keeps = keep
      return value
    } finally {
      if (this.db.inTransaction) {
        if (!keeps) this.db.exec('ROLLBACK TO attempt')
        this.db.exec('RELEASE attempt')
      }
    }
  }

  /** Appends to the audit trail, inside the transaction of what it records. */
  record(entry: TrailEntry): TrailHead {
    return appendTrail(this.db, this.key, entry)
  }

  /** The parts of a source, in the order in which they were stored. */
  parts(source: number): PartReader[] {
    return inOurWords(() => partRows(this.db, source)).map(
      (row) => new PartReader(this.db, this.sealer, row),
    )
  }

  close(): void {
    this.db.close()
  }
}
