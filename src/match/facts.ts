/** What the patterns say without any probability: records, overlap, agreement, who holds whom. */
import { isIdentifierKind } from '../core/kinds.ts'
import { clopperPearson } from './intervals.ts'
import { LEVEL, type Pattern, type PatternsDocument } from './patterns.ts'

export interface RecordCounts {
  readonly total: number
  readonly distinct: number
  readonly unlinkable: number
  readonly noMatch: number
}

export interface OverlapFact {
  readonly compared: number
  readonly matched: number
  /** 95 % Clopper–Pearson interval of the rate. */
  readonly interval: readonly [number, number]
}

export interface AgreementFact {
  readonly compared: number
  readonly exact: number
  readonly canonical: number
  readonly partial: number
  readonly different: number
}

/** Sources that hold the same person's record and are not ruled out, by name. */
const holders = ({ sources }: PatternsDocument, pattern: Pattern): string[] =>
  sources
    .filter(({ id }) => pattern.links[id] !== null && pattern.ruledOut[id] !== '1')
    .map(({ name }) => name)

/** Each distinct, linkable record once, under the exact set of sources that hold it; the empty set is left to `noMatch`. */
export function presentIn(document: PatternsDocument): { sources: string[]; records: number }[] {
  const counts = new Map<string, { sources: string[]; records: number }>()
  for (const pattern of document.patterns) {
    const sources = holders(document, pattern)
    if (sources.length === 0) continue
    const key = JSON.stringify(sources)
    const counted = counts.get(key) ?? { sources, records: 0 }
    counted.records += pattern.n
    counts.set(key, counted)
  }
  return [...counts.values()].sort(
    (a, b) => b.records - a.records || (a.sources.join() < b.sources.join() ? -1 : 1),
  )
}

export function recordCounts(document: PatternsDocument): RecordCounts {
  const { rows, distinct, unlinkable } = document.dump
  const nowhere = document.patterns.filter((pattern) => holders(document, pattern).length === 0)
  return { total: rows, distinct, unlinkable, noMatch: nowhere.reduce((sum, { n }) => sum + n, 0) }
}

export function overlapOf(document: PatternsDocument, source: number): Record<string, OverlapFact> {
  const own = document.overlap.filter((overlap) => overlap.source === source)
  return Object.fromEntries(
    own.map(({ kind, compared, matched }) => [
      kind,
      { compared, matched, interval: clopperPearson(matched, compared) },
    ]),
  )
}

/** By attribute slot, over the records linked with the source; slots that were never compared are left out. */
export function agreementOf(
  document: PatternsDocument,
  source: number,
): Record<string, AgreementFact> {
  const facts: Record<string, AgreementFact> = {}
  for (const [slot, name] of document.slots.entries()) {
    if (isIdentifierKind(name)) continue
    const counts = levelCounts(document, source, slot)
    const [exact, canonical, partial, different] = [
      LEVEL.exact,
      LEVEL.canonical,
      LEVEL.partial,
      LEVEL.different,
    ].map((level) => counts.get(level) ?? 0) as [number, number, number, number]
    const compared = exact + canonical + partial + different
    if (compared > 0) facts[name] = { compared, exact, canonical, partial, different }
  }
  return facts
}

function levelCounts(
  document: PatternsDocument,
  source: number,
  slot: number,
): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { links, n } of document.patterns) {
    const digit = links[source]?.[slot]
    if (digit === undefined) continue
    const level = Number.parseInt(digit, 16)
    counts.set(level, (counts.get(level) ?? 0) + n)
  }
  return counts
}
