/** The verdict in plain words: which records, how strongly, against what, and what was not tested. */
import { ESTABLISHED_PART } from './constants.ts'
import type { Verdict } from './document.ts'
import type { Judgement } from './judgement.ts'
import { type Question, sourceAt } from './question.ts'
import { verbalScale } from './verbal-scale.ts'
import type { Decision, Grounds, Obstacle, Part } from './verdict.ts'
import { count, listed, percent, ratio } from './words.ts'

export function verdictOf(question: Question, grounds: Grounds, decision: Decision): Verdict {
  const supported = [...grounds.registries, ...grounds.others].filter(({ supported }) => supported)
  const nameOf = ({ source }: { source: number }): string => sourceAt(question, source).name
  const sources = namedSources(decision, supported).map(nameOf)
  return {
    code: decision.code,
    sources,
    sentence: sentence(question, grounds, decision, sources),
    because: [
      ...supported.map((judgement) => supportLine(question, judgement)),
      ...unsupportedParts(grounds.parts),
      ...grounds.registries.flatMap((judgement) => registryLine(question, judgement)),
      ...decision.obstacles.map((obstacle) => obstacleLine(question, grounds, obstacle)),
    ],
  }
}

/** An inconclusive verdict rests on nothing; one about unknown or invented records names no source. */
function namedSources({ code }: Decision, supported: readonly Judgement[]): readonly Judgement[] {
  return code === 'registry-derived' || code === 'mixture' || code === 'prior-breach'
    ? supported
    : []
}

function sentence(
  question: Question,
  grounds: Grounds,
  { code }: Decision,
  sources: readonly string[],
): string {
  const registries = grounds.registries.filter(({ supported }) => supported)
  const named = listed(registries.map(({ source }) => sourceAt(question, source).name))
  const breaches = listed(sources)
  switch (code) {
    case 'registry-derived':
      return `The records derive from ${named}, or from a system that holds a copy of its records; nothing else is needed to explain them.`
    case 'mixture':
      return `Part of the records derives from ${named}, or from a system that holds a copy of its records; the rest has another origin.`
    case 'prior-breach':
      return `The records derive from ${breaches}, or from a copy of it; ${possibleLine(question, grounds)}.`
    case 'unknown-source':
      return `No supplied source explains the records: they come from a source that nobody supplied; ${possibleLine(question, grounds)}.`
    case 'fabricated':
      return `The largest established part of the records matches nothing anywhere: invented, or from a population that no source covers; ${possibleLine(question, grounds)}.`
    case 'inconclusive':
      return 'The records do not decide where they come from.'
  }
}

/** How many records could still be a registry's. */
function possibleLine({ records }: Question, { registries }: Grounds): string {
  const most = Math.max(0, ...registries.map(({ interval }) => interval[1]))
  return `up to ${count(Math.ceil(most * records))} of ${count(records)} could still be the named registry's`
}

function supportLine(question: Question, judgement: Judgement): string {
  const { log10Lr, cap, share, interval, tippingPoint } = judgement
  const { name } = sourceAt(question, judgement.source)
  const held = log10Lr ?? 0
  const figure = held >= cap ? `more than ${ratio(held)}` : ratio(held)
  const strength = `${verbalScale(held)} (ratio ${figure}) that ${name}, or a copy of it, gave records`
  const part = `${percent(share ?? 0)} of them (${percent(interval[0])} to ${percent(interval[1])})`
  const tip =
    tippingPoint === null
      ? 'a source five times closer to it than any supplied one could explain them too'
      : `an undisclosed source would have to differ from it ${tippingPoint} times less often than any supplied one`
  return `${strength}: ${part}; ${tip}`
}

function unsupportedParts(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ kind, share }) => {
    if (kind === 'unknown')
      return [`${percent(share)} of the records come from a source that nobody supplied`]
    if (kind === 'fabricated') return [`${percent(share)} of the records match nothing anywhere`]
    return []
  })
}

function registryLine(question: Question, judgement: Judgement): readonly string[] {
  const { name } = sourceAt(question, judgement.source)
  if (judgement.withheld !== null) return [`no ratio is given for ${name}: ${judgement.withheld}`]
  if (judgement.supported) return []
  if (!judgement.bounded) {
    return [`${name} was supplied in part, so that none of the records can be ruled out as its own`]
  }
  const most = count(Math.ceil(judgement.interval[1] * question.records))
  return [`up to ${most} of ${count(question.records)} records could still be ${name}'s`]
}

function obstacleLine(question: Question, grounds: Grounds, obstacle: Obstacle): string {
  switch (obstacle) {
    case 'no-registry':
      return 'missing: an export of the portal in question (ingest --as registry)'
    case 'withheld':
      return 'the agreement with the registry is high, but a guard withholds its ratio'
    case 'unseen-registry':
      return `missing: an export of ${listed(grounds.unseenRegistries)}`
    case 'unbounded-registry':
      return 'missing: a complete export of the registry, or its sampled fraction (--complete, --sampled)'
    case 'registry-not-excluded': {
      const open = grounds.registries.filter(({ interval }) => interval[1] >= ESTABLISHED_PART)
      const names = listed(open.map(({ source }) => sourceAt(question, source).name))
      return `the records neither support nor exclude ${names}`
    }
    case 'unknown-not-independent':
      return 'the unexplained records do not look to the registry as those of an independent source do'
    case 'nothing-established':
      return 'no part of the records has an established origin'
  }
}
