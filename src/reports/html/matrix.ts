/** The provenance matrix: columns of the dump against sources, how often each is found there and how often it agrees. */

import {
  FEW,
  type ReportedAgreement,
  type ReportedDocument,
  type ReportedSource,
  rateOf,
} from '../reported.ts'
import { percent, percentRange, wholeNumber } from '../text.ts'
import type { Yardstick, Yardsticks } from '../yardstick.ts'
import { html, type Markup } from './markup.ts'
import { heatClass } from './style.ts'
import { scrolling } from './table.ts'

/** Sources side by side in one table; more of them make another table, so that none is cut off on paper. */
const ABREAST = 5

type Cell = (source: ReportedSource, row: string) => Markup | null

export function matrixSection({ sources }: ReportedDocument, yardsticks: Yardsticks): Markup {
  const compared = sources.filter(
    ({ overlap, agreement }) => overlap !== undefined || agreement !== undefined,
  )
  if (compared.length === 0) return html`<p>No source could be compared.</p>`
  const groups = Array.from({ length: Math.ceil(compared.length / ABREAST) }, (_, i) =>
    compared.slice(ABREAST * i, ABREAST * (i + 1)),
  )
  return html`<h3>Identifiers found</h3>
${groups.map((group) => grid('Of the distinct, linkable records with the identifier, the part that is found in the source, whoever’s record it is; exact 95 % interval below. The stronger the tint, the more.', group, overlapRows(group), overlapCell))}
<h3>How linked records agree</h3>
${groups.map((group) => grid('Of the records linked to the same person with the field filled on both sides, the part that agrees: letter for letter, or with the same words. The stronger the tint, the more. The last line of a cell is the yardstick: how often records of another supplied source agree there, the best of them. Agreement that is no higher needs no common origin.', group, agreementRows(group), agreementCell(yardsticks)))}`
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
  const table = html`<table class="heat">
<caption>${caption}</caption>
<thead><tr><th scope="col">column</th>${sources.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr><th scope="row">${row}</th>${sources.map((source) => cell(source, row) ?? html`<td class="soft">not held</td>`)}</tr>\n`)}</tbody>
</table>`
  return scrolling('Matrix of columns and sources', table)
}

function overlapCell({ overlap }: ReportedSource, kind: string): Markup | null {
  const found = overlap?.[kind]
  if (found === undefined || found.compared === 0) return null
  const { compared, matched, interval } = found
  return rateCell(
    rateOf([matched], compared),
    html`<small>${wholeNumber(matched)} of ${wholeNumber(compared)}, ${percentRange(interval)}</small>`,
  )
}

const agreementCell =
  (yardsticks: Yardsticks): Cell =>
  ({ name, agreement }, field) => {
    const levels = agreement?.[field]
    if (levels === undefined || levels.compared === 0) return null
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
const rateCell = (rate: number | null, facts: Markup): Markup =>
  rate === null
    ? html`<td>not shown${facts}</td>`
    : html`<td class="${heatClass(rate)}">${`${percent(rate)} %`}${facts}</td>`

const yardstickWords = (yardstick: Yardstick | undefined): Markup | null =>
  yardstick === undefined
    ? null
    : html`<small>yardstick: ${percent(yardstick.rate)} % (${yardstick.from})</small>`

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
