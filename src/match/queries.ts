/** What a bot was asked, against each source: the misses are evidence too. */
import type { IdentifierKind } from '../core/kinds.ts'
import type { PartReader } from '../store/part-reader.ts'
import type { EncodedQuery } from '../tokens/record.ts'
import { findCandidates } from './candidates.ts'
import type { QueryCounts } from './patterns.ts'
import { entry, sortedTokens } from './record-set.ts'
import type { Slots } from './slots.ts'

interface AskedSource {
  readonly parts: readonly PartReader[]
  /** Whether the versions of a kind's normaliser allow a comparison. */
  readonly isCompared: (kind: IdentifierKind) => boolean
}

/** `null` where the dump holds no questions. A source holds what was asked where any of its records does. */
export function countQueries(
  queries: readonly EncodedQuery[],
  sources: readonly AskedSource[],
): QueryCounts | null {
  if (queries.length === 0) return null
  const kinds = [...new Set(queries.flatMap(({ kind }) => kind ?? []))]
  const found = sources.map((source) => knownQueries(queries, kinds, source))
  const isMiss = ({ answered, records }: EncodedQuery) => answered && records === 0
  return {
    asked: queries.length,
    missed: queries.filter(isMiss).length,
    known: found.map((known) => queries.filter((_, i) => known[i]).length),
    missedKnown: found.map(
      (known) => queries.filter((query, i) => known[i] && isMiss(query)).length,
    ),
  }
}

function knownQueries(
  queries: readonly EncodedQuery[],
  kinds: readonly IdentifierKind[],
  { parts, isCompared }: AskedSource,
): Uint16Array {
  const slots: Slots = {
    identifiers: kinds,
    name: false,
    attributes: [],
    unchecked: [],
    all: kinds,
  }
  const tokens = kinds.map((kind) => {
    const entries = queries.map((query, row) =>
      query.kind === kind && query.token !== null ? entry(query.token, row) : Buffer.alloc(0),
    )
    return sortedTokens(Buffer.concat(entries))
  })
  const records = { count: queries.length, identifiers: [], name: null, values: [] }
  return findCandidates({ records, tokens }, parts, slots, kinds.map(isCompared)).found
}
