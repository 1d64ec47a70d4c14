/** Writes the records of one part: blocks as they fill, then segments, dictionaries and the probe. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Token } from '../core/secret.ts'
import { bytesOf, ENTRY_WORDS } from '../kernels/entries.ts'
import type { EncodedRange } from '../tokens/encoded-range.ts'
import { type EncodedQuery, type EncodedRecord, HELD, type PartLayout } from '../tokens/record.ts'
import { type AttributeData, NO_DAY, RecordColumns, recordAt } from '../tokens/record-columns.ts'
import { type Fingerprinter, TOKEN_BYTES } from '../tokens/tokenise.ts'
import { BLOCK_RECORDS, encodeBlock } from './block.ts'
import type { BoxWriter } from './box-writer.ts'
import { DictionaryTranslation, DictionaryWriter } from './dictionary.ts'
import { encodeProbe, ProbeSelection } from './probe.ts'
import { encodeQueries, QUERY_BLOCK } from './query-block.ts'
import { TokenGatherer } from './token-gatherer.ts'

export interface WrittenPart {
  readonly records: number
  /** Kinds and attributes in which at least one record is filled, in the order of the layout. */
  readonly filled: readonly string[]
  readonly digest: string
}

export class PartWriter {
  readonly #layout: PartLayout
  readonly #boxes: BoxWriter
  readonly #part: number
  readonly #ranks: Fingerprinter
  readonly #gatherers: readonly TokenGatherer[]
  readonly #dictionaries: readonly (DictionaryWriter | null)[]
  /** By the number of the encoder whose codes are translated. */
  readonly #translations = new Map<number, readonly (DictionaryTranslation | null)[]>()
  readonly #probe = new ProbeSelection()
  readonly #filled = new Set<string>()
  readonly #open: RecordColumns
  #records = 0
  #blocks = 0
  #queryBlocks = 0
  #openQueries: EncodedQuery[] = []

  /** @param ranks hashes (part, row) to choose the probe */
  constructor(layout: PartLayout, boxes: BoxWriter, part: number, ranks: Fingerprinter) {
    this.#layout = layout
    this.#boxes = boxes
    this.#part = part
    this.#ranks = ranks
    this.#gatherers = layout.identifiers.map(
      ({ kind, version }) => new TokenGatherer(boxes, kind, version),
    )
    this.#dictionaries = layout.attributes.map(({ shape }) =>
      shape === 'coded' ? new DictionaryWriter() : null,
    )
    this.#open = new RecordColumns(layout, BLOCK_RECORDS, (attribute, value) =>
      this.#dictionaries[attribute]!.code(value),
    )
  }

  /** The number that the next record will have. */
  get nextRecord(): number {
    return this.#records + this.#open.count
  }

  append(record: EncodedRecord): void {
    const row = this.nextRecord
    this.#admit(1)
    record.identifiers.forEach((identifier, i) => {
      if (identifier.held !== HELD.blank) this.#filled.add(this.#layout.identifiers[i]!.kind)
      for (const token of identifier.tokens) this.#gatherers[i]!.add(token, row)
    })
    record.attributes.forEach((form, i) => {
      if (form !== null) this.#filled.add(this.#layout.attributes[i]!.attribute)
    })
    this.#probe.offer(this.#ranks.hashPair(this.#part, row), row, () => record)
    this.#open.put(record)
    if (this.#open.count === BLOCK_RECORDS) this.#flush()
  }

  /** Appends the records of a range, with the same outcome as one by one. */
  appendRange(range: EncodedRange): void {
    const { columns, entries } = range
    const first = this.nextRecord
    this.#admit(columns.count)
    const codes = this.#translate(range)
    entries.forEach((own, i) => {
      this.#gatherers[i]!.addEntries(own, first)
    })
    this.#noteFilled(range)
    this.#offer(range, first, codes)
    for (let from = 0; from < columns.count; ) {
      const count = Math.min(columns.count - from, BLOCK_RECORDS - this.#open.count)
      this.#open.append(columns, from, count, codes)
      from += count
      if (this.#open.count === BLOCK_RECORDS) this.#flush()
    }
  }

  appendQuery(query: EncodedQuery): void {
    this.#openQueries.push(query)
    if (this.#openQueries.length === QUERY_BLOCK) this.#flushQueries()
  }

  finish(): WrittenPart {
    if (this.#open.count > 0) this.#flush()
    if (this.#openQueries.length > 0) this.#flushQueries()
    for (const gatherer of this.#gatherers) gatherer.finish()
    const chosen = this.#probe.finish()
    this.#boxes.probe(
      chosen.length,
      encodeProbe(this.#layout, chosen, (attribute, value) =>
        this.#dictionaries[attribute]!.code(value),
      ),
    )
    this.#dictionaries.forEach((dictionary, i) => {
      const { attribute } = this.#layout.attributes[i]!
      if (dictionary !== null)
        this.#boxes.dictionary(attribute, dictionary.count, dictionary.encode())
    })
    return { records: this.#records, filled: this.#inOrder(), digest: this.#boxes.digest() }
  }

  #admit(records: number): void {
    if (this.nextRecord + records <= LIMITS.rowsPerFile) return
    throw new AppError('INPUT_LIMIT', `a table has more than ${LIMITS.rowsPerFile} records`)
  }

  /** By attribute: the code in the part's dictionary of each code of the encoder. */
  #translate({ encoder, columns, values }: EncodedRange): readonly (Uint32Array | null)[] {
    const translations =
      this.#translations.get(encoder) ??
      this.#dictionaries.map((own) => (own === null ? null : new DictionaryTranslation(own)))
    this.#translations.set(encoder, translations)
    return translations.map((translation, i) => {
      const column = columns.attributes[i]!
      if (translation === null || column.shape !== 'coded') return null
      translation.learn(values[i] ?? new Uint32Array(0))
      return translation.codes(column.codes.subarray(0, columns.count))
    })
  }

  #noteFilled({ columns }: EncodedRange): void {
    const { count } = columns
    columns.identifiers.forEach(({ held }, i) => {
      const { kind } = this.#layout.identifiers[i]!
      if (!this.#filled.has(kind) && held.subarray(0, count).some((one) => one !== HELD.blank))
        this.#filled.add(kind)
    })
    columns.attributes.forEach((column, i) => {
      const { attribute } = this.#layout.attributes[i]!
      if (!this.#filled.has(attribute) && isFilled(column, count)) this.#filled.add(attribute)
    })
  }

  #offer(
    { columns, entries }: EncodedRange,
    first: number,
    codes: readonly (Uint32Array | null)[],
  ): void {
    const ranks = this.#ranks.hashPairs(this.#part, first, columns.count)
    for (let row = 0; row < columns.count; row++) {
      const hash = { low: ranks[2 * row]!, high: ranks[2 * row + 1]! }
      if (!this.#probe.takes(hash)) continue
      this.#probe.offer(hash, first + row, () =>
        recordAt(
          columns,
          row,
          (identifier) => tokensOf(entries[identifier]!, row),
          (attribute, code) => this.#dictionaries[attribute]!.value(codes[attribute]![code]!),
        ),
      )
    }
  }

  #flush(): void {
    const { count } = this.#open
    this.#boxes.block(this.#blocks, count, encodeBlock(this.#layout, this.#open))
    this.#blocks += 1
    this.#records += count
    this.#open.clear()
  }

  #flushQueries(): void {
    this.#boxes.queries(
      this.#queryBlocks,
      this.#openQueries.length,
      encodeQueries(this.#openQueries),
    )
    this.#queryBlocks += 1
    this.#openQueries = []
  }

  #inOrder(): string[] {
    const { identifiers, attributes } = this.#layout
    const all = [
      ...identifiers.map(({ kind }) => kind),
      ...attributes.map(({ attribute }) => attribute),
    ]
    return all.filter((word) => this.#filled.has(word))
  }
}

function isFilled(column: AttributeData, count: number): boolean {
  switch (column.shape) {
    case 'name':
      return column.caseClass.subarray(0, count).some((one) => one !== 0)
    case 'coded':
      return column.codes.subarray(0, count).some((one) => one !== 0)
    case 'text':
      return column.canonical.subarray(0, count).some((one) => one !== 0)
    case 'date':
      return column.day.subarray(0, count).some((one) => one !== NO_DAY)
  }
}

/** The tokens of a record, out of entries in order of record. */
function tokensOf(entries: Uint32Array, record: number): Token[] {
  const recordOf = (at: number): number => entries[(at + 1) * ENTRY_WORDS - 1]!
  let [low, high] = [0, entries.length / ENTRY_WORDS]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (recordOf(middle) < record) low = middle + 1
    else high = middle
  }
  const tokens: Token[] = []
  for (let at = low; at < entries.length / ENTRY_WORDS && recordOf(at) === record; at++) {
    const from = at * ENTRY_WORDS
    tokens.push(
      Uint8Array.from(
        bytesOf(entries.subarray(from, from + ENTRY_WORDS)).subarray(0, TOKEN_BYTES),
      ) as Token,
    )
  }
  return tokens
}
