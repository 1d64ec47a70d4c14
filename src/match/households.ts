/** Records of a dump that share a phone: families in one reply are not independent trials. */

import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import type { PatternsDocument } from './patterns.ts'
import type { RecordSet } from './record-set.ts'
import type { Slots } from './slots.ts'

export function households(
  slots: Slots,
  set: RecordSet,
): Pick<PatternsDocument['dump'], 'clusters' | 'sharedPhones'> {
  const phones = set.tokens[slots.identifiers.indexOf('phone')]
  if (phones === undefined)
    return { clusters: set.records.count, sharedPhones: { phones: 0, records: 0 } }
  const groups = new Groups(set.records.count)
  const shared = new Set<number>()
  let sharedPhones = 0
  for (let from = 0; from < phones.count; ) {
    const to = endOfRun(phones.tokens, phones.count, from)
    const rows = phones.rows.subarray(from, to)
    if (rows.length > 1) {
      sharedPhones += 1
      for (const row of rows) shared.add(row)
      for (const row of rows) groups.join(rows[0] ?? 0, row)
    }
    from = to
  }
  return { clusters: groups.count, sharedPhones: { phones: sharedPhones, records: shared.size } }
}

function endOfRun(tokens: Buffer, count: number, from: number): number {
  const at = from * TOKEN_BYTES
  let to = from + 1
  while (
    to < count &&
    tokens.compare(tokens, at, at + TOKEN_BYTES, to * TOKEN_BYTES, (to + 1) * TOKEN_BYTES) === 0
  )
    to += 1
  return to
}

/** Disjoint sets of rows (union by pointing at the root, paths halved). */
class Groups {
  readonly #parent: Uint32Array
  count: number
  constructor(rows: number) {
    this.#parent = new Uint32Array(rows).map((_, i) => i)
    this.count = rows
  }
  join(a: number, b: number): void {
    const [rootA, rootB] = [this.#root(a), this.#root(b)]
    if (rootA === rootB) return
    this.#parent[rootB] = rootA
    this.count -= 1
  }
  #root(row: number): number {
    let at = row
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at] ?? at] ?? at
      at = this.#parent[at] ?? at
    }
    return at
  }
}
