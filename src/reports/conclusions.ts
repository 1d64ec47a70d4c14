/** What a run concludes, in sentences for somebody who has not read the method; every format repeats these and invents none of its own. */
import { SUPPORT_LOG10_LR, TIPPING_FACTORS } from '../provenance/constants.ts'
import { isCapped, ratioWords } from './reading.ts'
import { linkableRecords, type ReportedDocument, type ReportedSource } from './reported.ts'
import { wholeNumber } from './text.ts'

/** Stands after the verdict's own sentence: what the evidence weighs, what it leaves open, and what it does not say. */
export const conclusions = (document: ReportedDocument): readonly string[] => [
  ...document.sources.flatMap((source) => weightSentence(source) ?? []),
  ...elsewhere(document),
  'This does not say how the records left.',
]

export const supportedSources = ({ sources }: ReportedDocument): readonly ReportedSource[] =>
  sources.filter(({ contributed }) => (contributed?.log10Lr ?? 0) >= SUPPORT_LOG10_LR)

/** How many records could have another origin than the registry that is supported. */
function elsewhere(document: ReportedDocument): readonly string[] {
  const linkable = linkableRecords(document)
  const registries = supportedSources(document).filter(({ role }) => role === 'registry')
  const [registry] = registries
  if (linkable === null || registry === undefined || registries.length > 1) return []
  const { name, share } = registry
  const others = Math.ceil((1 - share.interval[0]) * linkable)
  return [
    `Up to ${wholeNumber(others)} of the ${wholeNumber(linkable)} records could have come from elsewhere than ${name} or a copy of it.`,
  ]
}

/** What the evidence weighs for one source: the chance of the records under two accounts, never the chance of an account. */
export function weightSentence({ name, contributed, snapshot }: ReportedSource): string | null {
  if (contributed === undefined || contributed.log10Lr === null) return null
  if (contributed.log10Lr < SUPPORT_LOG10_LR) return null
  const asOf = snapshot === undefined ? '' : ` as of ${span(snapshot)}`
  const most = isCapped(contributed)
    ? ' No higher figure is given, because the tests of this case can support none.'
    : ''
  return (
    `These records are ${ratioWords(contributed)} times more probable if some of them came from ${name}${asOf}, or from a copy of ` +
    `it, than if all of them came from the other sources listed, from invention, or from an undisclosed source at most ` +
    `${inWords(contributed.closeness)} times closer to ${name} than any corpus supplied.${most}`
  )
}

/** What is meant by a source that is so many times closer; stands wherever the word does. */
export const CLOSER =
  'An undisclosed source is called so many times closer to a source than a corpus when its records differ from the source’s so many times less often.'

const NUMBERS: Readonly<Record<string, string>> = { 3: 'three', 5: 'five' }

const inWords = (times: number | null): string => NUMBERS[`${times}`] ?? `${times}`

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
    { question: 'What else explains them?', answer: rivals(document, supported) },
    {
      question: 'How may they have left?',
      answer:
        'leakcheck does not answer this. It compares records with records; it sees no system, no log-in and no person.',
    },
  ]
}

function rivals({ verdict }: ReportedDocument, supported: readonly ReportedSource[]): string {
  if (verdict.code === 'unknown-source')
    return 'No supplied source does. Which source it is that nobody supplied stays open.'
  if (verdict.code === 'fabricated')
    return 'Invention, or people whom no supplied source covers: the records do not tell the two apart.'
  if (supported.length === 0)
    return 'Nothing is established: each account listed under the shares is open as far as its interval goes.'
  const closer = supported.map(({ name, contributed }) => {
    const tip = contributed?.tippingPoint ?? null
    return tip === null
      ? `for ${name}, an undisclosed source ${TIPPING_FACTORS[0]} times closer to it than any supplied one`
      : `for ${name}, an undisclosed source more than ${tip} times closer to it than any supplied one`
  })
  return `A copy of the same records always; and ${closer.join('; ')}.`
}

/** Stands under every conclusion. */
export const STANDING_LIMIT =
  'A copy of a source’s records looks like the source. No figure here tells the two apart, and none says who held them.'
