/** Plain text for people: wrapping, columns, numbers; 80 columns, good without colour. */

import { percent as percentWords } from '../provenance/words.ts'
import type { Count } from './reported.ts'

export const WIDTH = 80

/** `12,345`; what stands for a hidden count stays as it is. */
export const wholeNumber = (n: Count): string =>
  typeof n === 'number' ? n.toLocaleString('en') : n

/** `0.848` as `84.8`; the unit stands in the heading. */
export const percent = (rate: number): string => (100 * rate).toFixed(1)

export const percentRange = ([low, high]: readonly [number, number]): string =>
  `${percentWords(low)} to ${percentWords(high)}`

/** Breaks at spaces; every line starts with `indent`, all but the first with `hanging` more. */
export function wrap(text: string, indent = '', hanging = ''): string[] {
  const lines: string[] = []
  let line = indent
  let isEmpty = true
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = indent + hanging
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return isEmpty ? lines : [...lines, line]
}

export const bullet = (text: string): string[] => wrap(`- ${text}`, '  ', '  ')

/** Columns padded to their widest cell, numbers to the right; the first column is text. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(0, ...rows.map((row) => (row[i] ?? '').length)),
  )
  return rows.map((row) => {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    )
    return (indent + cells.join('  ')).trimEnd()
  })
}

/** Shortens the middle of a name that would break a table. */
export const shortened = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 1)}…`
