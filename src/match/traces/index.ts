/** The list of traces: each kind's counts, beside the ratio and never part of it, and its findings. */
import type { FactFinding } from '../fact-findings.ts'
import type { Breathe } from '../link.ts'
import type { PatternsDocument } from '../patterns.ts'
import { blankPatternFindings, blankPatterns } from './blank-patterns.ts'
import { householdOrder, householdOrderFindings } from './household-order.ts'
import { type Count, type LinkedSet, type TracedSet, tracedSet } from './linked-set.ts'
import { maskedValueFindings, maskedValues } from './masked-values.ts'
import { referenceIdFindings, referenceIds } from './reference-ids.ts'
import { repeatedPersonFindings, repeatedPersons } from './repeated-persons.ts'
import { rowOrder, rowOrderFindings } from './row-order.ts'
import { sharedErrorFindings, sharedErrors } from './shared-errors.ts'
import type { CountsOf, Trace, TraceCode } from './trace.ts'

const COUNTS = {
  'shared-errors': sharedErrors,
  'row-order': rowOrder,
  'repeated-persons': repeatedPersons,
  'household-order': householdOrder,
  'blank-patterns': blankPatterns,
  'masked-values': maskedValues,
  'reference-ids': referenceIds,
} as const satisfies { readonly [Code in TraceCode]: Count<CountsOf<Code>> }

/** @param probes of the sources, by source */
export async function measureTraces(
  dump: LinkedSet,
  probes: readonly LinkedSet[],
  breathe: Breathe,
): Promise<Trace[]> {
  const [tracedDump, tracedProbes] = [tracedSet(dump), probes.map(tracedSet)]
  const traces: Trace[] = []
  for (const code of Object.keys(COUNTS) as TraceCode[]) {
    for (const source of dump.links.keys()) {
      await breathe()
      traces.push(...tracesWith(code, tracedDump, tracedProbes, source))
    }
  }
  return traces
}

function tracesWith(
  code: TraceCode,
  dump: TracedSet,
  probes: readonly TracedSet[],
  source: number,
): Trace[] {
  const count: Count<Trace['counts']> = COUNTS[code]
  const own = count(dump, source)
  if (own.size === 0) return []
  const others = probes
    .filter(({ from }) => from !== source)
    .map((probe) => ({ from: probe.from, bySlot: count(probe, source) }))
  return [...own].map(([slot, counts]) => {
    const elsewhere = others.flatMap(({ from, bySlot }) => {
      const theirs = bySlot.get(slot)
      return theirs === undefined ? [] : [{ from, counts: theirs }]
    })
    // The counts of a code are those of its own function in the list above.
    return { code, source, slot, counts, elsewhere } as Trace
  })
}

/** @param malformedReferences see `referenceIdFindings` */
export function traceFindings(
  document: PatternsDocument,
  malformedReferences: number,
): FactFinding[] {
  return [
    ...sharedErrorFindings(document),
    ...rowOrderFindings(document),
    ...repeatedPersonFindings(document),
    ...householdOrderFindings(document),
    ...blankPatternFindings(document),
    ...maskedValueFindings(document),
    ...referenceIdFindings(document, malformedReferences),
  ]
}
