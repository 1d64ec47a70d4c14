/** A run as a page for the terminal: the verdict first, then what can be counted, then what was not tested. */
import type { Finding, ProvenanceDocument, SourceResult } from '../provenance/document.ts'
import { inert } from './inert.ts'
import { isCapped, rungsClimbed, SCALE_ENDS } from './reading.ts'
import { bullet, percent, percentRange, shortened, table, wholeNumber, wrap } from './text.ts'

/** Of the first column of a table of counts; the narrower has five columns beside it. */
const [LABEL_WIDTH, NARROW_LABEL_WIDTH] = [36, 32]
/** A source keeps at least so much of its name beside the column that is told of. */
const LEAST_NAME = 8

function label(source: string, column: string, width: number): string {
  const item = shortened(column, width - LEAST_NAME - 2)
  return `${shortened(source, width - item.length - 2)}, ${item}`
}

export function page(foreign: ProvenanceDocument): string {
  const document = inert(foreign)
  return [
    ...verdict(document),
    '',
    ...records(document),
    '',
    ...heldBy(document),
    ...overlap(document),
    ...agreement(document),
    ...shares(document),
    ...weights(document),
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
      label(name, kind, LABEL_WIDTH),
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
        label(name, attribute, NARROW_LABEL_WIDTH),
        ...[compared, exact, canonical, partial, different].map(wholeNumber),
      ],
    ),
  )
  if (rows.length === 0) return []
  const head = ['', 'compared', 'exact', 'same words', 'in part', 'differ']
  return ['How linked records agree', ...table([head, ...rows]), '']
}

/** A name beside a bar has less room. */
const BAR_NAME_WIDTH = 20

function shares({ sources }: ProvenanceDocument): string[] {
  const rows = sources.map((source) => [
    shortened(source.name, BAR_NAME_WIDTH),
    shareBar(source),
    shareText(source),
  ])
  return ['Where the records came from, with 95 % intervals', ...table(rows), '']
}

const BAR_WIDTH = 16

/** Full up to the lower end of the interval, light up to the upper end. */
function shareBar({ share: { interval } }: SourceResult): string {
  const [low, high] = interval.map((end) => Math.round(end * BAR_WIDTH))
  const [full, light] = [low ?? 0, (high ?? 0) - (low ?? 0)]
  return `${'█'.repeat(full)}${'▒'.repeat(light)}${'·'.repeat(BAR_WIDTH - full - light)}`
}

const shareText = ({ share: { identified, estimate, interval } }: SourceResult): string =>
  identified && estimate !== null
    ? `${percent(estimate)} % (${percentRange(interval)})`
    : `${percentRange(interval)}, not identified`

/** The verbal scale, a step for each of its bands of support. */
function weights({ sources }: ProvenanceDocument): string[] {
  const rows = sources.flatMap(({ name, contributed }) => {
    if (contributed === undefined) return []
    const { log10Lr, verbal } = contributed
    const steps = log10Lr === null ? 0 : rungsClimbed(log10Lr)
    return [
      [
        shortened(name, BAR_NAME_WIDTH),
        `${'■'.repeat(steps)}${'·'.repeat(SCALE_ENDS.length - steps)}`,
        log10Lr === null ? 'withheld' : `${isCapped(contributed) ? '> ' : ''}${log10Lr.toFixed(1)}`,
        verbal ?? '',
      ],
    ]
  })
  if (rows.length === 0) return []
  return ['How strongly the records support each, log10 of the ratio', ...table(rows), '']
}

const findingText = ({ code, sentence }: Finding): string => `${code}: ${sentence}`

function section(heading: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [heading, ...texts.flatMap(bullet), '']
}
