/** A run as Markdown, for a ticket. */
import type { ProvenanceDocument, SourceResult } from '../provenance/document.ts'
import { percent, percentRange, wholeNumber } from './text.ts'

export function markdown(document: ProvenanceDocument): string {
  const { verdict, run, dump, created, records } = document
  const lines = [
    `# ${escaped(dump)}: ${verdict.code}`,
    '',
    escaped(verdict.sentence),
    '',
    ...verdict.because.map((reason) => `- ${escaped(reason)}`),
    '',
    `Run ${run}, ${created}. ${wholeNumber(records.total)} records, ${wholeNumber(records.distinct)} distinct, ` +
      `${wholeNumber(records.unlinkable)} without a whole identifier, ${wholeNumber(records.noMatch)} held by no source.`,
    '',
    ...grid(
      'Where the records came from',
      ['source', 'role', 'share', '95 %', 'log10 LR'],
      document.sources.map(shareRow),
    ),
    ...grid(
      'Who holds the same person',
      ['sources', 'records'],
      document.presentIn.map(({ sources, records: n }) => [sources.join(' + '), wholeNumber(n)]),
    ),
    ...grid(
      'Identifiers found',
      ['source', 'kind', 'found', 'of', '95 %'],
      document.sources.flatMap(overlapRows),
    ),
    ...grid(
      'How linked records agree',
      ['source', 'field', 'compared', 'exact', 'same words', 'in part', 'differ'],
      document.sources.flatMap(agreementRows),
    ),
    ...list(
      'Findings',
      document.findings.map(({ code, sentence }) => `**${code}** ${sentence}`),
    ),
    ...list('What this rests on and what was not tested', document.limits),
    ...list(
      'Not used',
      document.notUsed.map(({ source, because }) => `${source}: ${because}`),
    ),
    ...grid(
      'Inputs',
      ['source', 'role', 'file', 'complete', 'SHA-256'],
      document.inputs.map(({ source, role, file, complete, sha256 }) => [
        source,
        role,
        file,
        complete ? 'yes' : 'no, partial',
        `\`${sha256}\``,
      ]),
    ),
    `Made by leakcheck ${document.method.tool}, method ${document.method.version}, seed ${document.method.seed}.`,
  ]
  return `${lines.join('\n')}\n`
}

function shareRow({ name, role, share, contributed }: SourceResult): string[] {
  const estimate =
    share.identified && share.estimate !== null ? `${percent(share.estimate)} %` : 'not identified'
  const lr =
    contributed === undefined
      ? ''
      : (contributed.log10Lr?.toFixed(1) ?? `withheld: ${contributed.withheld}`)
  return [name, role, estimate, percentRange(share.interval), lr]
}

const overlapRows = ({ name, overlap = {} }: SourceResult): string[][] =>
  Object.entries(overlap).map(([kind, { compared, matched, interval }]) => [
    name,
    kind,
    wholeNumber(matched),
    wholeNumber(compared),
    percentRange(interval),
  ])

const agreementRows = ({ name, agreement = {} }: SourceResult): string[][] =>
  Object.entries(agreement).map(([field, { compared, exact, canonical, partial, different }]) => [
    name,
    field,
    ...[compared, exact, canonical, partial, different].map(wholeNumber),
  ])

function grid(
  heading: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  if (rows.length === 0) return []
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  return [
    `## ${heading}`,
    '',
    row(head),
    `|${head.map(() => '---|').join('')}`,
    ...rows.map(row),
    '',
  ]
}

const list = (heading: string, texts: readonly string[]): string[] =>
  texts.length === 0 ? [] : [`## ${heading}`, '', ...texts.map((text) => `- ${escaped(text)}`), '']

/** Text of ours holds `**` and backquotes on purpose; names can hold `|`, `<` and `[`, which must not act. */
const escaped = (text: string): string =>
  text.replace(/[|<>[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
