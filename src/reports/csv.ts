/**
 * The tables of a run as one CSV (RFC 4180) in long form: a line for each figure. Text that a spreadsheet would take for
 * a formula is made text with a leading apostrophe (OWASP, CSV injection).
 */
import { conclusions, span } from './conclusions.ts'
import type { Cover, EarlierRun } from './cover.ts'
import { nextEvidence } from './next-evidence.ts'
import { notices, readWords, weightWords } from './reading.ts'
import type { Count, ReportedDocument, ReportedSource } from './reported.ts'
import { tlpLabel } from './tlp.ts'

const HEAD = ['table', 'source', 'item', 'measure', 'value', 'low', 'high', 'text'] as const

interface Line {
  readonly table: string
  readonly source?: string
  readonly item?: string
  readonly measure?: string
  readonly value?: Count | null
  readonly low?: number
  readonly high?: number
  readonly text?: string
}

/** Unicode too, as spreadsheets fold full-width signs. */
const FORMULA = /^[\s]*[=+\-@\t\r|%＝＋－＠]/u

export function csv(document: ReportedDocument, cover: Cover): string {
  const lines = [
    HEAD.join(','),
    ...[...linesOf(document), ...coverLines(cover)].map((line) =>
      HEAD.map((key) => cell(line[key])).join(','),
    ),
  ]
  // Spreadsheets take a file without this mark for their local encoding.
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function cell(value: string | number | null | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}

function linesOf(document: ReportedDocument): readonly Line[] {
  const { run, created, dump, verdict, records, presentIn, sources, method } = document
  return [
    { table: 'run', source: dump, item: created, measure: 'run', value: run, text: method.tool },
    {
      table: 'verdict',
      source: verdict.sources.join(' + '),
      item: verdict.code,
      text: verdict.sentence,
    },
    ...notices(document).map((text) => ({ table: 'marking', text })),
    ...conclusions(document).map((text) => ({ table: 'conclusion', text })),
    ...verdict.because.map((text) => ({ table: 'because', text })),
    ...Object.entries(records).map(([measure, value]) => ({ table: 'records', measure, value })),
    ...presentIn.map((set) => ({
      table: 'present-in',
      source: set.sources.join(' + '),
      measure: 'records',
      value: set.records,
    })),
    ...sources.flatMap(sourceLines),
    ...document.findings.map(({ code, source, field, records: value, sentence: text }) => ({
      table: 'finding',
      ...(source === undefined ? {} : { source }),
      item: field === undefined ? code : `${code}: ${field}`,
      ...(value === undefined ? {} : { measure: 'records', value }),
      text,
    })),
    ...document.limits.map((text) => ({ table: 'limit', text })),
    ...nextEvidence(document).map((text) => ({ table: 'next-evidence', text })),
    ...document.notUsed.map(({ source, because: text }) => ({ table: 'not-used', source, text })),
    ...document.inputs.map(({ source, role, file, sha256, ...input }) => ({
      table: 'input',
      source,
      item: file,
      measure: readWords(input, role, `${role}, read in part`),
      text: sha256,
    })),
  ]
}

function coverLines({ tlp, earlier, changes, commitment, trail }: Cover): readonly Line[] {
  return [
    { table: 'marking', text: tlpLabel(tlp) },
    ...earlier.map(earlierLine),
    ...(changes?.changes ?? []).map(({ what, before, after }) => ({
      table: 'change',
      item: what,
      measure: before,
      text: after,
    })),
    ...(commitment === null ? [] : [{ table: 'commitment', text: commitment }]),
    ...(trail === null
      ? []
      : [{ table: 'trail', measure: 'entry', value: trail.sequence, text: trail.hash }]),
  ]
}

const earlierLine = ({ run, created, dump, code }: EarlierRun): Line => ({
  table: 'earlier-run',
  source: dump,
  item: created,
  measure: 'run',
  value: run,
  text: code,
})

function sourceLines({
  name: source,
  overlap = {},
  agreement = {},
  share,
  contributed,
  snapshot,
}: ReportedSource): readonly Line[] {
  const [low, high] = share.interval
  return [
    { table: 'share', source, measure: 'share', value: share.estimate, low, high },
    ...(contributed === undefined
      ? []
      : [
          {
            table: 'weight',
            source,
            measure: 'log10 likelihood ratio',
            value: contributed.log10Lr,
            text: weightWords(contributed),
          },
        ]),
    ...(snapshot === undefined
      ? []
      : [{ table: 'snapshot', source, measure: 'as of', text: span(snapshot) }]),
    ...Object.entries(overlap).flatMap(([item, { compared, matched, interval }]) => [
      { table: 'overlap', source, item, measure: 'compared', value: compared },
      {
        table: 'overlap',
        source,
        item,
        measure: 'matched',
        value: matched,
        low: interval[0],
        high: interval[1],
        text: 'interval of matched / compared, 95 %',
      },
    ]),
    ...Object.entries(agreement).flatMap(([item, levels]) =>
      Object.entries(levels).map(([measure, value]) => ({
        table: 'agreement',
        source,
        item,
        measure,
        value,
      })),
    ),
  ]
}
