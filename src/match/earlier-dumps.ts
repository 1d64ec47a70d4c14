/** Is today's leak last year's again: how many records another dump holds whole, against what chance would make of it. */
import type { FactFinding } from './fact-findings.ts'
import { LEVEL, type LinkCode, type PatternsDocument } from './patterns.ts'
import type { Rate } from './traces/trace.ts'
import { ceilingOf, isBeyond, outOf, ownRates } from './traces/yardstick.ts'

/** A dump is made of other collections, so it is no origin beside them: what it shares with this one is told apart from the shares. */
export function earlierDumpFindings(document: PatternsDocument): FactFinding[] {
  return document.sources
    .filter(({ role }) => role === 'dump')
    .flatMap(({ id, name }) => {
      const counts = rateOf(document.patterns, id)
      if (counts.shown === 0) return []
      const elsewhere = yardstick(document, id)
      const ceiling = ceilingOf(elsewhere.map((other) => other.counts))
      const fact = `${outOf(counts)} records stand in ${name} with every value alike`
      const found = { source: name, records: counts.shown }
      if (ceiling === null || !isBeyond(counts, ceiling)) {
        const sentence = `${fact}; that is no more than chance or a common origin may do.`
        return [{ code: 'shared-with-dump', ...found, sentence }]
      }
      const sentence = `${fact} (${ownRates(document, elsewhere)}): one of the two goes back to the other, or both to one list.`
      return [{ code: 'repeats-dump', ...found, sentence }]
    })
}

/** How often the rows of registries and breaches stand in the other dump as whole. */
function yardstick({ sources, emission }: PatternsDocument, dump: number) {
  return sources
    .filter(({ role }) => role !== 'dump')
    .map(({ id: from }) => ({
      from,
      counts: rateOf(
        emission.filter((probe) => probe.from === from),
        dump,
      ),
    }))
}

function rateOf(
  records: readonly { readonly links: readonly LinkCode[]; readonly n: number }[],
  source: number,
): Rate {
  const add = (sum: number, { n }: { readonly n: number }) => sum + n
  const whole = records.filter(({ links }) => isWhole(links[source] ?? null))
  return { compared: records.reduce(add, 0), shown: whole.reduce(add, 0) }
}

const ALIKE: readonly number[] = [LEVEL.none, LEVEL.exact, LEVEL.blankInDump]

/** Everything that the record fills is the same there, in more than one slot. */
function isWhole(code: LinkCode): boolean {
  if (code === null) return false
  const levels = [...code].map((digit) => Number.parseInt(digit, 16))
  return (
    levels.every((level) => ALIKE.includes(level)) &&
    levels.filter((level) => level === LEVEL.exact).length > 1
  )
}
