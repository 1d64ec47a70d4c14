/** Errors that the dump shares with a source: the same failed number, a name spelled as only that source spells it. */
import { type FactFinding, quantity } from '../fact-findings.ts'
import type { Links } from '../link.ts'
import { areSpellings, nameMark } from '../name-mark.ts'
import { LEVEL, type PatternsDocument } from '../patterns.ts'
import { levelsOf, type TracedSet } from './linked-set.ts'
import type { Rate } from './trace.ts'
import { ceilingOf, isBeyond, outOf, ownRates, tracesOf } from './yardstick.ts'

const UNCHECKED = '-unchecked'

export function sharedErrors(linked: TracedSet, source: number): Map<string, Rate> {
  const rates = linked.slots.unchecked.map(
    (kind) => [kind, failedNumbers(linked, source, `${kind}${UNCHECKED}`)] as const,
  )
  const all = [...rates, ['name', spellings(linked, source)] as const]
  return new Map(all.filter(([, { compared }]) => compared > 0))
}

/** Of the linked records with a number that fails its check, those whose other record holds the same one. */
function failedNumbers(linked: TracedSet, source: number, slot: string): Rate {
  const links = linked.links[source]
  if (links === undefined) return { compared: 0, shown: 0 }
  const levelOf = levelsOf(linked, links, slot)
  let compared = 0
  let shown = 0
  for (const row of linked.linkedRows[source] ?? []) {
    const level = levelOf(row)
    if (level === LEVEL.blankInDump) continue
    compared += 1
    if (level === LEVEL.exact) shown += 1
  }
  return { compared, shown }
}

/** Sources that must agree with each other before another one's spelling counts as its own. */
const LEAST_OTHERS = 2

/**
 * Where a source spells a name otherwise than all others do, alike, the records that follow the source, of those that follow
 * either. Where a probe leaves but one other source, it is enough: the yardstick is higher then, since the odd one may be it.
 */
function spellings(linked: TracedSet, source: number): Rate {
  const { links, linkedRows, from, slots, oneWord } = linked
  const rate = { compared: 0, shown: 0 }
  const own = links[source]
  if (own === undefined || !slots.name || oneWord) return rate
  const others = links.filter((_, k) => k !== source && k !== from)
  const follows = followed(linked, own, others)
  for (const row of linkedRows[source] ?? []) {
    const whom = follows(row)
    if (whom !== null) rate.compared += 1
    if (whom === 'source') rate.shown += 1
  }
  return rate
}

/** Whose spelling a record linked with the source has, where the source's and the others' differ; else `null`. */
function followed(
  linked: TracedSet,
  own: Links,
  others: readonly Links[],
): (row: number) => 'source' | 'others' | null {
  const { name } = linked.set.records
  const least = linked.from === null ? LEAST_OTHERS : Math.min(LEAST_OTHERS, others.length)
  const levelWith = new Map(
    [own, ...others].map((ofSource) => [ofSource, nameLevels(linked, ofSource)]),
  )
  return (row) => {
    const theirs = own.name[row] ?? 0
    const common = commonMark(others, row, least)
    if (common === null || !areSpellings(theirs, common)) return null
    const ours = nameMark(name, row)
    if (ours !== theirs && ours !== common) return null
    // The spelling not followed must share a word with the record's: else it is another name.
    const notFollowed = ours === common ? own : others.find((other) => other.name[row] === common)
    const level = notFollowed && levelWith.get(notFollowed)?.(row)
    if (level !== LEVEL.partial) return null
    return ours === theirs ? 'source' : 'others'
  }
}

const nameLevels = (linked: TracedSet, links: Links) => levelsOf(linked, links, 'name')

/** The mark on which all sources that name the person agree; `null` where they differ or are too few. */
function commonMark(others: readonly Links[], row: number, least: number): number | null {
  let common = 0
  let named = 0
  for (const { name } of others) {
    const mark = name[row] ?? 0
    if (mark === 0) continue
    if (named > 0 && mark !== common) return null
    common = mark
    named += 1
  }
  return named > 0 && named >= least ? common : null
}

export function sharedErrorFindings(document: PatternsDocument): FactFinding[] {
  return tracesOf(document, 'shared-errors').flatMap(
    ({ code, source, slot, counts, elsewhere }) => {
      const ceiling = ceilingOf(elsewhere.map((other) => other.counts))
      if (ceiling === null || !isBeyond(counts, ceiling)) return []
      const name = document.sources[source]?.name ?? ''
      const rates = ownRates(document, elsewhere)
      const sentence =
        slot === 'name'
          ? `Where ${name} alone spells a name otherwise than the other sources, the dump follows it in ${outOf(counts)} (${rates}): unless both read one document, it repeats what stands in ${name} or a copy of it.`
          : `Of ${quantity(counts.compared, 'value')} of ${slot} in the dump that fail their check, ${name} holds ${counts.shown.toLocaleString('en')} for the same person, error and all (${rates}): unless both read one document, they go back to one writing.`
      return [{ code, source: name, field: slot, records: counts.shown, sentence }]
    },
  )
}
