/** Rows of a set that belong together: those that share a token, and the groups that follow from it. */
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import type { SortedTokens } from './record-set.ts'

/** Rows that share a token, for each token that two or more rows hold. */
export function* sharedRows({ count, tokens, rows }: SortedTokens): Generator<Uint32Array> {
  for (let from = 0; from < count; ) {
    const to = endOfRun(tokens, count, from)
    if (to - from > 1) yield rows.subarray(from, to)
    from = to
  }
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
export class RowGroups {
  readonly #parent: Uint32Array
  readonly #joined = new Set<number>()
  /** How many groups there are. */
  count: number

  constructor(rows: number) {
    this.#parent = new Uint32Array(rows).map((_, i) => i)
    this.count = rows
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.#root(a), this.#root(b)]
    if (rootA === rootB) return
    this.#joined.add(a).add(b)
    this.#parent[rootB] = rootA
    this.count -= 1
  }

  /** The groups of two or more rows, each ascending, in the order of their first rows. */
  several(): number[][] {
    const members = new Map<number, number[]>()
    for (const row of [...this.#joined].sort((a, b) => a - b)) {
      const root = this.#root(row)
      const group = members.get(root)
      if (group === undefined) members.set(root, [row])
      else group.push(row)
    }
    return [...members.values()]
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
