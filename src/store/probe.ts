/** The probe of a part: its 8,192 records of least keyed hash, whole, from which emission tables and pretend dumps come. */
import type { Token } from '../core/secret.ts'
import type { EncodedRecord, PartLayout } from '../tokens/record.ts'
import { type Coder, RecordColumns } from '../tokens/record-columns.ts'
import type { Hash64 } from '../tokens/siphash.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import { type BlockData, decodeBlock, encodeBlock } from './block.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

export const PROBE_RECORDS = 8192

interface Candidate {
  readonly rank: number
  readonly row: number
  readonly record: () => EncodedRecord
}

/** 53 bits order the records; two equal ranks among 2^32 records are settled by the row. */
const rankOf = (low: number, high: number): number => high * 2 ** 21 + (low >>> 11)

/** Keeps the candidates of least rank: a binary heap with the largest rank on top. */
export class ProbeSelection {
  readonly #heap: Candidate[] = []
  readonly #size: number
  constructor(size = PROBE_RECORDS) {
    this.#size = size
  }

  /** Whether a record of this hash would be kept. */
  takes(low: number, high: number): boolean {
    return this.#heap.length < this.#size || rankOf(low, high) < this.#heap[0]!.rank
  }

  /** @param hash the keyed hash of (part, row) */
  offer({ low, high }: Hash64, row: number, record: () => EncodedRecord): void {
    const rank = rankOf(low, high)
    if (this.#heap.length < this.#size) {
      this.#heap.push({ rank, row, record })
      this.#rise(this.#heap.length - 1)
    } else if (rank < this.#heap[0]!.rank) {
      this.#heap[0] = { rank, row, record }
      this.#sink()
    }
  }

  /** In order of row. */
  finish(): readonly { readonly row: number; readonly record: EncodedRecord }[] {
    return this.#heap
      .toSorted((a, b) => a.row - b.row)
      .map(({ row, record }) => ({ row, record: record() }))
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (this.#heap[parent]!.rank >= this.#heap[at]!.rank) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const largest = this.#larger(this.#larger(at, left), left + 1)
      if (largest === at) return
      this.#swap(at, largest)
      at = largest
    }
  }

  #larger(a: number, b: number): number {
    return b < this.#heap.length && this.#heap[b]!.rank > this.#heap[a]!.rank ? b : a
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a]!
    this.#heap[a] = this.#heap[b]!
    this.#heap[b] = held
  }
}

/** An opened probe: `tokens[identifier][i]` are the tokens of its i-th record. */
export interface ProbeData {
  readonly rows: Uint32Array
  readonly tokens: readonly (readonly (readonly Token[])[])[]
  readonly block: BlockData
}

export function encodeProbe(
  layout: PartLayout,
  chosen: readonly { readonly row: number; readonly record: EncodedRecord }[],
  code: Coder,
): Buffer {
  const writer = new ByteWriter()
  const records = chosen.map(({ record }) => record)
  writer.column([chosen.length], 4)
  writer.column(
    chosen.map(({ row }) => row),
    4,
  )
  layout.identifiers.forEach((_, i) => {
    writer.column(
      records.map((record) => record.identifiers[i]!.tokens.length),
      1,
    )
    for (const record of records)
      for (const token of record.identifiers[i]!.tokens) writer.raw(token)
  })
  const columns = new RecordColumns(layout, records.length, code)
  for (const record of records) columns.put(record)
  writer.raw(encodeBlock(layout, columns))
  return writer.finish()
}

export function decodeProbe(layout: PartLayout, bytes: Buffer): ProbeData {
  const reader = new ByteReader(bytes)
  const count = reader.u32(1)[0]!
  const rows = reader.u32(count)
  const tokens = layout.identifiers.map(() => {
    const counts = reader.u8(count)
    return Array.from(counts, (values) =>
      Array.from({ length: values }, () => Uint8Array.from(reader.raw(TOKEN_BYTES)) as Token),
    )
  })
  return { rows, tokens, block: decodeBlock(layout, reader.rest(), count) }
}
