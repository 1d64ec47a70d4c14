/** HTML that is safe by construction: whatever is put into a template is escaped unless it is Markup itself. */

export class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

/** `null` and the empty list leave nothing. */
export type Child = Markup | string | number | null | readonly Child[]

/** Template tag; values in attributes stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Child[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + rendered(values[i - 1] ?? null) + part))
}

function rendered(child: Child): string {
  if (child === null) return ''
  if (child instanceof Markup) return child.toString()
  if (typeof child === 'object') return child.map(rendered).join('')
  // A percent sign never begins a line.
  return String(child)
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/ %/g, '\u00a0%')
}
