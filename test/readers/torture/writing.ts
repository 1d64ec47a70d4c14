/** How a table is written into a file, everything that may be wrong with it among it. */
import type { Row, Table } from './tables.ts'

/** What divides and quotes the cells of one row. */
export interface Marks {
  readonly delimiter: string
  readonly open: string
  readonly close: string
  /** What stands before a quote, or for one, inside quotes. */
  readonly escape: string
}

/** A cell as damage leaves it: what stands in the file (`null`: nothing) and what it was to be (`null`: no cell at all). */
interface Damaged {
  readonly raw: string | null
  readonly truth: string | null
}
export type Cell = string | Damaged

export const GONE: Damaged = { raw: null, truth: '' }
export const added = (raw: string): Damaged => ({ raw, truth: null })

/** Writes the cells of a header, or of another line that stands between the rows. */
type Line = (cells: Row) => string

/** All is by the row's number from 0, -1 for the header. */
export interface Writing {
  readonly delimiter: (row: number) => string
  readonly quotes: (row: number) => readonly [open: string, close: string]
  readonly quoted: 'where needed' | 'all' | 'texts' | 'never'
  /** What stands for a quote inside quotes. */
  readonly escaped: (quote: string, row: number) => string
  /** Without quotes, what makes a delimiter, a line end or itself part of a cell; `null`: nothing does. */
  readonly escaping: string | null
  /** Cells are written as they are, whatever they hold. */
  readonly verbatim: boolean
  /** Around every cell. */
  readonly padding: readonly [before: string, after: string]
  /** Around every row. */
  readonly borders: readonly [before: string, after: string]
  /** Whether a delimiter stands behind the last cell. */
  readonly closed: boolean
  readonly lineEnd: (line: number) => string
  readonly endsWithLineEnd: boolean
  readonly preamble: readonly string[]
  readonly header: (line: Line, names: Row) => readonly string[]
  readonly between: (row: number, line: Line, names: Row) => readonly string[]
  readonly footer: (line: Line) => readonly string[]
  /** The truth itself changed: its columns and their order. */
  readonly table: (table: Table) => Table
  readonly order: (cells: Row, row: number) => Row
  readonly cells: (cells: readonly Cell[], row: number, marks: Marks) => readonly Cell[]
  /** The written row, damaged. */
  readonly row: (line: string, row: number) => string
}

export const PLAIN: Writing = {
  delimiter: () => ',',
  quotes: () => ['"', '"'],
  quoted: 'where needed',
  escaped: (quote) => quote + quote,
  escaping: null,
  verbatim: false,
  padding: ['', ''],
  borders: ['', ''],
  closed: false,
  lineEnd: () => '\n',
  endsWithLineEnd: true,
  preamble: [],
  header: (line, names) => [line(names)],
  between: () => [],
  footer: () => [],
  table: (table) => table,
  order: (cells) => cells,
  cells: (cells) => cells,
  row: (line) => line,
}

export interface Written {
  readonly text: string
  /** Of the first row, for readers that must be told. */
  readonly marks: Marks
  /** The cells of every row at their places; blank where there are none. */
  readonly rows: readonly Row[]
}

export function write(table: Table, writing: Writing): Written {
  const { header, rows } = writing.table(table)
  const line: Line = (cells) => lineOf(cells, -1, writing)
  const all = rows.map((cells, row) => {
    const plain = writing.order(cells, row).map((cell) => sayable(cell, writing))
    return writing.cells(plain, row, marksOf(writing, row))
  })
  const lines = [
    ...writing.preamble,
    ...writing.header(line, header),
    ...all.flatMap((cells, row) => [
      ...writing.between(row, line, header),
      writing.row(lineOf(cells, row, writing), row),
    ]),
    ...writing.footer(line),
  ]
  const ended = lines.map((text, at) => text + writing.lineEnd(at)).join('')
  const last = writing.endsWithLineEnd ? 0 : writing.lineEnd(lines.length - 1).length
  return {
    text: ended.slice(0, ended.length - last),
    marks: marksOf(writing, 0),
    rows: all.map(truthOf),
  }
}

const truthOf = (cells: readonly Cell[]): Row =>
  cells
    .map((cell) => (typeof cell === 'string' ? cell : cell.truth))
    .filter((cell) => cell !== null)

function marksOf({ delimiter, quotes, escaped }: Writing, row: number): Marks {
  const [open, close] = quotes(row)
  return { delimiter: delimiter(row), open, close, escape: escaped(close, row).slice(0, 1) }
}

/** Where nothing quotes and nothing escapes, a cell cannot hold a delimiter or a line end. */
function sayable(cell: string, { quoted, escaping, verbatim, delimiter }: Writing): string {
  if (quoted !== 'never' || escaping !== null || verbatim) return cell
  return [delimiter(0), delimiter(30), '\n']
    .reduce((text, mark) => text.replaceAll(mark, ' '), cell)
    .replaceAll('"', '')
}

function lineOf(cells: readonly Cell[], row: number, writing: Writing): string {
  const { padding, borders, closed } = writing
  const marks = marksOf(writing, row)
  const written = cells.flatMap((cell) => {
    const raw = typeof cell === 'string' ? cellOf(cell, row, writing, marks) : cell.raw
    return raw === null ? [] : [padding[0] + raw + padding[1]]
  })
  const end = closed ? marks.delimiter : ''
  return borders[0] + written.join(marks.delimiter) + end + borders[1]
}

function cellOf(cell: string, row: number, writing: Writing, marks: Marks): string {
  const { quoted, escaping, escaped, verbatim, delimiter } = writing
  if (verbatim) return cell
  const { open, close } = marks
  const isSpecial = [delimiter(0), delimiter(30), open, '\n'].some((mark) => cell.includes(mark))
  if (quoted === 'never' || (quoted === 'texts' && !isSpecial && !/\p{L}/u.test(cell))) {
    return escaping === null ? cell : escapedIn(cell, escaping, marks)
  }
  if (quoted === 'where needed' && !isSpecial) return cell
  return open + cell.replaceAll(close, escaped(close, row)) + close
}

const escapedIn = (cell: string, mark: string, { delimiter }: Marks): string =>
  [mark, delimiter, '\n'].reduce((text, one) => text.replaceAll(one, mark + one), cell)
