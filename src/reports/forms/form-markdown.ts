/** A form as Markdown. */
import { escapedInline, escapedMarkdown, grid } from '../markdown-text.ts'
import { DRAFT_NOTICE, type Form, type FormPart } from './form.ts'

export function formMarkdown({ title, notices, parts }: Form): string {
  const lines = [
    `# ${escapedInline(title)}`,
    '',
    `> **${DRAFT_NOTICE}**`,
    ...notices.flatMap((notice) => ['>', `> **${notice}**`]),
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
