/** Cells that hold several values: where one ends and the next begins, without cutting a formatted value in two. */
import { LIMITS } from '../core/limits.ts'

/** Most cells: nothing in them separates values. */
const SINGLE = /^[0-9A-Za-z@.+\-_()]+$/
const SURE = /[;|\n\r]+/
/** These stand inside one value too: `98765/43210`, `WB/12/123/123456`, `9,87,65,43,210`. */
const DOUBTFUL = /[/,&]|\s+(?:and|or|एवं|और)\s+/
const SPACED_NUMBERS = /^\+?\d{10,}(?:\s+\+?\d{10,})+$/
const NOT_ALPHANUMERIC = /[^\p{L}\p{Nd}*•]/gu
/** The shortest whole identifier: a passport has eight characters, a landline without its area code fewer. */
const SHORTEST = 8

const standsAlone = (part: string): boolean =>
  part.includes('@') || part.replace(NOT_ALPHANUMERIC, '').length >= SHORTEST

const trimmed = (parts: readonly string[]): string[] =>
  parts.map((part) => part.trim()).filter((part) => part !== '')

/** A part stays whole unless what stands before the first doubtful separator could be an identifier by itself. */
function splitDoubtful(part: string): string[] {
  if (SPACED_NUMBERS.test(part)) return part.split(/\s+/)
  const pieces = trimmed(part.split(DOUBTFUL))
  return pieces.length > 1 && standsAlone(pieces[0] ?? '') ? pieces : [part]
}

/**
 * The values of one cell, trimmed, in order; none for a blank cell. A cell of more than `LIMITS.valuesPerCell` values comes
 * back as one text, too long to be an identifier: it is counted invalid, never cut.
 */
export function splitValues(text: string): string[] {
  if (SINGLE.test(text)) return [text]
  const values = trimmed(text.split(SURE)).flatMap(splitDoubtful)
  return values.length > LIMITS.valuesPerCell ? [text] : values
}
