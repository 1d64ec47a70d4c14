/** Reference ids: whether the dump shows the numbers that a source issued to its own records. */
import { HELD } from '../../tokens/record.ts'
import { type FactFinding, quantity } from '../fact-findings.ts'
import { LEVEL, type PatternsDocument } from '../patterns.ts'
import { levelsOf, type TracedSet } from './linked-set.ts'
import type { ReferenceCounts } from './trace.ts'
import { outOf, ownRates, tracesOf } from './yardstick.ts'

const SLOT = 'reference-id'

/** Counted where the source has reference ids, whether or not the set shows any. */
export function referenceIds(linked: TracedSet, source: number): Map<string, ReferenceCounts> {
  const { slots, set, linkedRows, fields } = linked
  const links = linked.links[source]
  if (links === undefined || !fields[source]?.has(SLOT)) return new Map()
  const held = set.records.identifiers[slots.identifiers.indexOf(SLOT)]?.held
  const levelOf = levelsOf(linked, links, SLOT)
  const counts = { records: set.records.count, present: 0, compared: 0, shown: 0 }
  if (held === undefined) return linked.from === null ? new Map([[SLOT, counts]]) : new Map()
  counts.present = held.reduce((present, state) => present + (state === HELD.valid ? 1 : 0), 0)
  for (const row of linkedRows[source] ?? []) {
    const level = levelOf(row)
    if (level !== LEVEL.exact && level !== LEVEL.different) continue
    counts.compared += 1
    if (level === LEVEL.exact) counts.shown += 1
  }
  return linked.from !== null && counts.compared === 0 ? new Map() : new Map([[SLOT, counts]])
}

/** @param malformed values of the dump's reference columns that are no reference ids, as counted at ingest */
export function referenceIdFindings(document: PatternsDocument, malformed: number): FactFinding[] {
  return tracesOf(document, 'reference-ids')
    .filter(({ source }) => document.sources[source]?.role === 'registry')
    .map(({ code, source, counts, elsewhere }) => {
      const name = document.sources[source]?.name ?? ''
      const { present, records, shown } = counts
      const broken =
        malformed === 0
          ? ''
          : ` ${quantity(malformed, 'value')} in such a column ${malformed === 1 ? 'is' : 'are'} malformed.`
      const rates = ownRates(document, elsewhere)
      const sentence =
        present === 0
          ? `No record of the dump shows a reference id, as ${name} issues them: the records do not say who minted them.${broken}`
          : `${quantity(present, 'record')} of ${records.toLocaleString('en')} show a reference id; of those that can be compared with ${name}, ${outOf(counts)} are equal${rates === '' ? '' : ` (${rates})`}.${broken} Equal ids say who minted a record, not from whose system it left.`
      return { code, source: name, field: SLOT, records: shown, sentence }
    })
}
