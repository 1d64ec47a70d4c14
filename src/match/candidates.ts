/** The join: which records of a source share an identifier with which records of a set, by one walk over sorted tokens. */
import { LIMITS } from '../core/limits.ts'
import type { PartReader } from '../store/part-reader.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import type { RecordSet, SortedTokens } from './record-set.ts'
import { SegmentCursor } from './segment-cursor.ts'
import type { Slots } from './slots.ts'

/** A growing list of unsigned 32-bit numbers. */
class NumberList {
  #numbers = new Uint32Array(1024)
  length = 0
  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.length++] = number
  }
  at(i: number): number {
    return this.#numbers[i] ?? 0
  }
}

/** Hits of one identifier slot in one part: position of the token in the set, and the record found. */
interface SlotHits {
  readonly token: NumberList
  readonly record: NumberList
}

/** A key's lowest bits hold the identifier slot, the next 28 the row of the set. */
export const SLOT_BITS = 4

/** For one part: keys `record × 2^32 + row × 16 + slot`, ascending. */
export interface PartCandidates {
  readonly part: PartReader
  readonly keys: BigUint64Array<ArrayBuffer>
}

export interface Candidates {
  readonly parts: readonly PartCandidates[]
  /** By row of the set: bit i set where identifier slot i was found in the source, whoever's record it is. */
  readonly found: Uint16Array
  /** Rows of the set that were not linked through a token which too many records share. */
  readonly crowded: number
}

/** @param compared by slot, whether the versions of the normaliser allow a comparison */
export function findCandidates(
  set: RecordSet,
  parts: readonly PartReader[],
  slots: Slots,
  compared: readonly boolean[],
): Candidates {
  const found = new Uint16Array(set.records.count)
  const crowdedRows = new Set<number>()
  const hits = parts.map(() => slots.identifiers.map((): SlotHits | null => null))
  set.tokens.forEach((tokens, slot) => {
    if (compared[slot] === false || tokens.count === 0) return
    const sharing = new Uint32Array(tokens.count)
    parts.forEach((part, p) => {
      const slotHits = joinPart(tokens, part, slots.identifiers[slot] ?? '', sharing)
      const ofPart = hits[p]
      if (ofPart !== undefined) ofPart[slot] = slotHits
    })
    sharing.forEach((records, token) => {
      const row = tokens.rows[token] ?? 0
      if (records > 0) found[row] = (found[row] ?? 0) | (1 << slot)
      if (records > LIMITS.rowsPerToken) crowdedRows.add(row)
    })
    for (const ofPart of hits) {
      const slotHits = ofPart[slot]
      if (slotHits != null) ofPart[slot] = withoutCrowded(slotHits, sharing)
    }
  })
  return {
    parts: parts.map((part, p) => ({ part, keys: sortedKeys(hits[p] ?? [], set.tokens) })),
    found,
    crowded: crowdedRows.size,
  }
}

/** Looks every token of the set up in one part; adds to `sharing`, by token, how many records hold it. */
function joinPart(
  tokens: SortedTokens,
  part: PartReader,
  kind: string,
  sharing: Uint32Array,
): SlotHits {
  const hits = { token: new NumberList(), record: new NumberList() }
  const cursor = SegmentCursor.of(part, kind)
  if (cursor === null) return hits
  for (let i = 0; i < tokens.count; i++) {
    for (const record of cursor.records(tokens.tokens, i * TOKEN_BYTES)) {
      const records = (sharing[i] ?? 0) + 1
      sharing[i] = records
      // One over the limit is enough to know that a token is crowded: the rest is counted, not kept.
      if (records > LIMITS.rowsPerToken + 1) continue
      hits.token.push(i)
      hits.record.push(record)
    }
  }
  return hits
}

function withoutCrowded(hits: SlotHits, sharing: Uint32Array): SlotHits {
  const kept = { token: new NumberList(), record: new NumberList() }
  for (let i = 0; i < hits.token.length; i++) {
    if ((sharing[hits.token.at(i)] ?? 0) > LIMITS.rowsPerToken) continue
    kept.token.push(hits.token.at(i))
    kept.record.push(hits.record.at(i))
  }
  return kept
}

function sortedKeys(
  hits: readonly (SlotHits | null)[],
  tokens: readonly SortedTokens[],
): BigUint64Array<ArrayBuffer> {
  const count = hits.reduce((sum, slotHits) => sum + (slotHits?.token.length ?? 0), 0)
  const keys = new BigUint64Array(count)
  // Halves of the little-endian 64-bit keys, written without making bigints.
  const halves = new Uint32Array(keys.buffer)
  let to = 0
  hits.forEach((slotHits, slot) => {
    for (let i = 0; i < (slotHits?.token.length ?? 0); i++) {
      const row = tokens[slot]?.rows[slotHits?.token.at(i) ?? 0] ?? 0
      halves[2 * to] = row * 2 ** SLOT_BITS + slot
      halves[2 * to + 1] = slotHits?.record.at(i) ?? 0
      to += 1
    }
  })
  return keys.sort()
}
