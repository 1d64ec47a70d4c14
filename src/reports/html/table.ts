/** Tables of an HTML page, with a caption and headed rows. */
import { type Child, html, type Markup } from './markup.ts'

export interface Column {
  readonly head: string
  readonly isNumber?: boolean
  /** Holds a bar, which takes what room there is. */
  readonly isDrawn?: boolean
}

/** @param isStacked each row becomes a block on a phone */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  isStacked = false,
): Markup {
  return html`<table${isStacked ? html` class="stack"` : null}>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.head}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell, i) => tableCell(cell, columns[i], i === 0))}</tr>\n`)}</tbody>
</table>`
}

function tableCell(cell: Child, column: Column | undefined, isFirst: boolean): Markup {
  return isFirst
    ? html`<th scope="row">${cell}</th>`
    : html`<td data-label="${column?.head ?? ''}"${classOf(column)}>${cell}</td>`
}

function classOf(column: Column | undefined): Markup | null {
  if (column?.isNumber === true) return html` class="number"`
  return column?.isDrawn === true ? html` class="drawn"` : null
}

/** Behind a chart: the same figures for a screen reader, for printing, and for whoever wants them. */
export const behindChart = (table: Markup): Markup =>
  html`<details><summary>The same as a table</summary>${scrolling('Figures of the chart', table)}</details>`

/** A table that may be wider than a phone, reachable by keyboard. */
export const scrolling = (label: string, table: Markup): Markup =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${table}</div>`

export const list = (items: readonly Child[]): Markup =>
  html`<ul>${items.map((item) => html`<li>${item}</li>\n`)}</ul>`
