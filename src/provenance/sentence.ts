/** The verdict in plain words: which records, how strongly, against what, and what was not tested. */
import { ESTABLISHED_PART, SUPPORT_LOG10_LR, TIPPING_FACTORS, WHOLE_SHARE } from './constants.ts'
import type { Verdict } from './document.ts'
import type { Judgement } from './judgement.ts'
import { type Question, sourceAt } from './question.ts'
import { verbalScale } from './verbal-scale.ts'
import type { Decision, Grounds, Obstacle, Part } from './verdict.ts'
import { count, listed, percent, ratio, ratioWords } from './words.ts'

export function verdictOf(question: Question, grounds: Grounds, decision: Decision): Verdict {
  const supported = [...grounds.registries, ...grounds.others].filter(({ supported }) => supported)
  return {
    code: decision.code,
    sources: namesOf(question, namedSources(decision, supported)),
    sentence: `${sentence(question, grounds, decision)}.`,
    because: [
      ...supported.map((judgement) => supportLine(question, judgement)),
      ...unsupportedParts(grounds.parts),
      ...(decision.code === 'inconclusive' ? candidateLines(question, grounds) : []),
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

const namesOf = (question: Question, judgements: readonly Judgement[]): readonly string[] =>
  judgements.map(({ source }) => sourceAt(question, source).name)

function sentence(question: Question, grounds: Grounds, { code }: Decision): string {
  const possible = possibleLine(question, grounds)
  switch (code) {
    case 'registry-derived':
      return `The evidence supports that these records derive from ${registryOrCopy(question, grounds)}; nothing else is needed to explain them`
    case 'mixture':
      return `The evidence supports that part of these records derives from ${registryOrCopy(question, grounds)}, and ${restOf(question, grounds)}`
    case 'prior-breach':
      return `The evidence supports that ${extentOf(grounds)} from ${breachOrCopy(question, grounds)}; ${possible}`
    case 'unknown-source':
      return `No supplied source explains these records: the largest part whose origin is established comes from a source that nobody supplied; ${possible}`
    case 'fabricated':
      return `The largest part of these records whose origin is established matches nothing anywhere: invented, or from a population that no source covers; ${possible}`
    case 'inconclusive':
      return `These records do not decide where they come from${isBounded(grounds) ? `; ${possible}` : ''}`
  }
}

const supportedOf = (judgements: readonly Judgement[]): readonly Judgement[] =>
  judgements.filter(({ supported }) => supported)

function registryOrCopy(question: Question, { registries }: Grounds): string {
  const names = namesOf(question, supportedOf(registries))
  return `${listed(names)}, or from a system that holds a copy of ${names.length > 1 ? 'their' : 'its'} records`
}

function breachOrCopy(question: Question, { others }: Grounds): string {
  const names = namesOf(question, supportedOf(others))
  return `${listed(names)}, or from a copy of ${names.length > 1 ? 'them' : 'it'}`
}

/** What a mixture holds beside the registry's records. */
function restOf(question: Question, grounds: Grounds): string {
  const isPlaced = grounds.parts.every(({ kind }) => kind === 'registry' || kind === 'breach')
  if (supportedOf(grounds.others).length === 0) return 'the rest from elsewhere'
  return `part from ${breachOrCopy(question, grounds)}${isPlaced ? '' : '; the rest has another origin'}`
}

/** Breaches may explain all of the records, or the largest part of them only. */
function extentOf({ others, parts }: Grounds): string {
  const most = supportedOf(others).reduce((sum, { interval }) => sum + interval[1], 0)
  return most >= WHOLE_SHARE && parts.every(({ kind }) => kind === 'breach')
    ? 'these records derive'
    : 'the largest part of these records whose origin is established derives'
}

/** Whether silence excludes anybody: every registry was seen, with a ratio, and not all records could be its own. */
const isBounded = ({ registries, unseenRegistries }: Grounds): boolean =>
  registries.length > 0 &&
  unseenRegistries.length === 0 &&
  registries.every(({ bounded, gated, interval }) => bounded && !gated && interval[1] < 1)

/** How many records could still be a registry's. */
function possibleLine({ records }: Question, { registries }: Grounds): string {
  const most = Math.max(0, ...registries.map(({ interval }) => interval[1]))
  const whose = registries.length > 1 ? 'one of the named registries’' : 'the named registry’s'
  return `up to ${count(Math.ceil(most * records))} of ${count(records)} could still be ${whose}`
}

function supportLine(question: Question, judgement: Judgement): string {
  const { log10Lr, cap, share, interval, tippingPoint } = judgement
  const { name } = sourceAt(question, judgement.source)
  const held = log10Lr ?? 0
  const strength = `${verbalScale(held)} (ratio ${ratioWords(held, cap)}) that ${name}, or a copy of it, gave records`
  const part = `${percent(share ?? 0)} of them (${percent(interval[0])} to ${percent(interval[1])})`
  return `${strength}: ${part}; ${tippingWords(tippingPoint)}`
}

/** Against which undisclosed source a supported one stays so. */
const tippingWords = (tippingPoint: number | null): string =>
  tippingPoint === null
    ? `an undisclosed source ${TIPPING_FACTORS[0]} times closer to it than any supplied one could explain them too`
    : `this holds against an undisclosed source up to ${tippingPoint} times closer to it than any supplied one`

/** What fits the records best and is not established all the same. */
const candidateLines = (question: Question, grounds: Grounds): readonly string[] =>
  [...grounds.registries, ...grounds.others].flatMap((judgement) => {
    const { log10Lr, cap, share, supported } = judgement
    if (supported || log10Lr === null || (share ?? 0) < ESTABLISHED_PART) return []
    const { name } = sourceAt(question, judgement.source)
    return [
      `${name} fits ${percent(share ?? 0)} of them best, but is not established: its ratio is ${ratioWords(log10Lr, cap)}, and ${ratio(SUPPORT_LOG10_LR)} is needed`,
    ]
  })

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
  return [`up to ${most} of ${count(question.records)} records could still be ${name}’s`]
}

function obstacleLine(question: Question, grounds: Grounds, obstacle: Obstacle): string {
  switch (obstacle) {
    case 'no-registry':
      return 'missing: an export of the portal in question (ingest --as registry)'
    case 'withheld':
      return 'records agree with the registry so often that it would count as supported, had its ratio not been withheld'
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
      return 'the records that no supplied source explains agree with the registry’s names more seldom than any supplied source does: its own records, altered, could look like that'
    case 'nothing-established':
      return 'the larger part of the records has no established origin'
  }
}
