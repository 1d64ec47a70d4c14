/** The one escaper for foreign text: what leaves it can neither steer a terminal nor reorder a line, and is short. */

/** Longest foreign text that is shown, in characters (code points). */
export const PRINTABLE_CHARACTERS = 64

// C0, C1, line and paragraph separators, every format character (bidirectional marks, zero-width, tags), lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

const escaped = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`

/** Foreign text made safe to print: control and invisible characters escaped, cut to 64 characters with an ellipsis. */
export function printable(text: string): string {
  // A code point takes at most two units: what lies beyond cannot be shown, and need not be looked at.
  const head = text.slice(0, 2 * PRINTABLE_CHARACTERS + 2).replace(UNPRINTABLE, escaped)
  const characters = [...head]
  return characters.length <= PRINTABLE_CHARACTERS
    ? head
    : `${characters.slice(0, PRINTABLE_CHARACTERS - 1).join('')}…`
}

/** A whole text on its way to a terminal: the last gate, so that what slipped through all others steers nothing. */
export const steady = (text: string): string =>
  text.replace(UNPRINTABLE, (sign) => (sign === '\n' ? sign : escaped(sign)))

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that our colours are made of
const COLOUR = /(\u001b\[[\d;]*m)/

/** The same, where colours were asked for: they may stay. */
export const steadyInColour = (text: string): string =>
  text
    .split(COLOUR)
    .map((piece) => (COLOUR.test(piece) ? piece : steady(piece)))
    .join('')

/** JSON on its way to a terminal: it says the same with `\u202e` as with the character itself. */
export const asciiSafe = (json: string): string =>
  json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    Array.from(
      { length: sign.length },
      (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
