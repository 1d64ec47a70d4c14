/** One table of a file on its way into the store: sampled until its columns can be decided, then encoded and written. */
import type { ColumnDecision } from '../columns/decide.ts'
import { type ColumnMapping, decideTable } from '../columns/decide-table.ts'
import type { Query, RowBatch, Table } from '../readers/reader.ts'
import { BoxWriter } from '../store/box-writer.ts'
import type { CaseStore } from '../store/case-store.ts'
import { PartWriter, type WrittenPart } from '../store/part-writer.ts'
import { addPart, type ColumnAccount, completePart } from '../store/sources.ts'
import type { AskedIdentifier } from '../tokens/gathered-row.ts'
import { QueryEncoder, speaksFor } from '../tokens/query-encoder.ts'
import type { QuickCut } from '../tokens/quick-cut.ts'
import type { EncodedQuery } from '../tokens/record.ts'
import { RecordEncoder } from '../tokens/record-encoder.ts'
import { Fingerprinter } from '../tokens/tokenise.ts'
import { dayNumber } from './stated-dates.ts'

/** Rows that are looked at before columns are decided. */
const SAMPLE_ROWS = 20_000

export interface PartContext {
  readonly store: CaseStore
  readonly file: number
  /** Dumps and breaches keep a fingerprint of every record, to tell repeated ones. */
  readonly fingerprint: boolean
  readonly mappings: readonly ColumnMapping[]
  /** The records that are kept; `null`: all. */
  readonly cut: QuickCut | null
  /** Gives the next ordinal of a part in the file. */
  readonly nextOrdinal: () => number
}

interface OpenPart {
  readonly id: number
  readonly decisions: readonly ColumnDecision[]
  readonly encoder: RecordEncoder
  readonly writer: PartWriter
}

export class TableIngest {
  readonly #context: PartContext
  readonly #table: Table
  readonly #queries: QueryEncoder
  #sample: RowBatch[] = []
  #sampled = 0
  #part: OpenPart | null = null
  readonly #closed: { readonly part: OpenPart; readonly written: WrittenPart }[] = []
  readonly rejected: Record<string, number> = {}
  asked = { asked: 0, missed: 0, unanswered: 0 }

  constructor(context: PartContext, table: Table) {
    this.#context = context
    this.#table = table
    this.#queries = new QueryEncoder(context.store.key.derivation)
  }

  add(batch: RowBatch): void {
    if (this.#part === null) {
      this.#sample.push(batch)
      this.#sampled += batch.rows.length
      if (this.#sampled >= SAMPLE_ROWS) this.#open()
      return
    }
    if (this.#table.columns.length > this.#part.decisions.length) this.#widen(this.#part, batch)
    this.#write(this.#part, batch)
  }

  /** Writes what is left; returns the digests of the boxes, part by part. */
  finish(): { readonly records: number; readonly digests: readonly string[] } {
    if (this.#part === null) this.#open()
    this.#close()
    const records = this.#closed.reduce((sum, { written }) => sum + written.records, 0)
    return { records, digests: this.#closed.map(({ written }) => written.digest) }
  }

  /** The account of the columns; a column that stood in several parts is added up. */
  columns(): ColumnAccount[] {
    const last = this.#closed.at(-1)?.part
    return (last?.decisions ?? []).map((decision) => {
      const states = this.#closed.flatMap(
        ({ part }) => part.encoder.states.get(decision.index) ?? [],
      )
      const sum = (state: keyof (typeof states)[number]) =>
        states.reduce((total, counts) => total + counts[state], 0)
      const [valid, masked, placeholder] = [sum('valid'), sum('masked'), sum('placeholder')]
      const [invalid, truncated, unchecked] = [sum('invalid'), sum('truncated'), sum('unchecked')]
      const values = valid + masked + placeholder + invalid + truncated + unchecked
      const { index, kind, vocabularyWord: header } = decision
      return {
        index,
        header,
        kind,
        values,
        valid,
        masked,
        placeholder,
        invalid,
        truncated,
        unchecked,
      }
    })
  }

  #open(): void {
    const decisions = decideTable(this.#table, this.#sample, this.#context.mappings)
    this.#part = this.#start(
      decisions,
      this.#sample.some(({ queries }) => queries.length > 0),
    )
    for (const batch of this.#sample) this.#write(this.#part, batch)
    this.#sample = []
  }

  #start(decisions: readonly ColumnDecision[], asked: boolean): OpenPart {
    const { store, file, fingerprint, cut, nextOrdinal } = this.#context
    const { derivation } = store.key
    const encoder = new RecordEncoder(derivation, decisions, { fingerprint, asked, cut })
    const id = addPart(store.db, file, nextOrdinal(), encoder.layout)
    const ranks = new Fingerprinter(derivation, 'probe', '1')
    return {
      id,
      decisions,
      encoder,
      writer: new PartWriter(encoder.layout, new BoxWriter(store.db, store.sealer, id), id, ranks),
    }
  }

  /** A column that appeared late and holds something is given a part of its own layout; any other is only listed. */
  #widen(part: OpenPart, batch: RowBatch): void {
    const decisions = decideTable(this.#table, [batch], this.#context.mappings)
    const merged = decisions.map((decision) => part.decisions[decision.index] ?? decision)
    const fresh = merged.slice(part.decisions.length)
    if (fresh.every(({ kind }) => kind === null)) {
      this.#part = { ...part, decisions: merged }
      return
    }
    this.#close()
    this.#part = this.#start(merged, this.asked.asked > 0)
  }

  #close(): void {
    const part = this.#part
    if (part === null) return
    const written = part.writer.finish()
    completePart(this.#context.store.db, part.id, written.records, written.filled)
    this.#closed.push({ part, written })
    this.#part = null
  }

  #write({ encoder, writer }: OpenPart, batch: RowBatch): void {
    for (const [reason, rows] of Object.entries(batch.rejected)) this.#reject(reason, rows)
    const asked = batch.queries.map((query) => this.#queries.identifier(query))
    const records = encoder.encode(batch.rows, askedByRow(batch.queries, asked))
    const numbers = records.map((record) => {
      if (typeof record === 'string') {
        this.#reject(record, 1)
        return null
      }
      const number = writer.nextRecord
      writer.append(record)
      return number
    })
    batch.queries.forEach((query, i) => {
      const own = numbers
        .slice(query.firstRow, query.firstRow + query.rows)
        .filter((number) => number !== null)
      const day = query.time === null ? null : dayNumber(query.time.slice(0, 10))
      const encoded = this.#queries.encode(query, asked[i] ?? null, own[0] ?? 0, own.length, day)
      if (this.#isKept(query, encoded)) writer.appendQuery(encoded)
      this.#countQuery(query)
    })
  }

  /** A question whose answer was cut away would count as a miss. */
  #isKept({ rows }: Query, { token, records }: EncodedQuery): boolean {
    const { cut } = this.#context
    return cut === null || records > 0 || (rows === 0 && token !== null && cut.holds(token))
  }

  #reject(reason: string, rows: number): void {
    this.rejected[reason] = (this.rejected[reason] ?? 0) + rows
  }

  #countQuery({ answered, rows }: Query): void {
    this.asked.asked += 1
    if (!answered) this.asked.unanswered += 1
    else if (rows === 0) this.asked.missed += 1
  }
}

export function askedByRow(
  queries: readonly Query[],
  asked: readonly (AskedIdentifier | null)[],
): ReadonlyMap<number, AskedIdentifier> {
  const byRow = new Map<number, AskedIdentifier>()
  queries.forEach(({ firstRow, rows }, i) => {
    const identifier = asked[i]
    if (identifier == null || !speaksFor(identifier, rows)) return
    for (let row = firstRow; row < firstRow + rows; row++) byRow.set(row, identifier)
  })
  return byRow
}
