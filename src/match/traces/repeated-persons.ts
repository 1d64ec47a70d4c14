/** Persons who stand in the dump more than once, and which source holds them more than once as well. */
import { isPhotoIdKind } from '../../core/kinds.ts'
import type { FactFinding } from '../fact-findings.ts'
import { nameMark } from '../name-mark.ts'
import type { PatternsDocument } from '../patterns.ts'
import { RowGroups, sharedRows } from '../row-groups.ts'
import { isLinked, linkedRecord, type TracedSet } from './linked-set.ts'
import type { Rate } from './trace.ts'
import { ceilingOf, isBeyond, outOf, tracesOf } from './yardstick.ts'

/**
 * Of the persons of whom the source holds two or more of the dump's records, those for whom these are different records of the
 * source. Only over the dump: a probe rarely draws a person twice.
 */
export function repeatedPersons(linked: TracedSet, source: number): Map<string, Rate> {
  const links = linked.links[source]
  if (linked.from !== null || links === undefined) return new Map()
  const rate = { compared: 0, shown: 0 }
  for (const rows of personsOf(linked)) {
    const records = rows
      .filter((row) => isLinked(links, row))
      .map((row) => linkedRecord(links, row))
    if (records.length < 2) continue
    rate.compared += 1
    if (new Set(records).size > 1) rate.shown += 1
  }
  return rate.compared === 0 ? new Map() : new Map([['', rate]])
}

/** Rows of one person: a photo ID in common, or a phone and all words of the name. */
function personsOf({ slots, set, households }: TracedSet): number[][] {
  const groups = new RowGroups(set.records.count)
  slots.identifiers.forEach((kind, slot) => {
    const tokens = set.tokens[slot]
    if (!isPhotoIdKind(kind) || tokens === undefined) return
    for (const rows of sharedRows(tokens)) for (const row of rows) groups.join(rows[0] ?? 0, row)
  })
  for (const rows of households) {
    const first = new Map<number, number>()
    for (const row of rows) {
      const mark = nameMark(set.records.name, row)
      if (mark === 0) continue
      groups.join(first.get(mark) ?? row, row)
      if (!first.has(mark)) first.set(mark, row)
    }
  }
  return groups.several()
}

/** The yardstick is what the other sources hold twice of the same dump. */
export function repeatedPersonFindings(document: PatternsDocument): FactFinding[] {
  const traces = tracesOf(document, 'repeated-persons')
  return traces.flatMap(({ code, source, counts }) => {
    const others = traces.filter((other) => other.source !== source)
    const ceiling = ceilingOf(others.map((other) => other.counts))
    if (ceiling === null || !isBeyond(counts, ceiling)) return []
    const name = document.sources[source]?.name ?? ''
    const rates = others
      .map((other) => `${document.sources[other.source]?.name} ${outOf(other.counts)}`)
      .join(', ')
    const sentence = `Of the persons who stand in the dump in two or more records, ${name} holds ${outOf(counts)} in two or more as well (${rates}). A list that was made from ${name}, or from what filled it, looks the same.`
    return [{ code, source: name, records: counts.shown, sentence }]
  })
}
