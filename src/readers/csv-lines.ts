/** Line ends of delimited text: `\n`, `\r\n` and `\r`, in one file if need be. Pure. */

export const LINE_ENDS = ['\r\n', '\n', '\r']
const LINE_END = /\r\n|\n|\r/

export const splitLines = (text: string): string[] =>
  text.includes('\r') ? text.split(LINE_END) : text.split('\n')

export const hasLineEnd = (text: string): boolean => text.includes('\n') || text.includes('\r')

/** The position behind the last line end of a text, 0 where it has none. */
export const lineEnd = (text: string): number =>
  Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1

/** The position behind the first line end of a text, or -1. A `\n` that follows in the next piece is an empty line. */
export function firstLineEnd(text: string): number {
  const end = text.search(LINE_END)
  if (end < 0) return -1
  return text.startsWith('\r\n', end) ? end + 2 : end + 1
}
