/** A range of whole lines to encoded records: kernels where they can, the plain encoder where they cannot, with one outcome. */
import type { ColumnDecision } from '../columns/decide.ts'
import { PlaintextRows } from '../core/secret.ts'
import type { Kernels } from '../kernels/module.ts'
import { type Grammar, grammarOf } from '../readers/csv-grammar.ts'
import { readApart } from '../readers/csv-lines-apart.ts'
import type { RangeSummary } from '../readers/reader.ts'
import type { KeyDerivation } from './derive.ts'
import type { EncodedRange } from './encoded-range.ts'
import { KernelColumns } from './kernel-columns.ts'
import type { KernelPlan } from './kernel-plan.ts'
import { LineWatch } from './line-watch.ts'
import { QuickCut } from './quick-cut.ts'
import { RangeCells } from './range-cells.ts'
import { RangeRecords } from './range-records.ts'
import type { EncodedRecord } from './record.ts'
import { RecordColumns } from './record-columns.ts'
import { type ColumnStates, noStates, RecordEncoder } from './record-encoder.ts'
import { ValueCodes } from './value-codes.ts'

/** What a range held besides records. */
export interface RangeAccount {
  readonly summary: RangeSummary
  readonly rejected: Readonly<Record<string, number>>
  /** By column, what became of its cells. */
  readonly states: ReadonlyMap<number, ColumnStates>
  /** Cells that were read in the plain way. */
  readonly slowCells: number
}

export interface Encoded {
  readonly range: EncodedRange
  readonly account: RangeAccount
}

export interface EncoderOptions {
  readonly encoder: number
  readonly fingerprint: boolean
  /** The part of token space whose records are kept; `null`: all. */
  readonly quick: number | null
}

export class RangeEncoder {
  readonly #kernels: Kernels
  readonly #plan: KernelPlan
  readonly #grammar: Grammar
  readonly #watch: LineWatch
  readonly #encoder: number
  readonly #plain: RecordEncoder
  readonly #columns: KernelColumns
  readonly #codes: readonly (ValueCodes | null)[]
  /** Values told of so far, by attribute. */
  readonly #told: number[]
  readonly #decided: number

  constructor(
    kernels: Kernels,
    derivation: KeyDerivation,
    decisions: readonly ColumnDecision[],
    plan: KernelPlan,
    { encoder, fingerprint, quick }: EncoderOptions,
  ) {
    const options = { fingerprint, asked: false }
    const cut = quick === null ? null : new QuickCut(quick)
    this.#kernels = kernels
    this.#plan = plan
    this.#grammar = grammarOf(plan.grammar)
    this.#watch = new LineWatch(this.#grammar.layout)
    this.#encoder = encoder
    this.#plain = new RecordEncoder(derivation, decisions, { ...options, cut })
    const { layout } = this.#plain
    this.#codes = layout.attributes.map(({ shape }) =>
      shape === 'coded' ? new ValueCodes() : null,
    )
    this.#told = layout.attributes.map(() => 0)
    this.#decided = decisions.filter(({ kind }) => kind !== null).length
    const silent = new RecordEncoder(derivation, decisions, options)
    const help = { plain: this.#plain, codes: this.#codes, silent }
    this.#columns = new KernelColumns(kernels, derivation, plan, help, cut)
  }

  /**
   * @param bytes whole lines of UTF-8, in front of which a row of the table ends
   * @returns `null` where lines before or behind them have a say in what they are
   */
  encode(bytes: Uint8Array): Encoded | null {
    this.#kernels.clear()
    const cells = RangeCells.scan(this.#kernels, bytes, this.#plan.grammar)
    return cells === null ? this.#plainly(bytes) : this.#withKernels(cells)
  }

  #withKernels(cells: RangeCells): Encoded | null {
    const records = new RangeRecords()
    this.#watch.mark(cells)
    const lastLengths = cells.cellLengths(this.#plan.grammar.layout.width - 1)
    this.#columns.readIdentifiersAndNames(cells)
    const summaries = this.#readOddLines(cells, records)
    if (summaries === null) return null
    const { odd } = cells
    for (let row = odd.indexOf(2); row >= 0; row = odd.indexOf(2, row + 1)) {
      records.drop(row, 'outside-quick-cut')
    }
    records.encode((row) => this.#encoded(row))
    const { data, entries, slowCells } = this.#columns.finish(cells, records)
    const columns = records.isEmpty ? data : records.merged(data, this.#empty(cells.rows))
    const regular = cells.rows - records.given
    return this.#outcome(columns, records.merge(entries, cells.rows), {
      summary: sumOf([{ rows: regular, kept: regular, lastLengths }, ...summaries]),
      rejected: records.rejected,
      slowCells: slowCells + this.#decided * records.given,
    })
  }

  /** Odd lines side by side are read together: one row may be torn into them. `null` where others have a say. */
  #readOddLines(cells: RangeCells, records: RangeRecords): RangeSummary[] | null {
    const summaries: RangeSummary[] = []
    const odd = Uint8Array.from(cells.odd)
    for (let from = odd.indexOf(1), to = 0; from >= 0; from = odd.indexOf(1, to)) {
      to = from
      let text = ''
      while (odd[to] === 1) text += `${cells.line(to++)}\n`
      const apart = readApart(text, this.#grammar, to === cells.rows)
      if (apart === null) return null
      records.give(from, to, apart)
      summaries.push(apart.summary)
    }
    return summaries
  }

  #plainly(bytes: Uint8Array): Encoded | null {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    const apart = readApart(text, this.#grammar, true)
    if (apart === null) return null
    const { length } = apart.rows
    const records = new RangeRecords()
    records.give(0, length, apart)
    records.encode((row) => this.#encoded(row))
    const columns = records.merged(null, this.#empty(length))
    const none = this.#plain.layout.identifiers.map(() => new Uint32Array(0))
    return this.#outcome(columns, records.merge(none, length), {
      summary: apart.summary,
      rejected: records.rejected,
      slowCells: this.#decided * length,
    })
  }

  /** A record, or why there is none. */
  #encoded(row: readonly string[]): EncodedRecord | string {
    const [record = 'no-identifier'] = this.#plain.encode(new PlaintextRows([row]))
    return record
  }

  #empty(capacity: number): RecordColumns {
    return new RecordColumns(
      this.#plain.layout,
      capacity,
      (attribute, value) => this.#codes[attribute]?.code(value) ?? 0,
    )
  }

  #outcome(
    { count, identifiers, attributes, fingerprints }: EncodedRange['columns'],
    entries: readonly Uint32Array[],
    account: Omit<RangeAccount, 'states'>,
  ): Encoded {
    const values = this.#codes.map((codes, i) => {
      if (codes === null) return null
      const fresh = Uint32Array.from(codes.halves(this.#told[i]))
      this.#told[i] = codes.count
      return fresh
    })
    const range = {
      encoder: this.#encoder,
      columns: { count, identifiers, attributes, fingerprints },
      entries,
      values,
    }
    return { range, account: { ...account, states: this.#takeStates() } }
  }

  #takeStates(): ReadonlyMap<number, ColumnStates> {
    const taken = new Map([...this.#plain.states].map(([index, states]) => [index, { ...states }]))
    for (const states of this.#plain.states.values()) Object.assign(states, noStates())
    return taken
  }
}

function sumOf(summaries: readonly RangeSummary[]): RangeSummary {
  return {
    rows: summaries.reduce((sum, { rows }) => sum + rows, 0),
    kept: summaries.reduce((sum, { kept }) => sum + kept, 0),
    lastLengths: [...new Set(summaries.flatMap(({ lastLengths }) => lastLengths))],
  }
}
