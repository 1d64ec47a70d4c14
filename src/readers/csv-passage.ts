/** A delimited text on its way through the reader: read here, or given away in ranges of whole lines to those who read faster. */
import { PlaintextRows } from '../core/secret.ts'
import type { TextPiece } from '../evidence/decoded-text.ts'
import { brokenOff, type Ending } from '../evidence/ending.ts'
import type { Grammar } from './csv-grammar.ts'
import { RecordCutter, type Records } from './csv-records.ts'
import { CsvTable } from './csv-table.ts'
import { textOf } from './head-of.ts'
import { type RowBatch, type RowRange, SAMPLE_ROWS } from './reader.ts'

/** Ranges that may come back before it matters how many did, and the share from which on none is given any more. */
const FEW_BACK = 8
const MOST_BACK = 0.5

export class CsvPassage {
  readonly #grammar: Grammar
  readonly #cutter: RecordCutter
  readonly #table: CsvTable
  #bytes = 0
  /** Rows in batches so far. */
  #rows = 0
  /** Ranges given away, of which nothing was heard yet. */
  #out = 0
  #given = 0
  #returned = 0
  /** Ranges that were given back, in their order. */
  #back: Uint8Array<ArrayBuffer>[] = []

  constructor(grammar: Grammar) {
    this.#grammar = grammar
    this.#cutter = new RecordCutter(grammar.dialect, grammar.layout.width)
    this.#table = new CsvTable(grammar)
  }

  get ending(): Ending {
    return this.#table.ending
  }

  *take(piece: TextPiece): Generator<RowBatch> {
    yield* this.#takeBack()
    if (typeof piece === 'string') {
      yield* this.#settled()
      yield* this.#read(piece)
    } else if (this.#isFree && !this.#isInVain) yield* this.#give(piece)
    else {
      yield* this.#settled()
      yield* this.#read(textOf(piece))
    }
  }

  *end(): Generator<RowBatch> {
    yield* this.#settled()
    for (const cut of this.#cutter.cut('', true)) this.#takeRecords(cut)
    yield* this.#table.rest()
  }

  get #isFree(): boolean {
    return this.#cutter.isFree && this.#table.isFree
  }

  get #isInVain(): boolean {
    return this.#returned > FEW_BACK && this.#returned > MOST_BACK * this.#given
  }

  *#give(bytes: Uint8Array<ArrayBuffer>): Generator<RowBatch> {
    const before = merged(this.#table.all(this.#bytes))
    if (!isEmpty(before)) yield this.#counted(before)
    const isRead = this.#rows < SAMPLE_ROWS
    this.#bytes += bytes.length
    if (isRead) {
      this.#readText(textOf(bytes))
      if (!this.#isFree) {
        yield* this.#full()
        return
      }
    }
    const batch = merged(this.#table.all(this.#bytes))
    yield this.#counted({ ...batch, range: this.#rangeOf(bytes, isRead) })
  }

  #rangeOf(bytes: Uint8Array<ArrayBuffer>, isRead: boolean): RowRange {
    const { dialect, layout } = this.#grammar
    const range = { bytes, grammar: { dialect, layout }, isRead }
    if (isRead) return { ...range, settle: () => {}, giveBack: () => {} }
    this.#out += 1
    this.#given += 1
    return {
      ...range,
      settle: (summary) => {
        this.#out -= 1
        this.#table.note(summary)
      },
      giveBack: (own) => {
        this.#out -= 1
        this.#returned += 1
        this.#back.push(own)
      },
    }
  }

  /** Until all is heard of the ranges that are out: a batch without a range has its user take what came of those before it. */
  *#settled(): Generator<RowBatch> {
    if (this.#out > 0) yield this.#counted(merged(this.#table.all(this.#bytes)))
    yield* this.#takeBack()
  }

  *#takeBack(): Generator<RowBatch> {
    const back = this.#back
    this.#back = []
    for (const bytes of back) {
      this.#readText(textOf(bytes))
      yield* this.#full()
    }
  }

  *#read(text: string): Generator<RowBatch> {
    this.#bytes += Buffer.byteLength(text)
    this.#readText(text)
    yield* this.#full()
  }

  *#full(): Generator<RowBatch> {
    for (const batch of this.#table.batches(this.#bytes)) yield this.#counted(batch)
  }

  #counted(batch: RowBatch): RowBatch {
    this.#rows += batch.rows.length
    return batch
  }

  #readText(text: string): void {
    for (const cut of this.#cutter.cut(text, false)) this.#takeRecords(cut)
  }

  #takeRecords({ records, unterminated, openAt }: Records): void {
    const rows = unterminated ? records.slice(0, -1) : records
    for (const [at, record] of rows.entries()) {
      if (at === openAt) this.#breakOff()
      this.#table.take(record)
    }
    if (openAt === rows.length) this.#breakOff()
    if (unterminated) this.#table.takeLast(records.at(-1) ?? null)
  }

  #breakOff(): void {
    this.#table.ending = brokenOff(
      'a quote is opened and never closed',
      `row ${this.#table.seen + 1}`,
    )
  }
}

const isEmpty = ({ rows, rejected }: RowBatch): boolean =>
  rows.length === 0 && Object.keys(rejected).length === 0

/** Batches of one table, the last of which is never missing, as one. */
function merged(batches: readonly RowBatch[]): RowBatch {
  const [first] = batches
  const last = batches.at(-1)
  if (first === undefined || last === undefined) throw new Error('no batch')
  if (first === last) return first
  const rejected: Record<string, number> = {}
  for (const [reason, count] of batches.flatMap((batch) => Object.entries(batch.rejected))) {
    rejected[reason] = (rejected[reason] ?? 0) + count
  }
  const rows = new PlaintextRows(batches.flatMap((batch) => batch.rows.expose()))
  return { ...last, rows, rejected }
}
