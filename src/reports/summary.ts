/** A run in a few plain paragraphs, for the formats that carry prose: STIX notes, MISP objects. Aggregates only. */
import { conclusions, STANDING_LIMIT } from './conclusions.ts'
import { originWords } from './names.ts'
import { notices, shareWords } from './reading.ts'
import type { ReportedDocument } from './reported.ts'
import { wholeNumber } from './text.ts'

export function conclusionText(document: ReportedDocument): string {
  const { verdict } = document
  return [
    ...notices(document),
    verdict.sentence,
    ...verdict.because.map((reason) => `- ${reason}`),
    ...conclusions(document),
  ].join('\n')
}

export function sharesText({ records, sources }: ReportedDocument): string {
  return [
    `${wholeNumber(records.total)} records, ${wholeNumber(records.distinct)} distinct, ${wholeNumber(records.unlinkable)} without a whole identifier, ${wholeNumber(records.noMatch)} held by no source.`,
    'Part of the records that each source explains best, with its 95 % interval:',
    ...sources.map((source) => `${originWords(source)}: ${shareWords(source.share)}`),
  ].join('\n')
}

export const findingsText = ({ findings }: ReportedDocument): string =>
  findings.map(({ code, sentence }) => `${code}: ${sentence}`).join('\n')

export const limitsText = ({ limits, notUsed }: ReportedDocument): string =>
  [
    ...limits,
    ...notUsed.map(({ source, because }) => `${source} was not used: ${because}.`),
    STANDING_LIMIT,
  ].join('\n')
