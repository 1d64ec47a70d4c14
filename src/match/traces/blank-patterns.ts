/** Blank cells: whether a column is blank in the dump for the same persons as in a source. */
import { fisherTail } from '../exact-tests.ts'
import type { FactFinding } from '../fact-findings.ts'
import { NOTED_ATTRIBUTES } from '../link.ts'
import type { PatternsDocument } from '../patterns.ts'
import type { TracedSet } from './linked-set.ts'
import type { BlankCounts, Rate } from './trace.ts'
import { CHANCE, ceilingOf, isBeyond, outOf, ownRates, tracesOf } from './yardstick.ts'

/** Attributes only: which identifiers are blank decides who is linked at all. A year of birth follows its date. */
export function blankPatterns(linked: TracedSet, source: number): Map<string, BlankCounts> {
  const { slots, fields } = linked
  const counted = slots.attributes
    .slice(0, NOTED_ATTRIBUTES)
    .map((attribute, k) => ({ attribute, k }))
    .filter(({ attribute }) => fields[source]?.has(attribute))
    .filter(({ attribute }) => attribute !== 'yob' || !slots.attributes.includes('dob'))
    .map(({ attribute, k }) => [attribute, blanks(linked, source, k)] as const)
  return new Map(counted.filter(([, counts]) => varies(counts)))
}

function blanks(
  { set, links, linkedRows }: TracedSet,
  source: number,
  attribute: number,
): BlankCounts {
  const counts = { records: 0, inSet: 0, inSource: 0, inBoth: 0 }
  const ofSource = links[source]
  if (ofSource === undefined) return counts
  const column = set.records.values[attribute]
  for (const row of linkedRows[source] ?? []) {
    const inSet = !column?.canonical[row]
    const inSource = (((ofSource.filled[row] ?? 0) >>> attribute) & 1) === 0
    counts.records += 1
    if (inSet) counts.inSet += 1
    if (inSource) counts.inSource += 1
    if (inSet && inSource) counts.inBoth += 1
  }
  return counts
}

/** A column that is blank, or filled, throughout on one side has no pattern. */
const varies = ({ records, inSet, inSource }: BlankCounts): boolean =>
  inSet > 0 && inSet < records && inSource > 0 && inSource < records

/** Which of the two is rarer in the dump, so that it coincides less often by chance. */
type State = 'blank' | 'filled'
const rarerState = ({ records, inSet }: BlankCounts): State =>
  2 * inSet <= records ? 'blank' : 'filled'

/** Of the records in which either side is in that state, those in which both are. */
function coincidence({ records, inSet, inSource, inBoth }: BlankCounts, state: State): Rate {
  return state === 'blank'
    ? { shown: inBoth, compared: inSet + inSource - inBoth }
    : { shown: records - inSet - inSource + inBoth, compared: records - inBoth }
}

/** With the rarer state in at most half of the dump's records, unrelated columns coincide in at most half of either's. */
const LEAST_COINCIDENCE = 0.5

export function blankPatternFindings(document: PatternsDocument): FactFinding[] {
  return tracesOf(document, 'blank-patterns').flatMap(
    ({ code, source, slot, counts, elsewhere }) => {
      const state = rarerState(counts)
      const others = elsewhere.map(({ from, counts: own }) => ({
        from,
        counts: coincidence(own, state),
      }))
      const ceiling = ceilingOf(others.map((other) => other.counts))
      const rate = coincidence(counts, state)
      const { records: all, inSet: one, inSource: other, inBoth: both } = counts
      if (ceiling === null || fisherTail({ all, one, other, both }) > CHANCE) return []
      if (!isBeyond(rate, Math.max(ceiling, LEAST_COINCIDENCE))) return []
      const name = document.sources[source]?.name ?? ''
      const sentence = `${slot} is ${state} in the dump for the same persons as in ${name}: of the records where either is, both are in ${outOf(rate)} (${ownRates(document, others)}). What is ${state} for a reason that lies in the person looks the same.`
      return [{ code, source: name, field: slot, records: rate.shown, sentence }]
    },
  )
}
