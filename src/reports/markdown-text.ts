/** Text and tables for Markdown: whatever a name holds is shown, and nothing in it acts. */

/** A paragraph or list item: beginning with a sign of its own, it would be a heading, a list or a rule. */
export const escapedMarkdown = (text: string): string =>
  escapedInline(text)
    .replace(/^(\s*)([#+=-])(?=[\s#+=-]|$)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')

/** Within a line: signs that begin a link, an image, code, emphasis, HTML, a table cell or a footnote. */
export const escapedInline = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_~|<>[\]!]/g, (sign) => `\\${sign}`)
    // Addresses are linked by some readers even without brackets.
    .replace(/(https?|ftp|www|mailto|javascript)(:|\.)/gi, '$1\\$2')

/** A table; every cell is escaped. */
export function grid(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const row = (cells: readonly string[]) => `| ${cells.map(escapedInline).join(' | ')} |`
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)]
}
