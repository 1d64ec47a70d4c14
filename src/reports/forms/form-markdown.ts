/** A form as Markdown. */
import { escapedInline, escapedMarkdown, grid } from '../markdown-text.ts'
import { DRAFT_NOTICE, type Form, type FormPart, PRELIMINARY_NOTICE } from './form.ts'

export function formMarkdown({ title, isPreliminary, parts }: Form): string {
  const lines = [
    `# ${escapedInline(title)}`,
    '',
    `> **${DRAFT_NOTICE}**`,
    ...(isPreliminary ? ['>', `> **${PRELIMINARY_NOTICE}**`] : []),
    '',
    ...parts.flatMap((part) => [...partLines(part), '']),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function partLines(part: FormPart): readonly string[] {
  switch (part.kind) {
    case 'heading':
      return [`## ${escapedInline(part.text)}`]
    case 'text':
      return [escapedMarkdown(part.text)]
    case 'fields':
      return part.fields.map(
        ({ label, value }) =>
          `- **${escapedInline(label)}:** ${value === null ? '\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_' : escapedInline(value)}`,
      )
    case 'list':
      return part.items.map((item) => `- ${escapedMarkdown(item)}`)
    case 'table':
      return [escapedMarkdown(part.caption), '', ...grid(part.head, part.rows)]
  }
}
