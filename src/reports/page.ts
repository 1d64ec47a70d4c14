/** A run as a page for the terminal: the verdict first, then what can be counted, then what was not tested. */
import { percent } from '../provenance/words.ts'
import type { Changes } from './changes.ts'
import { conclusions } from './conclusions.ts'
import type { Cover } from './cover.ts'
import { largestSets, OTHER_SETS } from './holders.ts'
import { columnWords, originWords } from './names.ts'
import { nextEvidence } from './next-evidence.ts'
import { notices, ratioWords, rungsClimbed, SCALE_ENDS, shareWords } from './reading.ts'
import {
  type Count,
  linkableRecords,
  origins,
  type ReportedDocument,
  type ReportedFinding,
  type ReportedSource,
  rateOf,
} from './reported.ts'
import { bullet, percentRange, shortened, table, wholeNumber, wrap } from './text.ts'
import { type Tlp, tlpLabel } from './tlp.ts'

/** Of the first column of a table of counts; the narrower has five columns beside it. */
const [LABEL_WIDTH, NARROW_LABEL_WIDTH] = [36, 32]
/** A source keeps at least so much of its name beside the column that is told of. */
const LEAST_NAME = 8

function label(source: string, column: string, width: number): string {
  const item = shortened(column, width - LEAST_NAME - 2)
  return `${shortened(source, width - item.length - 2)}, ${item}`
}

/** What a page shows of the cover. */
type PageCover = Pick<Cover, 'tlp' | 'changes'>

/** @param document made inert, as `renderReport` makes it */
export function page(document: ReportedDocument, cover: PageCover): string {
  return `${lines(document, cover).join('\n').trimEnd()}\n`
}

/** The most useful evidence to ask for; the other formats tell of all of it. */
const MOST_WISHES = 3

function lines(document: ReportedDocument, { tlp, changes }: PageCover): string[] {
  return [
    ...verdict(document, tlp),
    '',
    ...section('What was tested, and what was not', [
      ...document.limits,
      ...document.notUsed.map(({ source, because }) => `${source} was not used: ${because}.`),
    ]),
    ...shares(document),
    ...weights(document),
    ...section('What would change this verdict', nextEvidence(document).slice(0, MOST_WISHES)),
    ...records(document),
    '',
    ...heldBy(document),
    ...overlap(document),
    ...agreement(document),
    ...section('Findings', document.findings.map(findingText)),
    ...(changes === null ? [] : since(changes)),
  ]
}

const since = ({ run, created, changes }: Changes): string[] => [
  `Since run ${run} of ${created.slice(0, 10)}`,
  ...(changes.length === 0
    ? bullet('nothing changed')
    : changes.flatMap(({ what, before, after }) => bullet(`${what}: ${before} → ${after}`))),
  '',
]

function verdict(document: ReportedDocument, tlp: Tlp): string[] {
  const { run, dump, created, verdict: reached } = document
  const { code, sentence, because } = reached
  return [
    `Run ${run}: ${dump}, ${created.slice(0, 10)}`,
    tlpLabel(tlp),
    ...notices(document).flatMap((notice) => ['', ...wrap(notice)]),
    '',
    `VERDICT  ${code}`,
    ...wrap(sentence, '  '),
    ...conclusions(document).flatMap((words) => ['', ...wrap(words, '  ')]),
    ...(because.length === 0 ? [] : ['', 'Because']),
    ...because.flatMap(bullet),
  ]
}

function records({
  records: { total, distinct, unlinkable, noMatch },
}: ReportedDocument): string[] {
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

function heldBy(document: ReportedDocument): string[] {
  const { presentIn } = document
  if (presentIn.length === 0) return []
  const linkable = linkableRecords(document) ?? 0
  const row = (words: string, n: Count): string[] => {
    const rate = rateOf([n], linkable)
    return [shortened(words, 48), wholeNumber(n), rate === null ? '' : percent(rate)]
  }
  const { shown, rest } = largestSets(document, MOST_SETS)
  return [
    'Who holds the same person (a fact about the sources, not yet an origin)',
    ...table([
      ...shown.map(({ sources, records }) => row(sources.join(' + '), records)),
      ...(rest === 0 ? [] : [row(OTHER_SETS, rest)]),
    ]),
    '',
  ]
}

function overlap({ sources }: ReportedDocument): string[] {
  const rows = sources.flatMap(({ name, overlap: kinds = {} }) =>
    Object.entries(kinds).map(([kind, { compared, matched, interval }]) => [
      label(name, columnWords(kind), LABEL_WIDTH),
      `${wholeNumber(matched)} of ${wholeNumber(compared)}`,
      percentRange(interval),
    ]),
  )
  return rows.length === 0
    ? []
    : ['Identifiers found, with exact 95 % intervals', ...table(rows), '']
}

function agreement({ sources }: ReportedDocument): string[] {
  const rows = sources.flatMap(({ name, agreement: attributes = {} }) =>
    Object.entries(attributes).map(
      ([attribute, { compared, exact, canonical, partial, different }]) => [
        label(name, columnWords(attribute), NARROW_LABEL_WIDTH),
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

function shares(document: ReportedDocument): string[] {
  const rows = origins(document).map((source) => [
    shortened(originWords(source), BAR_NAME_WIDTH),
    shareBar(source),
    shareWords(source.share),
  ])
  return ['Part of the records that each source explains best, 95 % intervals', ...table(rows), '']
}

const BAR_WIDTH = 16

/** Full up to the lower end of the interval, light up to the upper end. */
function shareBar({ share: { interval } }: ReportedSource): string {
  const [low, high] = interval.map((end) => Math.round(end * BAR_WIDTH))
  const [full, light] = [low ?? 0, (high ?? 0) - (low ?? 0)]
  return `${'█'.repeat(full)}${'▒'.repeat(light)}${'·'.repeat(BAR_WIDTH - full - light)}`
}

/** The verbal scale, a step for each of its bands of support. */
function weights({ sources }: ReportedDocument): string[] {
  const rows = sources.flatMap(({ name, contributed }) => {
    if (contributed === undefined) return []
    const { log10Lr, verbal } = contributed
    const steps = log10Lr === null ? 0 : rungsClimbed(log10Lr)
    return [
      [
        shortened(name, BAR_NAME_WIDTH),
        `${'■'.repeat(steps)}${'·'.repeat(SCALE_ENDS.length - steps)}`,
        log10Lr === null ? 'withheld' : ratioWords(contributed),
        verbal ?? '',
      ],
    ]
  })
  const widest = Math.max(0, ...rows.map((row) => row.at(-1)?.length ?? 0))
  const aligned = rows.map((row) => row.with(-1, row.at(-1)?.padEnd(widest) ?? ''))
  const heading = 'How strongly the records support that it gave any: likelihood ratio, in words'
  return rows.length === 0 ? [] : [heading, ...table(aligned), '']
}

const findingText = ({ code, sentence }: ReportedFinding): string => `${code}: ${sentence}`

function section(heading: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [heading, ...texts.flatMap(bullet), '']
}
