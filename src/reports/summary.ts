/** A run in a few plain paragraphs, for the formats that carry prose: STIX notes, MISP objects. Aggregates only. */
import type { ProvenanceDocument } from '../provenance/document.ts'
import { STANDING_LIMIT, weightSentence } from './reading.ts'
import { percent, wholeNumber } from './text.ts'

export function conclusionText(document: ProvenanceDocument): string {
  const { verdict, sources } = document
  return [
    verdict.sentence,
    ...verdict.because.map((reason) => `- ${reason}`),
    ...sources.flatMap((source) => weightSentence(source) ?? []),
    'This does not say how the records left.',
  ].join('\n')
}

export function sharesText({ records, sources }: ProvenanceDocument): string {
  return [
    `${wholeNumber(records.total)} records, ${wholeNumber(records.distinct)} distinct, ${wholeNumber(records.unlinkable)} without a whole identifier, ${wholeNumber(records.noMatch)} held by no source.`,
    ...sources.map(({ name, share: { identified, estimate, interval } }) => {
      const range = `${percent(interval[0])} to ${percent(interval[1])} %`
      return identified && estimate !== null
        ? `${name}: ${percent(estimate)} % of the records (95 %: ${range})`
        : `${name}: not identified (${range})`
    }),
  ].join('\n')
}

export const findingsText = ({ findings }: ProvenanceDocument): string =>
  findings.map(({ code, sentence }) => `${code}: ${sentence}`).join('\n')

export const limitsText = ({ limits, notUsed }: ProvenanceDocument): string =>
  [
    ...limits,
    ...notUsed.map(({ source, because }) => `${source} was not used: ${because}.`),
    STANDING_LIMIT,
  ].join('\n')
