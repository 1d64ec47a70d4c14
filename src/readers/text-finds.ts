/** What looks like an identifier in a line of prose or of a log, and the word that stands before it. Pure. */

export interface Find {
  /** What it is called in the line (`mobile=…`), or else what it looks like. */
  readonly key: string
  readonly value: string
}

/** Times, dates, addresses of machines and version numbers are numbers of another kind. */
const OTHER_NUMBERS =
  /\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}(?:[T ]\p{Nd}{2}:\p{Nd}{2}(?::\p{Nd}{2})?(?:[.,]\p{Nd}{1,9})?)?|\p{Nd}{1,2}[/.]\p{Nd}{1,2}[/.]\p{Nd}{2,4}|\p{Nd}{1,2}:\p{Nd}{2}(?::\p{Nd}{2})?|\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}/gu

const MAIL = /[^\s@<>"'=,;:()[\]]{1,64}@[\p{L}\p{Nd}-]{1,63}(?:\.[\p{L}\p{Nd}-]{1,63}){1,4}/u
/** A country code, and two groups of five or one of ten. */
const PHONE = /(?:\+|00)\p{Nd}{1,3}[ -]?\p{Nd}{3,5}[ -]?\p{Nd}{4,6}|\p{Nd}{5}[ -]\p{Nd}{5}/u
const FOURS = /\p{Nd}{4}(?:([ -])\p{Nd}{4})(?:\1\p{Nd}{4}){1,2}/u
const DIGITS = /\p{Nd}{7,20}/u
const CODE =
  /[A-Z]{5}\p{Nd}{4}[A-Z]|[A-Z]{3}\p{Nd}{7}|\p{Nd}{2}[A-Z]{5}\p{Nd}{4}[A-Z][\p{Nd}A-Z]Z[\p{Nd}A-Z]|[A-Z]\p{Nd}{7}/u
const MASKED = /[Xx*•]{4,12}\p{Nd}{2,4}/u
const ALONE = (source: string): string =>
  `(?<![\\p{L}\\p{M}\\p{Nd}])(?:${source})(?![\\p{L}\\p{M}\\p{Nd}])`
const FOUND = new RegExp(
  `(?<mail>${MAIL.source})|${ALONE(FOURS.source.replace('\\1', '\\k<joint>').replace('([ -])', '(?<joint>[ -])'))}|(?<!\\p{Nd})${PHONE.source}(?!\\p{Nd})|${ALONE(CODE.source)}|${ALONE(MASKED.source)}|${ALONE(DIGITS.source)}`,
  'gu',
)
/** `mobile=`, `Aadhaar no: `, `"phone":"`. */
const LABEL =
  /(?<![\p{L}\p{M}\p{Nd}_-])(\p{L}[\p{L}\p{M}_-]{1,24}(?: (?:no|number|id|card))?)\.?["']?\s{0,2}[:=]\s{0,2}["']?$/iu
const LABEL_REACH = 40
/** A line has at most so many; what is over is no line of a log. */
const MOST_FINDS = 64

export function findsIn(line: string): Find[] {
  const plain = line.replace(OTHER_NUMBERS, (text) => ' '.repeat(text.length))
  const finds: Find[] = []
  for (const { 0: value, index, groups } of plain.matchAll(FOUND)) {
    if (finds.length === MOST_FINDS) break
    const before = plain.slice(Math.max(0, index - LABEL_REACH), index)
    const label = LABEL.exec(before)?.[1]?.toLowerCase()
    finds.push({ key: label ?? shapeOf(value, groups?.['mail'] !== undefined), value })
  }
  return finds
}

/** What has the same shape stands in one column; whether that is a kind of identifier, the column's values say. */
function shapeOf(value: string, isMail: boolean): string {
  if (isMail) return 'email'
  if (/^[Xx*•]/u.test(value)) return 'masked'
  const bare = value.replace(/[ -]/g, '')
  if (/^(?:\+|00)/.test(bare)) return 'with country code'
  return bare
    .replace(/\p{Nd}+/gu, (digits) => `${digits.length} digits `)
    .replace(/[A-Z]+/g, (word) => `${word.length} letters `)
    .trim()
}
