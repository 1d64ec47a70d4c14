/** The lines of a range that the plain encoder reads, and how its records take their place among those of the kernels. */
import { bytesOf, ENTRY_WORDS } from '../kernels/entries.ts'
import type { LinesApart } from '../readers/csv-lines-apart.ts'
import type { Row } from '../readers/csv-records.ts'
import type { EncodedRecord } from './record.ts'
import type { BlockData, RecordColumns } from './record-columns.ts'

export class RangeRecords {
  /** By line, in order; `null` where there is none. */
  readonly #records = new Map<number, EncodedRecord | null>()
  readonly #rows = new Map<number, Row | null>()
  /** Tokens of cells that kernels did not read, by identifier. */
  readonly #extra = new Map<
    number,
    { row: number; tokens: EncodedRecord['identifiers'][number]['tokens'] }[]
  >()
  readonly rejected: Record<string, number> = {}
  #dropped = 0

  /** What the plain reader made of the lines of a range, from one up to another: no more rows than lines. Lines come in order. */
  give(from: number, to: number, { rows, rejected }: LinesApart): void {
    for (let line = from; line < to; line++) this.#rows.set(line, rows[line - from] ?? null)
    for (const [reason, count] of Object.entries(rejected)) this.#reject(reason, count)
  }

  /** A row of the kernels that is left out. */
  drop(line: number, reason: string): void {
    this.#rows.set(line, null)
    this.#dropped += 1
    this.#reject(reason, 1)
  }

  /** @param encode gives a record, or why there is none */
  encode(encode: (row: Row) => EncodedRecord | string): void {
    const inOrder = [...this.#rows].sort(([a], [b]) => a - b)
    for (const [line, row] of inOrder) {
      const record = row === null ? null : encode(row)
      if (typeof record === 'string') this.#reject(record, 1)
      this.#records.set(line, typeof record === 'string' ? null : record)
    }
    this.#rows.clear()
  }

  get isEmpty(): boolean {
    return this.#records.size === 0
  }

  /** Lines that the plain encoder read. */
  get given(): number {
    return this.#records.size - this.#dropped
  }

  addTokens(
    identifier: number,
    row: number,
    tokens: EncodedRecord['identifiers'][number]['tokens'],
  ): void {
    const own = this.#extra.get(identifier) ?? []
    own.push({ row, tokens })
    this.#extra.set(identifier, own)
  }

  /**
   * The records in order of line.
   * @param data the kernels' records by line, or `null` where they have none
   * @param into empty, with room for all lines
   */
  merged(data: BlockData | null, into: RecordColumns): BlockData {
    const same = into.attributes.map(() => null)
    let from = 0
    for (const [line, record] of this.#records) {
      if (data !== null && line > from) into.append(data, from, line - from, same)
      if (record !== null) into.put(record)
      from = line + 1
    }
    if (data !== null) into.append(data, from, data.count - from, same)
    return into
  }

  /**
   * All tokens, in order of record.
   * @param entries those of the kernels by identifier, numbered by line
   */
  merge(entries: readonly Uint32Array[], lines: number): Uint32Array[] {
    if (this.isEmpty && this.#extra.size === 0) return entries.map((own) => own.slice())
    const recordOf = this.#recordNumbers(lines)
    return entries.map((own, identifier) => mergeTokens(own, this.#given(identifier), recordOf))
  }

  #reject(reason: string, count: number): void {
    this.rejected[reason] = (this.rejected[reason] ?? 0) + count
  }

  #given(identifier: number) {
    const records = [...this.#records].flatMap(([row, record]) =>
      record === null ? [] : [{ row, tokens: record.identifiers[identifier]?.tokens ?? [] }],
    )
    return [...records, ...(this.#extra.get(identifier) ?? [])].sort((a, b) => a.row - b.row)
  }

  /** By line: the number of its record in the range. */
  #recordNumbers(lines: number): Uint32Array {
    const numbers = new Uint32Array(lines)
    let next = 0
    for (let line = 0; line < lines; line++) {
      numbers[line] = next
      if (this.#records.get(line) !== null) next += 1
    }
    return numbers
  }
}

function mergeTokens(
  own: Uint32Array,
  given: readonly { row: number; tokens: EncodedRecord['identifiers'][number]['tokens'] }[],
  recordOf: Uint32Array,
): Uint32Array {
  const added = given.reduce((sum, { tokens }) => sum + tokens.length, 0)
  const merged = new Uint32Array(own.length + ENTRY_WORDS * added)
  const bytes = bytesOf(merged)
  let [from, to] = [0, 0]
  const copyBelow = (row: number): void => {
    for (; from < own.length && (own[from + ENTRY_WORDS - 1] ?? 0) < row; from += ENTRY_WORDS) {
      merged.set(own.subarray(from, from + ENTRY_WORDS), to)
      merged[to + ENTRY_WORDS - 1] = recordOf[own[from + ENTRY_WORDS - 1] ?? 0] ?? 0
      to += ENTRY_WORDS
    }
  }
  for (const { row, tokens } of given) {
    copyBelow(row)
    for (const token of tokens) {
      bytes.set(token, 4 * to)
      merged[to + ENTRY_WORDS - 1] = recordOf[row] ?? 0
      to += ENTRY_WORDS
    }
  }
  copyBelow(recordOf.length)
  return merged
}
