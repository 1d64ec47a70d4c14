/** The weight of each group of evidence, drawn as a waterfall: bars that start where the one above ended. */

import { wholeNumber } from '../text.ts'
import type { Waterfall } from '../waterfall.ts'
import { html, type Markup } from './markup.ts'
import { dataTable } from './table.ts'

export const waterfallSection = (waterfalls: readonly Waterfall[]): Markup =>
  html`${waterfalls.map(waterfall)}`

interface Row {
  readonly words: string
  readonly records: string
  readonly from: number
  readonly to: number
}

function waterfall({ source, steps, headline }: Waterfall): Markup {
  let sum = 0
  const rows: Row[] = steps.map(({ words, records, log10Weight }) => {
    const from = sum
    sum += log10Weight
    return { words, records: records === null ? '' : wholeNumber(records), from, to: sum }
  })
  const ends = [0, ...rows.flatMap(({ from, to }) => [from, to]), headline]
  const scale = { low: Math.min(...ends), high: Math.max(...ends) }
  const table = dataTable(
    `${source}: how its ratio comes about. Each bar starts where the one above ended; a full bar to the right adds to the support, an open one to the left takes away. Weights are powers of ten: +1 makes the ratio ten times larger, −1 ten times smaller. Records are grouped by how they compare with ${source} itself.`,
    [
      { head: 'records that show' },
      { head: 'how many', isNumber: true },
      { head: 'drawn', isDrawn: true },
      { head: 'weight', isNumber: true },
    ],
    [
      ...rows.map(({ words, records, from, to }) => [
        words,
        records,
        bar(from, to, scale),
        signed(to - from),
      ]),
      [
        html`<strong>what is left: the ratio as it is reported</strong>`,
        '',
        bar(0, headline, scale),
        html`<strong>${headline.toFixed(1)}</strong>`,
      ],
    ],
    true,
  )
  return html`<figure>${table}</figure>`
}

const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`

/** The figures stand in the same row, so that the drawing is hidden from screen readers. */
function bar(from: number, to: number, { low, high }: { low: number; high: number }): Markup {
  const x = (value: number): number => (100 * (value - low)) / Math.max(1e-9, high - low)
  const [left, right] = [x(Math.min(from, to)), x(Math.max(from, to))]
  const width = Math.max(0.6, right - left)
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><line class="rule" x1="${x(0).toFixed(1)}" y1="0" x2="${x(0).toFixed(1)}" y2="10"/><rect class="${to < from ? 'loss' : 'estimate'}" x="${Math.min(left, 100 - width).toFixed(1)}" y="1" width="${width.toFixed(1)}" height="8"/></svg>`
}
