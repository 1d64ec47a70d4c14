/** The records of a range that a probe may take, copied by column: as records of their own they would weigh many times as much. */
import type { Token } from '../core/secret.ts'
import { ENTRY_WORDS } from '../kernels/entries.ts'
import type { EncodedRange } from '../tokens/encoded-range.ts'
import type { EncodedRecord, EncodedValue, PartLayout } from '../tokens/record.ts'
import { RecordColumns, recordAt } from '../tokens/record-columns.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'

export class ProbeShelf {
  readonly #columns: RecordColumns
  /** By identifier, numbered by place on the shelf. */
  readonly #entries: readonly Uint32Array[]
  readonly #value: (attribute: number, code: number) => EncodedValue

  /**
   * @param rows  of the range, ascending
   * @param codes by attribute: the code in the part's dictionary of each code of the encoder
   * @param value what a code of the part's dictionary stands for
   */
  constructor(
    layout: PartLayout,
    { columns, entries }: EncodedRange,
    rows: readonly number[],
    codes: readonly (Uint32Array | null)[],
    value: (attribute: number, code: number) => EncodedValue,
  ) {
    this.#value = value
    this.#columns = new RecordColumns(layout, rows.length, () => 0)
    for (const row of rows) this.#columns.append(columns, row, 1, codes)
    const places = new Int32Array(columns.count).fill(-1)
    rows.forEach((row, place) => {
      places[row] = place
    })
    this.#entries = entries.map((own) => placed(own, places))
  }

  record(place: number): EncodedRecord {
    return recordAt(
      this.#columns,
      place,
      (identifier) => tokensOf(this.#entries[identifier]!, place),
      this.#value,
    )
  }
}

/** The entries of rows that have a place, in the order in which they stand. */
function placed(entries: Uint32Array, places: Int32Array): Uint32Array {
  const kept: number[] = []
  for (let at = ENTRY_WORDS - 1; at < entries.length; at += ENTRY_WORDS) {
    if (places[entries[at]!]! >= 0) kept.push(at - ENTRY_WORDS + 1)
  }
  const copied = new Uint32Array(kept.length * ENTRY_WORDS)
  kept.forEach((from, i) => {
    const to = i * ENTRY_WORDS
    copied.set(entries.subarray(from, from + ENTRY_WORDS), to)
    copied[to + ENTRY_WORDS - 1] = places[entries[from + ENTRY_WORDS - 1]!]!
  })
  return copied
}

function tokensOf(entries: Uint32Array, place: number): Token[] {
  const tokens: Token[] = []
  for (let at = firstOf(entries, place); at < entries.length; at += ENTRY_WORDS) {
    if (entries[at + ENTRY_WORDS - 1] !== place) break
    tokens.push(new Uint8Array(entries.slice(at, at + TOKEN_BYTES / 4).buffer) as Token)
  }
  return tokens
}

/** Where the entries of a place begin, or those behind them. */
function firstOf(entries: Uint32Array, place: number): number {
  let [low, high] = [0, entries.length / ENTRY_WORDS]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (entries[(middle + 1) * ENTRY_WORDS - 1]! < place) low = middle + 1
    else high = middle
  }
  return low * ENTRY_WORDS
}
