/** One property of a vCard: its name and its text, decoded. Pure. */

export interface Property {
  /** In capitals, without its group. */
  readonly name: string
  readonly value: string
}

const PROPERTY = /^(?:[\w-]{1,64}\.)?([\w-]{1,64})((?:;[^:]{0,256})?):([\s\S]*)$/

/** `null` for a line that is no property, and for one whose value is no text. */
export function propertyOf(line: string): Property | null {
  const [, name = '', parameters = '', raw = ''] = PROPERTY.exec(line.trimEnd()) ?? []
  if (name === '' || /ENCODING=(?:B|BASE64)\b/i.test(parameters)) return null
  const decoded = /QUOTED-PRINTABLE/i.test(parameters) ? fromQuotedPrintable(raw) : raw
  const value = decoded.replace(/^(?:tel|mailto):/i, '').replace(/\\([nN,;:\\])/g, unescaped)
  return { name: name.toUpperCase(), value: value.trim() }
}

const unescaped = (_: string, mark: string): string => (mark === 'n' || mark === 'N' ? '\n' : mark)

/** UTF-8, which is what telephones write, whatever they say of it. */
function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n?$/, '')
    .replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const isBytes = [...bytes].every((character) => character <= '\u00ff')
  return isBytes ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes
}
