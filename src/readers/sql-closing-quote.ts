/** Where a quoted text of SQL ends. Pure. */

/** The position of the quote that closes, or -1; doubled ones and those after an odd number of backslashes do not. */
export function closingQuote(text: string, from: number, end: string, escapes: boolean): number {
  let at = text.indexOf(end, from)
  let start = from
  while (at >= 0) {
    const isEscaped = escapes && backslashes(text, start, at) % 2 === 1
    if (!isEscaped && (text[at + 1] !== end || end.length > 1)) return at
    start = at + (isEscaped ? 1 : 2)
    at = text.indexOf(end, start)
  }
  return -1
}

function backslashes(text: string, from: number, to: number): number {
  let count = 0
  while (to - count > from && text[to - count - 1] === '\\') count++
  return count
}
