/** A set of records to be linked (the distinct records of a dump, or a probe), in memory by column, with sorted tokens. */
import type { IdentifierData, NameData } from '../store/block.ts'
import type { PartReader } from '../store/part-reader.ts'
import { ENTRY_BYTES, sortEntries } from '../store/segment.ts'
import { HELD } from '../tokens/record.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import { type Comparable, PartColumns, type ValueData, type ValueNumbers } from './comparable.ts'
import { FingerprintSet } from './fingerprint-set.ts'
import type { Slots } from './slots.ts'

/** Tokens of one kind ascending, 16 bytes each; `rows[i]` is the record in the set that holds `tokens[i]`. */
export interface SortedTokens {
  readonly count: number
  readonly tokens: Buffer
  readonly rows: Uint32Array
}

export interface RecordSet {
  readonly records: Comparable
  /** By identifier slot. */
  readonly tokens: readonly SortedTokens[]
}

/** Where a record of a set came from. */
export interface Origin {
  readonly part: number
  readonly record: number
}

/** Some rows of a comparable. */
export interface Selection {
  readonly from: Comparable
  readonly rows: readonly number[]
}

export interface DistinctDump extends RecordSet {
  /** Records stored; distinct ones; of these, records without a whole identifier, which are not in the set. */
  readonly rows: number
  readonly distinct: number
  readonly unlinkable: number
}

/** Loads the distinct, linkable records of a dump: equal records carry no more information than one. */
export function loadDump(
  parts: readonly PartReader[],
  slots: Slots,
  numbers: ValueNumbers,
): DistinctDump {
  const seen = new FingerprintSet()
  const selections: Selection[] = []
  const positions = new Map<number, Int32Array>()
  let kept = 0
  let unlinkable = 0
  for (const part of parts) {
    const columns = new PartColumns(
      slots,
      part.layout,
      (attribute) => part.dictionary(attribute),
      numbers,
    )
    const position = new Int32Array(part.records).fill(-1)
    positions.set(part.part, position)
    let first = 0
    for (let ordinal = 0; ordinal < part.blocks; ordinal++) {
      const block = part.block(ordinal)
      const from = columns.of(block)
      const rows: number[] = []
      for (let row = 0; row < block.count; row++) {
        if (block.fingerprints !== null && !seen.add(block.fingerprints, row)) continue
        if (!isLinkable(from, row)) {
          unlinkable += 1
          continue
        }
        position[first + row] = kept++
        rows.push(row)
      }
      selections.push({ from, rows })
      first += block.count
    }
  }
  const stored = parts.reduce((sum, part) => sum + part.records, 0)
  return {
    records: gather(slots, selections),
    tokens: slots.identifiers.map((kind) => storedTokens(parts, kind, positions)),
    rows: stored,
    distinct: kept + unlinkable,
    unlinkable,
  }
}

const isLinkable = (records: Comparable, row: number): boolean =>
  records.identifiers.some((identifier) => identifier?.held[row] === HELD.valid)

function storedTokens(
  parts: readonly PartReader[],
  kind: string,
  positions: ReadonlyMap<number, Int32Array>,
): SortedTokens {
  const entries: Buffer[] = []
  for (const part of parts) {
    const index = part.index(kind)
    const position = positions.get(part.part)
    for (let ordinal = 0; ordinal < (index?.segments ?? 0); ordinal++) {
      const { count, tokens, records } = part.segment(kind, ordinal)
      for (let i = 0; i < count; i++) {
        const row = position?.[records[i] ?? 0] ?? -1
        if (row >= 0)
          entries.push(entry(tokens.subarray(i * TOKEN_BYTES, (i + 1) * TOKEN_BYTES), row))
      }
    }
  }
  return sortedTokens(Buffer.concat(entries))
}

export function entry(token: Uint8Array, row: number): Buffer {
  const bytes = Buffer.alloc(ENTRY_BYTES)
  bytes.set(token)
  bytes.writeUInt32LE(row, TOKEN_BYTES)
  return bytes
}

export function sortedTokens(entries: Buffer): SortedTokens {
  const sorted = sortEntries(entries)
  const count = sorted.length / ENTRY_BYTES
  const tokens = Buffer.alloc(count * TOKEN_BYTES)
  const rows = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    sorted.copy(tokens, i * TOKEN_BYTES, i * ENTRY_BYTES, i * ENTRY_BYTES + TOKEN_BYTES)
    rows[i] = sorted.readUInt32LE(i * ENTRY_BYTES + TOKEN_BYTES)
  }
  return { count, tokens, rows }
}

/** Copies the selected rows, in order, into one comparable. */
export function gather(slots: Slots, selections: readonly Selection[]): Comparable {
  const count = selections.reduce((sum, { rows }) => sum + rows.length, 0)
  return {
    count,
    identifiers: slots.identifiers.map((_, k) =>
      gatherIdentifier(selections, count, ({ identifiers }) => identifiers[k] ?? null),
    ),
    name: slots.name ? gatherNames(selections, count) : null,
    values: slots.attributes.map((_, k) =>
      gatherValues(selections, count, ({ values }) => values[k] ?? null),
    ),
  }
}

/** Calls `copy` for every selected row that has the column, with its new position. */
function eachRow<Column>(
  selections: readonly Selection[],
  column: (from: Comparable) => Column | null,
  copy: (column: Column, row: number, to: number) => void,
): void {
  let to = 0
  for (const { from, rows } of selections) {
    const source = column(from)
    for (const row of rows) {
      if (source !== null) copy(source, row, to)
      to += 1
    }
  }
}

function gatherIdentifier(
  selections: readonly Selection[],
  count: number,
  column: (from: Comparable) => IdentifierData | null,
): IdentifierData {
  const forms = Math.max(0, ...selections.map(({ from }) => column(from)?.visible.length ?? 0))
  const held = new Uint8Array(count)
  const visible = Array.from({ length: forms }, () => new Uint16Array(count))
  const unchecked = new Uint32Array(count)
  eachRow(selections, column, (source, row, to) => {
    held[to] = source.held[row] ?? 0
    unchecked[to] = source.unchecked[row] ?? 0
    visible.forEach((form, f) => {
      form[to] = source.visible[f]?.[row] ?? 0
    })
  })
  return { held, visible, unchecked }
}

function gatherValues(
  selections: readonly Selection[],
  count: number,
  column: (from: Comparable) => ValueData | null,
): ValueData {
  const canonical = new Uint32Array(count)
  const exact = new Uint32Array(count)
  eachRow(selections, column, (source, row, to) => {
    canonical[to] = source.canonical[row] ?? 0
    exact[to] = source.exact[row] ?? 0
  })
  return { canonical, exact }
}

function gatherNames(selections: readonly Selection[], count: number): NameData {
  const caseClass = new Uint8Array(count)
  const folded = new Uint32Array(count)
  const exact = new Uint16Array(count)
  const lengths = new Uint32Array(count)
  const words: number[] = []
  eachRow(
    selections,
    ({ name }) => name,
    (source, row, to) => {
      caseClass[to] = source.caseClass[row] ?? 0
      folded[to] = source.folded[row] ?? 0
      exact[to] = source.exact[row] ?? 0
      const own = source.words.subarray(source.start[row] ?? 0, source.start[row + 1] ?? 0)
      lengths[to] = own.length
      for (const word of own) words.push(word)
    },
  )
  const start = new Uint32Array(count + 1)
  lengths.forEach((length, i) => {
    start[i + 1] = (start[i] ?? 0) + length
  })
  return { shape: 'name', caseClass, folded, exact, start, words: Uint32Array.from(words) }
}
