/** Line ends of delimited text: `\n`, `\r\n` and `\r`, in one file if need be. Pure. */

const LINE_END = /\r\n|\n|\r/

export const splitLines = (text: string): string[] =>
  text.includes('\r') ? text.split(LINE_END) : text.split('\n')

export const hasLineEnd = (text: string): boolean => text.includes('\n') || text.includes('\r')

/** The position behind the last line end of a text, 0 where it has none. */
export const lineEnd = (text: string): number =>
  Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1

const MARK = /[\r\n]/g

/** The position of the first line end from one on; the length of the text where there is none. */
export function lineStop(text: string, from: number): number {
  MARK.lastIndex = from
  return MARK.test(text) ? MARK.lastIndex - 1 : text.length
}

/** The position behind a line end that stands at this one. A `\n` that follows in the next piece is an empty line. */
export const behindLineEnd = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length)
