/** Opens the boxes of one part for the linker: segments by token range, blocks by record, dictionaries, the probe. */
import { AppError } from '../core/error.ts'
import type { EncodedQuery, PartLayout } from '../tokens/record.ts'
import { BLOCK_RECORDS, type BlockData, decodeBlock } from './block.ts'
import { type Connection, inOurWords } from './database.ts'
import { decodeDictionary } from './dictionary.ts'
import { decodeProbe, type ProbeData } from './probe.ts'
import { decodeQueries } from './query-block.ts'
import type { Sealer } from './seal.ts'
import { decodeSegment, type Segment } from './segment.ts'
import type { PartRow } from './sources.ts'

const SQL = {
  index: 'SELECT version, segments, tokens, box FROM segment_index WHERE part = ? AND kind = ?',
  indexed: 'SELECT count(*) AS rows FROM segment_index NOT INDEXED WHERE part = ? AND kind = ?',
  segment: 'SELECT version, count, box FROM segment WHERE part = ? AND kind = ? AND ordinal = ?',
  block: 'SELECT count, box FROM block WHERE part = ? AND ordinal = ?',
  dictionary: 'SELECT count, box FROM dictionary WHERE part = ? AND attribute = ?',
  probe: 'SELECT count, box FROM probe WHERE part = ?',
  queries:
    'SELECT ordinal, count, box FROM query_block NOT INDEXED WHERE part = ? ORDER BY ordinal',
} as const

interface Box {
  readonly count: number
  readonly box: Buffer
}

/** First tokens of the segments of one kind: a looked-up token reads one segment. */
export interface SegmentIndex {
  readonly segments: number
  readonly tokens: number
  readonly firsts: Buffer
}

export class PartReader {
  readonly part: number
  readonly file: number
  readonly records: number
  readonly layout: PartLayout
  /** Kinds and attributes in which at least one record is filled. */
  readonly filled: readonly string[]
  readonly #db: Connection
  readonly #sealer: Sealer

  constructor(db: Connection, sealer: Sealer, row: PartRow) {
    this.#db = db
    this.#sealer = sealer
    this.part = row.part
    this.file = row.file
    this.records = row.records
    this.layout = row.layout
    this.filled = row.filled
  }

  get blocks(): number {
    return Math.ceil(this.records / BLOCK_RECORDS)
  }

  /** `null` where the part has no such kind. */
  index(kind: string): SegmentIndex | null {
    type Row = { version: string; segments: number; tokens: number; box: Buffer }
    const row = this.#get<Row>(SQL.index, kind)
    if (row === undefined) return this.#noIndex(kind)
    const place = {
      table: 'segment_index',
      kind,
      version: row.version,
      ordinal: row.tokens,
      count: row.segments,
    }
    const firsts = this.#sealer.open({ ...place, owner: this.part }, row.box)
    return { segments: row.segments, tokens: row.tokens, firsts }
  }

  segment(kind: string, ordinal: number): Segment {
    const row = this.#must(
      this.#get<Box & { version: string }>(SQL.segment, kind, ordinal),
      `segment ${ordinal}`,
    )
    const place = { table: 'segment', kind, version: row.version, ordinal, count: row.count }
    return decodeSegment(this.#sealer.open({ ...place, owner: this.part }, row.box), row.count)
  }

  block(ordinal: number): BlockData {
    const row = this.#must(this.#get<Box>(SQL.block, ordinal), `block ${ordinal}`)
    return decodeBlock(this.layout, this.#open('block', '', ordinal, row), row.count)
  }

  /** Four 32-bit halves an entry: canonical low, high, exact low, high. */
  dictionary(attribute: string): Uint32Array {
    const row = this.#must(this.#get<Box>(SQL.dictionary, attribute), `dictionary of ${attribute}`)
    return decodeDictionary(this.#open('dictionary', attribute, 0, row), row.count)
  }

  probe(): ProbeData {
    const row = this.#must(this.#get<Box>(SQL.probe), 'probe')
    return decodeProbe(this.layout, this.#open('probe', '', 0, row))
  }

  queries(): EncodedQuery[] {
    const rows = inOurWords(() =>
      this.#db.prepare<[number], Box & { ordinal: number }>(SQL.queries).all(this.part),
    )
    return rows.flatMap((row) =>
      decodeQueries(this.#open('query_block', '', row.ordinal, row), row.count),
    )
  }

  #get<Row>(sql: string, ...key: (string | number)[]): Row | undefined {
    return inOurWords(() => this.#db.prepare<(string | number)[], Row>(sql).get(this.part, ...key))
  }

  /** A row that the table holds and SQLite's index does not find would read as "no such kind". */
  #noIndex(kind: string): null {
    if (this.#get<{ rows: number }>(SQL.indexed, kind)?.rows === 0) return null
    throw new AppError('STORE_DAMAGED', `the index of ${kind} of part ${this.part} is not found`)
  }

  #open(table: string, kind: string, ordinal: number, { count, box }: Box): Buffer {
    return this.#sealer.open({ table, kind, version: '1', owner: this.part, ordinal, count }, box)
  }

  #must<Row>(row: Row | undefined, what: string): Row {
    if (row === undefined)
      throw new AppError('STORE_DAMAGED', `${what} of part ${this.part} is missing`)
    return row
  }
}
