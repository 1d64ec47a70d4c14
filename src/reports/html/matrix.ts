/** The provenance matrix: columns of the dump against sources, how often each is found there and how often it agrees. */

import { percent } from '../../provenance/words.ts'
import { columnWords } from '../names.ts'
import {
  type Count,
  FEW,
  numberOf,
  type ReportedAgreement,
  type ReportedDocument,
  type ReportedSource,
  rateOf,
} from '../reported.ts'
import { percentRange, wholeNumber } from '../text.ts'
import type { Yardstick, Yardsticks } from '../yardstick.ts'
import { html, type Markup } from './markup.ts'
import { heatClass } from './style.ts'
import { scrolling } from './table.ts'

/** Sources side by side in one table; more of them make another table, so that none is cut off on paper. */
const ABREAST = 5
const FURTHER = 'The same for further sources.'

/** What a cell says; the rate tints it, unless it is hidden or rests on too few records. */
interface CellContent {
  readonly rate: number | null
  readonly text: string
  readonly facts: Markup
}

type Cell = (source: ReportedSource, row: string) => CellContent | null

/** Fewer comparisons make no rate. */
const LEAST_COMPARED = 20

export function matrixSection({ sources }: ReportedDocument, yardsticks: Yardsticks): Markup {
  const compared = sources.filter(
    ({ overlap, agreement }) => overlap !== undefined || agreement !== undefined,
  )
  if (compared.length === 0) return html`<p>No source could be compared.</p>`
  const groups = Array.from({ length: Math.ceil(compared.length / ABREAST) }, (_, i) =>
    compared.slice(ABREAST * i, ABREAST * (i + 1)),
  )
  return html`<h3>Identifiers found</h3>
${groups.map((group, i) => grid(i > 0 ? FURTHER : 'Of the distinct, linkable records with the identifier, the part that is found in the source, whoever’s record it is; exact 95 % interval below. The stronger the tint, the more.', group, overlapRows(group), overlapCell))}
<h3>How linked records agree</h3>
${groups.map((group, i) => grid(i > 0 ? FURTHER : 'Of the records linked to the same person with the field filled on both sides, the part that agrees: letter for letter, or with the same words. The stronger the tint, the more. The last line of a cell is the yardstick: how often the records of another supplied source agree there, the best of them. Agreement that is no higher needs no common origin. Where no yardstick stands, no other source holds enough to make one.', group, agreementRows(group), agreementCell(yardsticks)))}`
}

const rowsOf = (facts: readonly (Readonly<Record<string, unknown>> | undefined)[]): string[] => [
  ...new Set(facts.flatMap((fact) => Object.keys(fact ?? {}))),
]
const overlapRows = (sources: readonly ReportedSource[]): string[] =>
  rowsOf(sources.map(({ overlap }) => overlap))
const agreementRows = (sources: readonly ReportedSource[]): string[] =>
  rowsOf(sources.map(({ agreement }) => agreement))

function grid(
  caption: string,
  sources: readonly ReportedSource[],
  rows: readonly string[],
  cell: Cell,
): Markup {
  if (rows.length === 0) return html`<p>Nothing could be compared.</p>`
  const table = html`<table class="heat stack">
<caption>${caption}</caption>
<thead><tr><th scope="col">column</th>${sources.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr><th scope="row">${columnWords(row)}</th>${sources.map((source) => filledCell(source.name, cell(source, row)))}</tr>\n`)}</tbody>
</table>`
  return scrolling('Matrix of columns and sources', table)
}

/** On a phone each row becomes a block, in which a cell has to say whose it is. */
const filledCell = (name: string, cell: CellContent | null): Markup =>
  cell === null
    ? html`<td class="soft" data-label="${name}">not held</td>`
    : html`<td data-label="${name}"${cell.rate === null ? null : html` class="${heatClass(cell.rate)}"`}>${cell.text}${cell.facts}</td>`

function overlapCell({ overlap }: ReportedSource, kind: string): CellContent | null {
  const found = overlap?.[kind]
  if (found === undefined || found.compared === 0) return null
  const { compared, matched, interval } = found
  const counts = `${wholeNumber(matched)} of ${wholeNumber(compared)}`
  if (isScarce(compared)) return { rate: null, text: counts, facts: TOO_FEW }
  return rateCell(
    rateOf([matched], compared),
    html`<small>${counts}, ${percentRange(interval)}</small>`,
  )
}

const agreementCell =
  (yardsticks: Yardsticks): Cell =>
  ({ name, agreement }, field) => {
    const levels = agreement?.[field]
    if (levels === undefined || levels.compared === 0) return null
    if (isScarce(levels.compared)) return { rate: null, text: levelWords(levels), facts: TOO_FEW }
    return rateCell(
      agreeRate(levels),
      html`<small>${levelWords(levels)}</small>${yardstickWords(yardsticks[name]?.[field])}`,
    )
  }

/** Letter for letter or with the same words; a handful that is hidden does not show in it. */
function agreeRate({ exact, canonical, compared }: ReportedAgreement): number | null {
  const told = [exact, canonical].filter((count) => count !== FEW)
  return told.length === 0 ? null : rateOf(told, compared)
}

/** A rate that would tell a hidden count is not shown. */
const rateCell = (rate: number | null, facts: Markup): CellContent => ({
  rate,
  text: rate === null ? 'not shown' : percent(rate),
  facts,
})

const TOO_FEW = html`<small>too few for a rate</small>`
const isScarce = (compared: Count): boolean => (numberOf(compared) ?? 0) < LEAST_COMPARED

const yardstickWords = (yardstick: Yardstick | undefined): Markup | null =>
  yardstick === undefined
    ? null
    : html`<small>yardstick: ${percent(yardstick.rate)} (${yardstick.from})</small>`

function levelWords({ compared, exact, canonical, partial, different }: ReportedAgreement): string {
  const parts = [
    [exact, 'exact'],
    [canonical, 'same words'],
    [partial, 'in part'],
    [different, 'differ'],
  ] as const
  const told = parts
    .filter(([n]) => n !== 0 && n !== FEW)
    .map(([n, words]) => `${wholeNumber(n)} ${words}`)
  const few = parts.some(([n]) => n === FEW) ? [`else ${FEW} each`] : []
  return `of ${wholeNumber(compared)}: ${[...told, ...few].join(', ')}`
}
