/** Where the records came from (shares), and who holds the same persons: facts and inferences kept apart. */
import type { Interval } from '../../provenance/document.ts'
import { percent } from '../../provenance/words.ts'
import { largestSets, OTHER_SETS } from '../holders.ts'
import { originWords, roleWords } from '../names.ts'
import { shareEstimate, shareRange } from '../reading.ts'
import {
  type Count,
  isPublic,
  linkableRecords,
  numberOf,
  origins,
  type ReportedDocument,
  type ReportedSource,
  rateOf,
} from '../reported.ts'
import { wholeNumber } from '../text.ts'
import { html, type Markup } from './markup.ts'
import { dataTable, scrolling } from './table.ts'

/** Most rows that the table of holders shows; the rest is summed up, so that the page stays small. */
const MOST_SETS = 24
/** Sources with a column of their own among the holders. */
const MOST_HOLDERS = 6

export function sharesSection(document: ReportedDocument): Markup {
  const linkable = linkableRecords(document)
  const table = dataTable(
    `Part of the ${linkable === null ? '' : `${wholeNumber(linkable)} `}distinct records with an identifier that each source explains best. Line: estimate; band: 95 % interval. A share does not say how strongly the records support that the source gave any: the ratio above does. Where no estimate stands, the records cannot tell.`,
    [
      { head: 'source' },
      { head: 'from 0 to 100 %', isDrawn: true },
      { head: 'share', isNumber: true },
      { head: '95 % interval', isNumber: true },
    ],
    origins(document).map((source) => [
      html`${originWords(source)}<small class="soft"> ${roleWords(source.role)}</small>`,
      shareBar(source.share),
      shareEstimate(source.share),
      shareRange(source.share),
    ]),
    true,
  )
  return html`<figure>${table}</figure>`
}

/** The figures stand in the same row, so that the drawing is hidden from screen readers. */
function shareBar({ estimate, interval, identified }: ReportedSource['share']): Markup {
  const [low, high] = interval
  const line =
    identified && estimate !== null
      ? part([estimate - 0.004, estimate + 0.004], 'estimate', 0, 10)
      : null
  return bar(html`${part([low, high], 'range', 2, 6)}${line}`)
}

const bar = (marks: Markup): Markup =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" x="0" y="4.25" width="100" height="1.5"/>${marks}</svg>`

function part([low, high]: Interval, name: string, y: number, height: number): Markup {
  const [from, to] = [Math.max(0, 100 * low), Math.min(100, 100 * high)]
  return html`<rect class="${name}" x="${from.toFixed(1)}" y="${y}" width="${(to - from).toFixed(1)}" height="${height}"/>`
}

/** A set of holders, or what is left of the records; `words` is read out instead of the dots. */
interface HolderRow {
  readonly sources: readonly string[]
  readonly records: Count
  readonly words: string
}

/** An UpSet plot laid on its side: a row for each set of holders, a dot for each source in it. */
export function holdersSection(document: ReportedDocument): Markup {
  const { sources } = document
  const linkable = linkableRecords(document) ?? 0
  const rows = holderRows(document)
  const most = Math.max(1, ...rows.map(({ records: n }) => numberOf(n) ?? 0))
  const holders = sources
    .map(({ name }) => name)
    .filter((name) => rows.some((row) => row.sources.includes(name)))
  const columns = holders.slice(0, MOST_HOLDERS)
  const rendered = (row: HolderRow): Markup => {
    const isDotted = row.sources.length > 0 && holders.length === columns.length
    const share = rateOf([row.records], linkable)
    const drawn = numberOf(row.records) ?? 0
    return html`<tr><th scope="row">${isDotted ? html`<span class="hidden">${row.words}</span>` : row.words}</th>${columns.map((name) => html`<td class="dot"><span aria-hidden="true">${row.sources.includes(name) ? '●' : '·'}</span></td>`)}<td class="bars">${bar(part([0, drawn / most], 'estimate', 1, 8))}</td><td class="number">${wholeNumber(row.records)}</td><td class="number">${share === null ? '' : percent(share)}</td></tr>\n`
  }
  const table = html`<table class="dots">
<caption>Each distinct record counted once, under the exact set of sources that hold the same person. To be held somewhere is a fact about that source, not yet an origin.</caption>
<thead><tr><th scope="col"><span class="hidden">held by</span></th>${columns.map((name) => html`<th scope="col" class="dot">${name}</th>`)}<th scope="col" class="bars"><span class="hidden">drawn</span></th><th scope="col" class="number">records</th><th scope="col" class="number">part</th></tr></thead>
<tbody>
${rows.map(rendered)}</tbody>
${inAll(document, columns)}</table>`
  return scrolling('Who holds the same persons', table)
}

/** How many of the records each source holds, whoever else does; with counts hidden it would give them away. */
function inAll(document: ReportedDocument, columns: readonly string[]): Markup | null {
  if (isPublic(document) || columns.length === 0) return null
  const held = (name: string): number =>
    document.presentIn.reduce(
      (sum, { sources, records }) => sum + (sources.includes(name) ? (numberOf(records) ?? 0) : 0),
      0,
    )
  return html`<tfoot><tr><th scope="row">in all</th>${columns.map((name) => html`<td class="dot">${wholeNumber(held(name))}</td>`)}<td class="bars"></td><td></td><td></td></tr></tfoot>
`
}

function holderRows(document: ReportedDocument): readonly HolderRow[] {
  const { shown, rest } = largestSets(document, MOST_SETS)
  return [
    ...shown.map((set) => ({ ...set, words: set.sources.join(' + ') })),
    ...(rest === 0 ? [] : [{ sources: [], records: rest, words: OTHER_SETS }]),
    { sources: [], records: document.records.noMatch, words: 'held by no source' },
  ]
}
