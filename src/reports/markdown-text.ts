/** Text and tables for Markdown: whatever a name holds is shown, and nothing in it acts. */

/** Signs that begin a link, an image, code, emphasis, HTML, a table cell or a footnote, wherever they stand. */
export const escapedMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_~|<>[\]!]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    // Addresses are linked by some readers even without brackets.
    .replace(/(https?|ftp|www|mailto|javascript)(:|\.)/gi, '$1\\$2')

/** A table; every cell is escaped. */
export function grid(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const row = (cells: readonly string[]) => `| ${cells.map(escapedMarkdown).join(' | ')} |`
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)]
}
