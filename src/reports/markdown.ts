/** A run as Markdown, for a ticket. */
import type { Changes } from './changes.ts'
import { conclusions, openQuestions, STANDING_LIMIT } from './conclusions.ts'
import type { Cover } from './cover.ts'
import { largestSets, OTHER_SETS } from './holders.ts'
import { escapedInline, escapedMarkdown, grid } from './markdown-text.ts'
import { columnWords, originWords, roleWords } from './names.ts'
import { nextEvidence } from './next-evidence.ts'
import {
  methodWords,
  notices,
  readWords,
  shareEstimate,
  shareRange,
  weightWords,
} from './reading.ts'
import { origins, type ReportedDocument, type ReportedSource } from './reported.ts'
import { percentRange, wholeNumber } from './text.ts'
import { tlpLabel } from './tlp.ts'

export function markdown(document: ReportedDocument, cover: Cover): string {
  const { tlp, earlier, changes, trail, commitment } = cover
  const { verdict, run, dump, created, records, sources, method } = document
  const lines = [
    `# ${escapedInline(dump)}: ${verdict.code}`,
    '',
    `**${tlpLabel(tlp).replace('+', '\\+')}** · run ${run}, ${created.slice(0, 10)}`,
    '',
    ...notices(document).flatMap((notice) => [`> **${escapedInline(notice)}**`, '']),
    escapedMarkdown(verdict.sentence),
    '',
    ...conclusions(document).flatMap((sentence) => [escapedMarkdown(sentence), '']),
    ...list('What it rests on', verdict.because),
    ...list('What was tested, and what was not', [
      ...document.limits,
      ...document.notUsed.map(({ source, because }) => `${source} was not used: ${because}.`),
      STANDING_LIMIT,
    ]),
    '## The questions, one by one',
    '',
    ...openQuestions(document).map(
      ({ question, answer }) => `- **${question}** ${escapedMarkdown(answer)}`,
    ),
    '',
    `${wholeNumber(records.total)} records, ${wholeNumber(records.distinct)} distinct, ` +
      `${wholeNumber(records.unlinkable)} without a whole identifier, ${wholeNumber(records.noMatch)} held by no source.`,
    '',
    ...table(
      'Part of the records that each source explains best, and how strongly they support that it gave any',
      ['source', 'role', 'share', '95 %', 'support'],
      origins(document).map(shareRow),
    ),
    ...table('Who holds the same person', ['sources', 'records'], holderRows(document)),
    ...table(
      'Identifiers found',
      ['source', 'kind', 'found', 'of', '95 %'],
      sources.flatMap(overlapRows),
    ),
    ...table(
      'How linked records agree',
      ['source', 'field', 'compared', 'exact', 'same words', 'in part', 'differ'],
      sources.flatMap(agreementRows),
    ),
    ...list(
      'Findings',
      document.findings.map(({ code, sentence }) => `${code}: ${sentence}`),
    ),
    ...list('What would change this verdict', nextEvidence(document)),
    ...table(
      'Inputs',
      ['source', 'role', 'file', 'complete', 'SHA-256'],
      document.inputs.map(({ source, role, file, sha256, ...input }) => [
        source,
        roleWords(role),
        file,
        readWords(input, 'yes', 'no, partial'),
        sha256,
      ]),
    ),
    ...table(
      'Earlier runs of this case',
      ['run', 'date', 'dump', 'verdict'],
      earlier.map((one) => [String(one.run), one.created.slice(0, 10), one.dump, one.code]),
    ),
    ...(changes === null ? [] : since(changes)),
    ...(trail === null
      ? []
      : [`Trail of the case when the run was stored: ${trail.sequence}:${trail.hash}`, '']),
    ...(commitment === null ? [] : [`Commitment to the evidence: ${commitment}`, '']),
    `Made by leakcheck ${method.tool}, method ${methodWords(method)}, seed ${method.seed}.`,
  ]
  return `${lines.join('\n')}\n`
}

function shareRow(source: ReportedSource): string[] {
  const { role, share, contributed } = source
  const support = contributed === undefined ? '' : weightWords(contributed)
  return [originWords(source), roleWords(role), shareEstimate(share), shareRange(share), support]
}

/** Most rows of the table of who holds whom. */
const MOST_SETS = 24

function holderRows(document: ReportedDocument): string[][] {
  const { shown, rest } = largestSets(document, MOST_SETS)
  return [
    ...shown.map((set) => [set.sources.join(' + '), wholeNumber(set.records)]),
    ...(rest === 0 ? [] : [[OTHER_SETS, wholeNumber(rest)]]),
  ]
}

const since = ({ run, created, changes }: Changes): readonly string[] =>
  changes.length === 0
    ? [`Nothing changed since run ${run} of ${created.slice(0, 10)}.`, '']
    : table(
        `Since run ${run} of ${created.slice(0, 10)}`,
        ['what', 'before', 'now'],
        changes.map(({ what, before, after }) => [what, before, after]),
      )

const overlapRows = ({ name, overlap = {} }: ReportedSource): string[][] =>
  Object.entries(overlap).map(([kind, { compared, matched, interval }]) => [
    name,
    columnWords(kind),
    wholeNumber(matched),
    wholeNumber(compared),
    percentRange(interval),
  ])

const agreementRows = ({ name, agreement = {} }: ReportedSource): string[][] =>
  Object.entries(agreement).map(([field, { compared, exact, canonical, partial, different }]) => [
    name,
    columnWords(field),
    ...[compared, exact, canonical, partial, different].map(wholeNumber),
  ])

const table = (
  heading: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => (rows.length === 0 ? [] : [`## ${heading}`, '', ...grid(head, rows), ''])

const list = (heading: string, texts: readonly string[]): readonly string[] =>
  texts.length === 0
    ? []
    : [`## ${heading}`, '', ...texts.map((text) => `- ${escapedMarkdown(text)}`), '']
