/** The verbal scale, drawn: a ladder of support with every source on its rung. */
import { verbalScale } from '../../provenance/verbal-scale.ts'
import { ratio, ratioWords as ratioInWords } from '../../provenance/words.ts'
import { ratioWords, SCALE_ENDS } from '../reading.ts'
import type { ReportedDocument, ReportedSource } from '../reported.ts'
import { shortened } from '../text.ts'
import { html, type Markup } from './markup.ts'
import { behindChart, dataTable } from './table.ts'

interface Rung {
  readonly words: string
  readonly range: string
  readonly sources: readonly ReportedSource[]
}

const RUNG_HEIGHT = 34
const WIDTH = 440
const RULE_X = 236

export function verbalScaleSection(document: ReportedDocument): Markup {
  const rungs = rungsOf(document)
  const withheld = document.sources.filter(
    ({ contributed }) => contributed !== undefined && contributed.log10Lr === null,
  )
  return html`<figure class="scale">
${ladder(rungs)}
<figcaption>How strongly the records support that a source, or a copy of it, gave records. A ratio compares how probable the records are under two accounts; it is not the chance of either. A low place does not speak against a source: what bounds it is its share.</figcaption>
</figure>
${withheld.length === 0 ? null : html`<p class="soft">No place on the scale: ${withheld.map(({ name, contributed }, i) => html`${i === 0 ? '' : '; '}${name} (${contributed?.withheld ?? 'withheld'})`)}.</p>`}
${behindChart(weightTable(document))}`
}

function rungsOf({ sources }: ReportedDocument): readonly Rung[] {
  const rungs = [
    ...SCALE_ENDS.map((least, i) => {
      const above = SCALE_ENDS[i - 1]
      const range =
        above === undefined ? `over ${ratio(least)}` : `${ratio(least)} to ${ratio(above)}`
      return { words: verbalScale(least), range, least }
    }),
    { words: verbalScale(0), range: ratioInWords(0, null), least: Number.NEGATIVE_INFINITY },
  ]
  return rungs.map(({ words, range, least }, i) => ({
    words,
    range,
    sources: sources.filter(({ contributed }) => {
      const log10Lr = contributed?.log10Lr ?? null
      const above = rungs[i - 1]?.least ?? Number.POSITIVE_INFINITY
      return log10Lr !== null && log10Lr >= least && log10Lr < above
    }),
  }))
}

function ladder(rungs: readonly Rung[]): Markup {
  const height = rungs.length * RUNG_HEIGHT + 8
  const spoken = rungs
    .filter(({ sources }) => sources.length > 0)
    .map(({ words, sources }) => `${sources.map(({ name }) => name).join(', ')}: ${words}`)
    .join('; ')
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${spoken === '' ? 'No source has a place on the scale.' : spoken}">
<line class="rule" x1="${RULE_X}" y1="8" x2="${RULE_X}" y2="${height - 8}"/>
${rungs.map((rung, i) => rungMarks(rung, 4 + (i + 0.5) * RUNG_HEIGHT))}</svg>`
}

function rungMarks({ words, range, sources }: Rung, y: number): Markup {
  const isTaken = sources.length > 0
  const x = RULE_X - 16
  return html`<text x="${x}" y="${y - 1}" text-anchor="end" class="${isTaken ? 'strong' : 'soft'}">${words}</text>
<text x="${x}" y="${y + 13}" text-anchor="end" class="small soft">ratio ${range}</text>
<circle cx="${RULE_X}" cy="${y}" r="${isTaken ? 7 : 3}" class="${isTaken ? 'mark' : 'second'}"/>
${names(sources, y)}`
}

/** One name beside the rung, or two lines of them. */
function names(sources: readonly ReportedSource[], y: number): readonly Markup[] {
  const [first, second] = sources
  const lines = [
    ...(first === undefined ? [] : [first.name]),
    ...(second === undefined
      ? []
      : [sources.length === 2 ? second.name : `and ${sources.length - 1} more`]),
  ]
  return lines.map(
    (line, i) =>
      html`<text x="${RULE_X + 16}" y="${y + 5 + (lines.length === 2 ? 16 * i - 8 : 0)}" class="strong">${shortened(line, 22)}</text>\n`,
  )
}

function weightTable({ sources }: ReportedDocument): Markup {
  const rows = sources.flatMap(({ name, contributed }) => {
    if (contributed === undefined) return []
    const { log10Lr, cappedAt, tippingPoint, verbal, withheld } = contributed
    if (log10Lr === null) return [[name, 'withheld', withheld ?? '', '', '']]
    return [
      [
        name,
        ratioWords(contributed),
        verbal ?? '',
        cappedAt === null ? '' : ratio(cappedAt),
        tippingPoint === null ? '' : `${tippingPoint} times`,
      ],
    ]
  })
  return dataTable(
    'The likelihood ratio of each source: cautious, and never above the most that the tests of this case can support. It holds against an undisclosed source up to so many times closer to it than any supplied one.',
    [
      { head: 'source' },
      { head: 'ratio' },
      { head: 'in words' },
      { head: 'at most', isNumber: true },
      { head: 'holds up to', isNumber: true },
    ],
    rows,
    true,
  )
}
