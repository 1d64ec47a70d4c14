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
