/** A run as a page for the terminal: the verdict first, then what can be counted, then what was not tested. */
import type { Finding, ProvenanceDocument, SourceResult } from '../provenance/document.ts'
import { bullet, percent, percentRange, shortened, table, wholeNumber, wrap } from './text.ts'

const NAME_WIDTH = 28

export function page(document: ProvenanceDocument): string {
  return [
    ...verdict(document),
    '',
    ...records(document),
    '',
    ...heldBy(document),
    ...overlap(document),
    ...agreement(document),
    ...shares(document),
    ...section('Findings', document.findings.map(findingText)),
    ...section('What this rests on and what was not tested', document.limits),
    ...section(
      'Not used',
      document.notUsed.map(({ source, because }) => `${source}: ${because}`),
    ),
  ].join('\n')
}

function verdict({
  run,
  dump,
  created,
  verdict: { code, sentence, because },
}: ProvenanceDocument): string[] {
  return [
    `Run ${run}: ${dump}, ${created.slice(0, 10)}`,
    '',
    `VERDICT  ${code}`,
    ...wrap(sentence, '  '),
    ...(because.length === 0 ? [] : ['', 'Because']),
    ...because.flatMap(bullet),
  ]
}

function records({
  records: { total, distinct, unlinkable, noMatch },
}: ProvenanceDocument): string[] {
  return [
    'Records',
    ...table([
      ['in the dump', wholeNumber(total)],
      ['distinct', wholeNumber(distinct)],
      ['without a whole identifier', wholeNumber(unlinkable)],
      ['held by no source', wholeNumber(noMatch)],
    ]),
  ]
}

/** Most rows of the table of who holds whom. */
const MOST_SETS = 12

function heldBy({ presentIn, records }: ProvenanceDocument): string[] {
  if (presentIn.length === 0) return []
  const linkable = records.distinct - records.unlinkable
  const shown = presentIn
    .slice(0, MOST_SETS)
    .map(({ sources, records: n }) => [
      shortened(sources.join(' + '), 48),
      wholeNumber(n),
      `${percent(n / linkable)} %`,
    ])
  const rest = presentIn.slice(MOST_SETS).reduce((sum, { records: n }) => sum + n, 0)
  const others =
    rest === 0 ? [] : [['other combinations', wholeNumber(rest), `${percent(rest / linkable)} %`]]
  return [
    'Who holds the same person (a fact about the sources, not yet an origin)',
    ...table([...shown, ...others]),
    '',
  ]
}

function overlap({ sources }: ProvenanceDocument): string[] {
  const rows = sources.flatMap(({ name, overlap: kinds = {} }) =>
    Object.entries(kinds).map(([kind, { compared, matched, interval }]) => [
      `${shortened(name, NAME_WIDTH)}, ${kind}`,
      `${wholeNumber(matched)} of ${wholeNumber(compared)}`,
      percentRange(interval),
    ]),
  )
  return rows.length === 0
    ? []
    : ['Identifiers found, with exact 95 % intervals', ...table(rows), '']
}

function agreement({ sources }: ProvenanceDocument): string[] {
  const rows = sources.flatMap(({ name, agreement: attributes = {} }) =>
    Object.entries(attributes).map(
      ([attribute, { compared, exact, canonical, partial, different }]) => [
        `${shortened(name, NAME_WIDTH)}, ${attribute}`,
        ...[compared, exact, canonical, partial, different].map(wholeNumber),
      ],
    ),
  )
  if (rows.length === 0) return []
  const head = ['', 'compared', 'exact', 'same words', 'in part', 'differ']
  return ['How linked records agree', ...table([head, ...rows]), '']
}

function shares({ sources }: ProvenanceDocument): string[] {
  const rows = sources.map((source) => [
    shortened(source.name, NAME_WIDTH),
    shareText(source),
    evidenceText(source),
  ])
  return ['Where the records came from', ...table([['', 'share, 95 %', 'log10 LR'], ...rows]), '']
}

const shareText = ({ share: { identified, estimate, interval } }: SourceResult): string =>
  identified && estimate !== null
    ? `${percent(estimate)} % (${percentRange(interval)})`
    : `${percentRange(interval)}, not identified`

function evidenceText({ contributed }: SourceResult): string {
  if (contributed === undefined) return ''
  if (contributed.log10Lr === null) return 'withheld'
  const capped = contributed.cappedAt !== null && contributed.log10Lr >= contributed.cappedAt
  return `${capped ? '> ' : ''}${contributed.log10Lr.toFixed(1)}`
}

const findingText = ({ code, sentence }: Finding): string => `${code}: ${sentence}`

function section(heading: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [heading, ...texts.flatMap(bullet), '']
}
