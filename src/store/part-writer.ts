/** Writes the records of one part: blocks as they fill, then segments, dictionaries and the probe. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import {
  type EncodedQuery,
  type EncodedRecord,
  type EncodedValue,
  HELD,
  type PartLayout,
} from '../tokens/record.ts'
import type { Fingerprinter } from '../tokens/tokenise.ts'
import { BLOCK_RECORDS, encodeBlock } from './block.ts'
import type { BoxWriter } from './box-writer.ts'
import { DictionaryWriter } from './dictionary.ts'
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
  readonly #probe = new ProbeSelection()
  readonly #filled = new Set<string>()
  #records = 0
  #blocks = 0
  #queryBlocks = 0
  #open: EncodedRecord[] = []
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
  }

  /** The number that the next record will have. */
  get nextRecord(): number {
    return this.#records + this.#open.length
  }

  append(record: EncodedRecord): void {
    const row = this.nextRecord
    if (row === LIMITS.rowsPerFile) {
      throw new AppError('INPUT_LIMIT', `a table has more than ${LIMITS.rowsPerFile} records`)
    }
    record.identifiers.forEach((identifier, i) => {
      if (identifier.held !== HELD.blank) this.#filled.add(this.#layout.identifiers[i]!.kind)
      for (const token of identifier.tokens) this.#gatherers[i]!.add(token, row)
    })
    record.attributes.forEach((form, i) => {
      if (form !== null) this.#filled.add(this.#layout.attributes[i]!.attribute)
    })
    this.#probe.offer(this.#ranks.hashPair(this.#part, row), row, record)
    this.#open.push(record)
    if (this.#open.length === BLOCK_RECORDS) this.#flush()
  }

  appendQuery(query: EncodedQuery): void {
    this.#openQueries.push(query)
    if (this.#openQueries.length === QUERY_BLOCK) this.#flushQueries()
  }

  finish(): WrittenPart {
    if (this.#open.length > 0) this.#flush()
    if (this.#openQueries.length > 0) this.#flushQueries()
    for (const gatherer of this.#gatherers) gatherer.finish()
    const chosen = this.#probe.finish()
    this.#boxes.probe(chosen.length, encodeProbe(this.#layout, chosen, this.#code))
    this.#dictionaries.forEach((dictionary, i) => {
      const { attribute } = this.#layout.attributes[i]!
      if (dictionary !== null)
        this.#boxes.dictionary(attribute, dictionary.count, dictionary.encode())
    })
    return { records: this.#records, filled: this.#inOrder(), digest: this.#boxes.digest() }
  }

  readonly #code = (attribute: number, value: EncodedValue): number =>
    this.#dictionaries[attribute]!.code(value)

  #flush(): void {
    this.#boxes.block(
      this.#blocks,
      this.#open.length,
      encodeBlock(this.#layout, this.#open, this.#code),
    )
    this.#blocks += 1
    this.#records += this.#open.length
    this.#open = []
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
