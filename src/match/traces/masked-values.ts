/** Masked values: which characters the dump shows, and how many fit what a source holds. */
import { isIdentifierKind } from '../../core/kinds.ts'
import { identifierRule } from '../../identifiers/index.ts'
import { HELD } from '../../tokens/record.ts'
import type { FactFinding } from '../fact-findings.ts'
import { LEVEL, type PatternsDocument } from '../patterns.ts'
import { levelsOf, type TracedSet } from './linked-set.ts'
import type { MaskCounts, Trace } from './trace.ts'
import { outOf, ownRates, tracesOf } from './yardstick.ts'

const FITS: readonly number[] = [LEVEL.exact, LEVEL.maskedConsistent]
const COMPARED: readonly number[] = [...FITS, LEVEL.different, LEVEL.maskedContradictory]

/** Over the dump its masked values alone; over a probe, whose values are whole, all that can be compared. */
export function maskedValues(linked: TracedSet, source: number): Map<string, MaskCounts> {
  const counted = linked.slots.identifiers.map(
    (kind, slot) => [kind, countMasks(linked, source, kind, slot)] as const,
  )
  return new Map(counted.filter(([, { compared }]) => compared > 0))
}

function countMasks(
  linked: TracedSet,
  source: number,
  kind: TracedSet['slots']['identifiers'][number],
  slot: number,
): MaskCounts {
  const forms: Record<string, number> = {}
  const counts = { compared: 0, shown: 0, forms }
  const [links, column] = [linked.links[source], linked.set.records.identifiers[slot]]
  if (links === undefined || column == null) return counts
  const names = identifierRule(kind).maskForms
  const levelOf = levelsOf(linked, links, kind)
  for (const row of linked.linkedRows[source] ?? []) {
    const isMasked = column.held[row] === HELD.masked
    const level = levelOf(row)
    if ((linked.from === null && !isMasked) || level === null || !COMPARED.includes(level)) continue
    counts.compared += 1
    if (FITS.includes(level)) counts.shown += 1
    const form = names[column.visible.findIndex((visible) => isMasked && visible[row] !== 0)]
    if (form !== undefined) forms[form] = (forms[form] ?? 0) + 1
  }
  return counts
}

/** One finding a kind, over all sources: whoever holds the person's number fits, so that a fit names nobody. */
export function maskedValueFindings(document: PatternsDocument): FactFinding[] {
  const traces = tracesOf(document, 'masked-values')
  return [...new Set(traces.map(({ slot }) => slot))].filter(isIdentifierKind).map((field) => {
    const ofKind = traces.filter(({ slot }) => slot === field)
    const forms = [...new Set(ofKind.flatMap(({ counts }) => Object.keys(counts.forms)))].sort()
    const records = Math.max(...ofKind.map(({ counts }) => counts.compared))
    const sentence = `Masked values of ${field} in the dump show ${forms.map(shownBy).join(' or ')}. Of those that can be compared they fit ${ofKind.map((trace) => fits(document, trace)).join('; ')}. Any source that holds the person's ${field} fits: what tells sources apart is who contradicts.`
    return { code: 'masked-values', field, records, sentence }
  })
}

function fits(
  document: PatternsDocument,
  { source, counts, elsewhere }: Extract<Trace, { code: 'masked-values' }>,
): string {
  const rates = ownRates(document, elsewhere)
  return `${document.sources[source]?.name} in ${outOf(counts)}${rates === '' ? '' : ` (whole values: ${rates})`}`
}

/** `first2last2` → `the first 2 and the last 2 characters`. */
function shownBy(form: string): string {
  const ends = Array.from(form.matchAll(/(first|last)(\d+)/g), ([, end, n]) => `the ${end} ${n}`)
  return `${ends.join(' and ')}${form.endsWith('domain') ? ' and the domain' : ''}`
}
