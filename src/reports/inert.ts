/** A document whose every text can be shown anywhere: foreign names are short, and nothing in it steers a terminal or reorders a line. */
import { printable } from '../core/printable.ts'

/** Longest sentence that a report repeats, in characters. */
const PROSE_CHARACTERS = 1_000

/** Properties that hold one name each, and lists of names. */
const NAMES = new Set(['source', 'sources', 'name', 'dump', 'file', 'field', 'statedBy', 'from'])

/** The same value with every text, and every key, escaped: names to 64 characters, sentences to 1,000. */
export function inert<T>(value: T): T {
  return escapedIn('', value) as T
}

function escapedIn(property: string, value: unknown): unknown {
  if (typeof value === 'string') return NAMES.has(property) ? printable(value) : prose(value)
  if (Array.isArray(value)) return value.map((item) => escapedIn(property, item))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [printable(key), escapedIn(key, item)]),
  )
}

/** A sentence that may repeat a name: escaped word by word, so that spaces stay where they are. */
export function prose(text: string): string {
  const words = text.slice(0, 4 * PROSE_CHARACTERS).split(/[ \n\r\t]+/)
  const joined = words.map(printable).join(' ')
  return joined.length <= PROSE_CHARACTERS ? joined : `${joined.slice(0, PROSE_CHARACTERS - 1)}…`
}
