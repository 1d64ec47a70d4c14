/** What a run says in words for somebody who has not read the method; every format repeats these and invents none of its own. */
import { SUPPORT_LOG10_LR, WHOLE_SHARE } from '../provenance/constants.ts'
import type { Contributed, Share } from '../provenance/document.ts'
import { percent, ratio } from '../provenance/words.ts'
import { isPublic, PUBLIC_NOTICE, type ReportedDocument, type ReportedSource } from './reported.ts'
import { wholeNumber } from './text.ts'

/** Whether the figure is the most that the tests of this case can support. */
export const isCapped = ({ log10Lr, cappedAt }: Contributed): boolean =>
  log10Lr !== null && cappedAt !== null && log10Lr >= cappedAt

/** A share as precise as it is known: `70 %`; what is not zero never reads 0 %. */
export const shareEstimate = ({ identified, estimate }: Share): string =>
  identified && estimate !== null ? percent(estimate) : 'not identified'

export const shareRange = ({ interval: [low, high] }: Share): string =>
  `${percent(low)} to ${percent(high)}`

/** `70 % (66 % to 74 %)` */
export const shareWords = (share: Share): string => `${shareEstimate(share)} (${shareRange(share)})`

/**
 * A ratio as every format writes it: `more than 200` where the tests of the case support no more, `130`, `1 to 6` where the
 * records speak against the source.
 */
export function ratioWords(contributed: Contributed): string {
  const { log10Lr, withheld } = contributed
  if (log10Lr === null) return `withheld: ${withheld ?? 'no reason given'}`
  if (log10Lr < 0) return `1 to ${ratio(-log10Lr)}`
  return `${isCapped(contributed) ? 'more than ' : ''}${ratio(log10Lr)}`
}

/** The ratio with its words: `moderately strong support (ratio more than 200)`. */
export const weightWords = (contributed: Contributed): string =>
  contributed.verbal === null
    ? ratioWords(contributed)
    : `${contributed.verbal} (ratio ${ratioWords(contributed)})`

/** What was read in part, or by a sample of it, can only give a first answer. */
export const isPreliminary = ({ inputs }: Pick<ReportedDocument, 'inputs'>): boolean =>
  inputs.some(({ complete }) => !complete)

const PRELIMINARY =
  'PRELIMINARY. At least one file was read only in part: counts will grow, and what was not found may lie in the rest.'

/** What stands at the head of a report, before anything is said. */
export const notices = (document: ReportedDocument): readonly string[] => [
  ...(isPreliminary(document) ? [PRELIMINARY] : []),
  ...(isPublic(document) ? [PUBLIC_NOTICE] : []),
]

/** Lower ends of the bands of the verbal scale, log10; their words come from the scale itself. */
export const SCALE_ENDS = [6, 4, 3, 2, 1, Math.log10(2)] as const

/** How many bands of support a ratio has climbed, from 0 to all of them. */
export const rungsClimbed = (log10Lr: number): number =>
  SCALE_ENDS.filter((end) => log10Lr >= end).length

export const supportedSources = ({ sources }: ReportedDocument): readonly ReportedSource[] =>
  sources.filter(({ contributed }) => (contributed?.log10Lr ?? 0) >= SUPPORT_LOG10_LR)

/** What the evidence weighs for one source: the chance of the records under two accounts, never the chance of an account. */
export function weightSentence({ name, contributed, snapshot }: ReportedSource): string | null {
  if (contributed === undefined || contributed.log10Lr === null) return null
  if (contributed.log10Lr < SUPPORT_LOG10_LR) return null
  const figure = ratio(contributed.log10Lr)
  const times = isCapped(contributed) ? `more than ${figure} times` : `at least ${figure} times`
  const asOf = snapshot === undefined ? '' : ` as of ${span(snapshot)}`
  const most = isCapped(contributed)
    ? ` ${figure} is the most that this case’s tests can support.`
    : ''
  return (
    `These records are ${times} more probable if some of them came from ${name}${asOf}, or from a copy of it, than if all of ` +
    'them came from the other sources listed, from invention, or from an undisclosed source at most three times closer to ' +
    `${name} than any corpus supplied.${most}`
  )
}

export const span = ({ earliest, latest }: NonNullable<ReportedSource['snapshot']>): string =>
  latest === null
    ? `${earliest} or later`
    : earliest === latest
      ? earliest
      : `${earliest} to ${latest}`

/** The open questions of such a case, each with what the run can say to it. */
export function openQuestions(
  document: ReportedDocument,
): readonly { readonly question: string; readonly answer: string }[] {
  const supported = supportedSources(document)
  const dated = supported.flatMap(({ name, snapshot }) =>
    snapshot === undefined ? [] : [`${name}: ${span(snapshot)}`],
  )
  return [
    { question: 'Whose records are these?', answer: document.verdict.sentence },
    {
      question: 'As of when?',
      answer:
        dated.length > 0
          ? `The records fit this state of the registry: ${dated.join('; ')}.`
          : 'The records do not date themselves: no snapshot could be bounded.',
    },
    { question: 'What else explains them?', answer: rivals(supported) },
    {
      question: 'How may they have left?',
      answer:
        'leakcheck does not answer this. It compares records with records; it sees no system, no log-in and no person.',
    },
  ]
}

function rivals(supported: readonly ReportedSource[]): string {
  if (supported.length === 0)
    return 'Nothing is established, so that every account listed under the shares is open.'
  const closer = supported.map(({ name, contributed }) => {
    const tip = contributed?.tippingPoint ?? null
    return tip === null
      ? `for ${name}, an undisclosed source five times closer to it than any supplied`
      : `for ${name}, an undisclosed source more than ${tip} times closer to it than any supplied`
  })
  return `A copy of the same records always; and ${closer.join('; ')}.`
}

/** What would change the verdict, the most useful first. */
export function nextEvidence({
  sources,
  findings,
  inputs,
  records,
}: ReportedDocument): readonly string[] {
  const registries = sources.filter(({ role }) => role === 'registry')
  const breaches = sources.filter(({ role }) => role === 'breach')
  const has = (code: string): boolean => findings.some((finding) => finding.code === code)
  // A bound of all records, far above the estimate, is no bound: the export was supplied in part.
  const unbounded = registries.filter(
    ({ share: { estimate, interval } }) => interval[1] >= 1 && (estimate ?? 0) < WHOLE_SHARE,
  )
  return [
    ...(registries.length === 0
      ? ['An export of the named registry, with the date on which it was drawn.']
      : []),
    ...(breaches.length < 2
      ? [
          'Another older breach of the same people, of certain origin: what an unrelated source agrees on is measured with it.',
        ]
      : []),
    ...unbounded.map(
      ({ name }) =>
        `A complete export of ${name}, or the fraction that was sampled: until then its silence excludes nobody.`,
    ),
    ...(has('independent-collection-not-excluded')
      ? [
          'A column of reference ids that the registry itself issued: it tells the registry’s records from another system filled at the same desk.',
        ]
      : []),
    ...(has('copy-not-excluded')
      ? [
          'Planted or marked records, or a list of the systems that hold a copy: nothing in the records alone tells a copy from the registry.',
        ]
      : []),
    ...(inputs.some(({ complete }) => !complete)
      ? ['The whole of the files that could be read only in part.']
      : []),
    ...(records.noMatch !== 0
      ? [
          `The origin of the ${wholeNumber(records.noMatch)} records that no supplied source holds: a breach that covers them would show whether they are invented.`,
        ]
      : []),
  ]
}

/** Stands under every conclusion. */
export const STANDING_LIMIT =
  'A copy of a source’s records looks like the source. No figure here tells the two apart, and none says who held them.'
