/** One table of a file on its way into the store: sampled until its columns can be decided, then encoded and written. */
import type { ColumnDecision } from '../columns/decide.ts'
import { type ColumnMapping, decideTable } from '../columns/decide-table.ts'
import { Kernels } from '../kernels/module.ts'
import type { Grammar } from '../readers/csv-grammar.ts'
import {
  type Query,
  type RowBatch,
  type RowRange,
  SAMPLE_ROWS,
  type Table,
} from '../readers/reader.ts'
import { BoxWriter } from '../store/box-writer.ts'
import type { CaseStore } from '../store/case-store.ts'
import { PartWriter, type WrittenPart } from '../store/part-writer.ts'
import { addPart, type ColumnAccount, completePart } from '../store/sources.ts'
import { buffersOf } from '../tokens/encoded-range.ts'
import type { AskedIdentifier } from '../tokens/gathered-row.ts'
import { kernelPlan } from '../tokens/kernel-plan.ts'
import { PairHasher } from '../tokens/pair-hasher.ts'
import { QueryEncoder, speaksFor } from '../tokens/query-encoder.ts'
import type { QuickCut } from '../tokens/quick-cut.ts'
import type { Encoded } from '../tokens/range-encoder.ts'
import type { EncodedQuery, PartLayout } from '../tokens/record.ts'
import { RecordEncoder } from '../tokens/record-encoder.ts'
import { RangeLanes, type Sent } from './range-lanes.ts'
import { dayNumber } from './stated-dates.ts'

export interface PartContext {
  readonly store: CaseStore
  readonly file: number
  /** Dumps and breaches keep a fingerprint of every record, to tell repeated ones. */
  readonly fingerprint: boolean
  readonly mappings: readonly ColumnMapping[]
  /** The records that are kept; `null`: all. */
  readonly cut: QuickCut | null
  /** Whether kernels read what they can, and whether the file is worth threads. */
  readonly kernels: 'none' | 'here' | 'threads'
  /** Gives the next ordinal of a part in the file. */
  readonly nextOrdinal: () => number
}

interface OpenPart {
  readonly id: number
  readonly decisions: readonly ColumnDecision[]
  readonly encoder: RecordEncoder
  readonly writer: PartWriter
  /** `null` where all is read in the plain way. */
  readonly lanes: RangeLanes | null
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
  /** Cells that kernels left to the plain encoder; `null` where kernels did not read the table. */
  slowCells: number | null = null
  /** Rows met so far, for progress. */
  rows = 0
  asked = { asked: 0, missed: 0, unanswered: 0 }

  constructor(context: PartContext, table: Table) {
    this.#context = context
    this.#table = table
    this.#queries = new QueryEncoder(context.store.key.derivation)
  }

  async add(batch: RowBatch): Promise<void> {
    if (this.#part === null) {
      this.#sample.push(batch)
      this.#sampled += batch.rows.length
      if (this.#sampled >= SAMPLE_ROWS) await this.#open()
      return
    }
    if (batch.columns > this.#part.decisions.length) await this.#widen(this.#part, batch)
    await this.#write(this.#part, batch)
  }

  /** Writes what is left. */
  async finish(): Promise<void> {
    if (this.#part === null) await this.#open()
    await this.#close()
  }

  /** What was written, with the digests of the boxes, part by part. */
  get written(): { readonly records: number; readonly digests: readonly string[] } {
    const records = this.#closed.reduce((sum, { written }) => sum + written.records, 0)
    return { records, digests: this.#closed.map(({ written }) => written.digest) }
  }

  /** Ends the threads, if there are any, whatever came of the work. */
  async stop(): Promise<void> {
    await this.#part?.lanes?.close()
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

  async #open(): Promise<void> {
    const sample = this.#sample
    this.#sample = []
    const decisions = decideTable(this.#table, sample, this.#context.mappings)
    const asked = sample.some(({ queries }) => queries.length > 0)
    const grammar = sample.find(({ range }) => range !== undefined)?.range?.grammar ?? null
    const part = this.#start(decisions, asked, grammar)
    this.#part = part
    for (const batch of sample) await this.#write(part, batch)
  }

  /** @param grammar of a file that gives ranges */
  #start(
    decisions: readonly ColumnDecision[],
    asked: boolean,
    grammar: Grammar | null = null,
  ): OpenPart {
    const { store, file, fingerprint, cut, nextOrdinal } = this.#context
    const { derivation } = store.key
    const encoder = new RecordEncoder(derivation, decisions, { fingerprint, asked, cut })
    const id = addPart(store.db, file, nextOrdinal(), encoder.layout)
    const ranks = new PairHasher(derivation)
    return {
      id,
      decisions,
      encoder,
      writer: new PartWriter(encoder.layout, new BoxWriter(store.db, store.sealer, id), id, ranks),
      lanes: grammar === null ? null : this.#lanes(decisions, encoder.layout, grammar),
    }
  }

  /** `null` where the plain encoder must read all. */
  #lanes(
    decisions: readonly ColumnDecision[],
    layout: PartLayout,
    grammar: Grammar,
  ): RangeLanes | null {
    const { store, fingerprint, cut, kernels } = this.#context
    const quick = cut?.fraction ?? null
    const plan = kernelPlan(decisions, layout, grammar)
    if (plan === null || kernels === 'none' || !Kernels.areBuilt()) return null
    const extracted = store.key.derivation.forWorker()
    const job = { extracted, decisions, plan, fingerprint, quick }
    return RangeLanes.open(job, kernels === 'threads')
  }

  /** A column that appeared late and holds something is given a part of its own layout; any other is only listed. */
  async #widen(part: OpenPart, batch: RowBatch): Promise<void> {
    const decisions = decideTable(this.#table, [batch], this.#context.mappings)
    const merged = decisions.map((decision) => part.decisions[decision.index] ?? decision)
    const fresh = merged.slice(part.decisions.length)
    if (fresh.every(({ kind }) => kind === null)) {
      this.#part = { ...part, decisions: merged }
      return
    }
    await this.#close()
    this.#part = this.#start(merged, this.asked.asked > 0)
  }

  async #close(): Promise<void> {
    const part = this.#part
    if (part === null) return
    await this.#drain(part)
    await part.lanes?.close()
    const written = part.writer.finish()
    completePart(this.#context.store.db, part.id, written.records, written.filled)
    this.#closed.push({ part, written })
    this.#part = null
  }

  async #write(part: OpenPart, batch: RowBatch): Promise<void> {
    const { range } = batch
    if (range === undefined || part.lanes === null) {
      await this.#drain(part)
      if (range === undefined || range.isRead) this.#writeRows(part, batch)
      else range.giveBack(range.bytes)
      return
    }
    await this.#take(part, await part.lanes.send({ ...batch, range }))
  }

  /** Takes what the lanes still have: what comes next follows it in the file. */
  async #drain(part: OpenPart): Promise<void> {
    await this.#take(part, (await part.lanes?.rest()) ?? [])
  }

  /** What stands behind a range that could not be read alone may be something else than it seemed: all of it goes back. */
  async #take(part: OpenPart, sent: readonly Sent[]): Promise<void> {
    const end = sent.findIndex(({ batch, encoded }) => encoded === null && !batch.range.isRead)
    for (const { batch, encoded, bytes } of end < 0 ? sent : sent.slice(0, end)) {
      if (encoded === null) this.#writeRows(part, batch)
      else this.#writeEncoded(part, encoded, batch.range)
      bytes.buffer.transfer(0)
    }
    if (end < 0) return
    const behind = (await part.lanes?.rest()) ?? []
    for (const { batch, encoded, bytes } of [...sent.slice(end), ...behind]) {
      if (encoded !== null) part.writer.learnValues(encoded.range)
      batch.range.giveBack(bytes)
    }
  }

  #writeEncoded({ encoder, writer }: OpenPart, { range, account }: Encoded, from: RowRange): void {
    writer.appendRange(range)
    from.settle(account.summary)
    // Given back at once: the collector does not see what buffers weigh.
    for (const buffer of buffersOf(range)) buffer.transfer(0)
    for (const [reason, rows] of Object.entries(account.rejected)) this.#reject(reason, rows)
    for (const [index, states] of account.states) encoder.addStates(index, states)
    this.slowCells = (this.slowCells ?? 0) + account.slowCells
    this.rows += account.summary.rows
  }

  #writeRows({ encoder, writer }: OpenPart, batch: RowBatch): void {
    this.rows += batch.rows.length
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
