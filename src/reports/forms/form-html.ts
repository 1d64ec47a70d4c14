/** A form as an HTML page, to be printed, filled in and signed. */
import { html, type Markup } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import { dataTable, list } from '../html/table.ts'
import { DRAFT_NOTICE, type Form, type FormPart } from './form.ts'

export function formHtml({ title, notices, parts }: Form): string {
  return shell(
    `DRAFT: ${title}`,
    html`<main>
<h1>${title}</h1>
<p class="draft"><strong>${DRAFT_NOTICE}</strong></p>
${notices.map((notice) => html`<p class="draft"><strong>${notice}</strong></p>`)}
${parts.map((part) => html`${rendered(part)}\n`)}</main>`,
    'DRAFT',
  )
}

function rendered(part: FormPart): Markup {
  switch (part.kind) {
    case 'heading':
      return html`<h2>${part.text}</h2>`
    case 'text':
      return html`<p>${part.text}</p>`
    case 'fields':
      return html`<dl class="fields">${part.fields.map(({ label, value }) => html`<dt>${label}</dt><dd>${value ?? html`<span class="blank">&nbsp;</span><span class="hidden">to be filled in</span>`}</dd>`)}</dl>`
    case 'list':
      return list(part.items)
    case 'table':
      return dataTable(
        part.caption,
        part.head.map((head) => ({ head })),
        part.rows.map((row) =>
          row.map((cell) =>
            /^[0-9a-f]{64}$/.test(cell) ? html`<span class="hash">${cell}</span>` : cell,
          ),
        ),
        true,
      )
  }
}
