/** Families: whether members who stand together in the dump are those who stand together in a source. */
import { fisherTail } from '../exact-tests.ts'
import { type FactFinding, quantity } from '../fact-findings.ts'
import type { Links } from '../link.ts'
import type { PatternsDocument } from '../patterns.ts'
import { isLinked, linkedRecord, type TracedSet } from './linked-set.ts'
import type { HouseholdCounts, Rate } from './trace.ts'
import { CHANCE, ceilingOf, isBeyond, tracesOf } from './yardstick.ts'

/** Neighbouring members of the households of the dump; a probe's rows have no neighbours. */
export function householdOrder(linked: TracedSet, source: number): Map<string, HouseholdCounts> {
  const links = linked.links[source]
  if (linked.from !== null || links === undefined) return new Map()
  const counts = {
    pairs: 0,
    togetherInDump: 0,
    togetherInSource: 0,
    togetherInBoth: 0,
    sameOrder: 0,
  }
  for (const { inDump, inSource } of steps(linked, links)) {
    const together = Math.abs(inSource) === 1
    counts.pairs += 1
    if (together) counts.togetherInSource += 1
    if (inDump !== 1) continue
    counts.togetherInDump += 1
    if (together) counts.togetherInBoth += 1
    if (inSource === 1) counts.sameOrder += 1
  }
  return counts.pairs === 0 ? new Map() : new Map([['', counts]])
}

/** From one member of a household to the next in the dump: how many rows further on there, and in the source. */
function* steps(
  { households }: TracedSet,
  links: Links,
): Generator<{ readonly inDump: number; readonly inSource: number }> {
  for (const rows of households) {
    const members = rows.filter((row) => isLinked(links, row))
    for (const [at, row] of members.subarray(1).entries()) {
      const before = members[at] ?? 0
      const inSource = linkedRecord(links, row) - linkedRecord(links, before)
      if (inSource !== 0) yield { inDump: row - before, inSource }
    }
  }
}

/** Of the members who stand together in the source, those who do in the dump. */
const rateOf = ({ togetherInSource, togetherInBoth }: HouseholdCounts): Rate => ({
  compared: togetherInSource,
  shown: togetherInBoth,
})

/**
 * Fisher's test asks whether standing together in the source goes with standing together in the dump: where all families stand
 * together in either file (a bot's replies, a file sorted by phone), it says nothing. Other sources are the second yardstick.
 */
export function householdOrderFindings(document: PatternsDocument): FactFinding[] {
  const traces = tracesOf(document, 'household-order')
  return traces.flatMap(({ code, source, counts }) => {
    const { pairs, togetherInDump, togetherInSource, togetherInBoth, sameOrder } = counts
    const chance = fisherTail({
      all: pairs,
      one: togetherInDump,
      other: togetherInSource,
      both: togetherInBoth,
    })
    const others = traces.filter((other) => other.source !== source)
    const ceiling = ceilingOf(others.map((other) => rateOf(other.counts)))
    if (chance > CHANCE || (ceiling !== null && !isBeyond(rateOf(counts), ceiling))) return []
    const name = document.sources[source]?.name ?? ''
    const expected = Math.round((togetherInDump * togetherInSource) / pairs)
    const sentence = `Of ${quantity(pairs, 'pair')} of household members, ${togetherInBoth.toLocaleString('en')} of the ${togetherInSource.toLocaleString('en')} who stand together in ${name} stand together in the dump (${expected.toLocaleString('en')} would by chance), ${sameOrder.toLocaleString('en')} in the same order. Families who were entered at one sitting in two places look the same.`
    return [{ code, source: name, records: togetherInBoth, sentence }]
  })
}
