/** Writes the records of one part: blocks as they fill, then segments, dictionaries and the probe. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { EncodedRange } from '../tokens/encoded-range.ts'
import type { PairHasher } from '../tokens/pair-hasher.ts'
import { type EncodedQuery, type EncodedRecord, HELD, type PartLayout } from '../tokens/record.ts'
import { type AttributeData, NO_DAY, RecordColumns } from '../tokens/record-columns.ts'
import { BLOCK_RECORDS, encodeBlock } from './block.ts'
import type { BoxWriter } from './box-writer.ts'
import { DictionaryTranslation, DictionaryWriter } from './dictionary.ts'
import { encodeProbe, ProbeSelection } from './probe.ts'
import { ProbeShelf } from './probe-shelf.ts'
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
  readonly #ranks: PairHasher
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
  constructor(layout: PartLayout, boxes: BoxWriter, part: number, ranks: PairHasher) {
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
    this.#probe.offer(this.#ranks.hash(this.#part, row), row, () => record)
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

  /** Takes note of values that an encoder told of with a range that is not appended. */
  learnValues({ encoder, values }: EncodedRange): void {
    this.#translationsOf(encoder).forEach((translation, i) => {
      translation?.learn(values[i] ?? new Uint32Array(0))
    })
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
  #translate(range: EncodedRange): readonly (Uint32Array | null)[] {
    const { encoder, columns } = range
    this.learnValues(range)
    return this.#translationsOf(encoder).map((translation, i) => {
      const column = columns.attributes[i]!
      if (translation === null || column.shape !== 'coded') return null
      return translation.codes(column.codes.subarray(0, columns.count))
    })
  }

  #translationsOf(encoder: number): readonly (DictionaryTranslation | null)[] {
    const translations =
      this.#translations.get(encoder) ??
      this.#dictionaries.map((own) => (own === null ? null : new DictionaryTranslation(own)))
    this.#translations.set(encoder, translations)
    return translations
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

  #offer(range: EncodedRange, first: number, codes: readonly (Uint32Array | null)[]): void {
    const { count } = range.columns
    const ranks = this.#ranks.hashes(this.#part, first, count)
    const rows: number[] = []
    for (let row = 0; row < count; row++) {
      if (this.#probe.takes(ranks[2 * row]!, ranks[2 * row + 1]!)) rows.push(row)
    }
    if (rows.length === 0) return
    const shelf = new ProbeShelf(this.#layout, range, rows, codes, (attribute, code) =>
      this.#dictionaries[attribute]!.value(code),
    )
    rows.forEach((row, place) => {
      const hash = { low: ranks[2 * row]!, high: ranks[2 * row + 1]! }
      this.#probe.offer(hash, first + row, () => shelf.record(place))
    })
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
