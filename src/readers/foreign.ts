/** Formats that are no delimited text, however many commas they hold: told by how they begin. Pure. */

const SQL = [
  /^\s*(?:(?:--|\/\*|#)[^\n]*\n\s*)*(?:(?:INSERT|REPLACE)\s+INTO|CREATE\s+TABLE|COPY\s+\S+\s*\(|SET\s+\S+\s*=|DROP\s+TABLE|BEGIN\s+TRANSACTION|PRAGMA\s)/i,
  /^(?:(?:INSERT|REPLACE)\s+(?:INTO\s|\[)|CREATE\s+TABLE\b|COPY\s[^\n]*\bFROM\s+stdin\b)/im,
]

/** Whether a head is that of a SQL dump. */
export const isSql = (head: string): boolean => SQL.some((sign) => sign.test(head))

const FOREIGN: readonly { readonly name: string; readonly sign: RegExp }[] = [
  ...SQL.map((sign) => ({ name: 'SQL dump', sign })),
  { name: 'vCard file', sign: /^\s*BEGIN:VCARD/i },
  { name: 'web page', sign: /^\s*<(?:!doctype\s+html|html)\b/i },
  { name: 'XML file', sign: /^\s*<(?:\?xml|[a-z][\w.-]*[\s>])/i },
  { name: 'JSON file', sign: /^\s*(?:\{\s*(?:"|\})|\[\s*[[{"\]\d-])/ },
]
/** Share of control characters from which on a text is none. */
const BINARY_SHARE = 0.01
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000E-\u001F]/g

/** What the head of a file is instead of delimited text, in words of ours, or `null`. */
export function foreignFormat(head: string): string | null {
  const controls = head.match(CONTROLS)?.length ?? 0
  if (controls > head.length * BINARY_SHARE) return 'binary file'
  return FOREIGN.find(({ sign }) => sign.test(head))?.name ?? null
}
