/** Pollutions of the rows themselves: cells gone, added, cut or torn, columns that are blank. */
import type { Pollution } from './pollution.ts'
import type { Row, Table } from './tables.ts'
import { added, type Cell, GONE, type Marks } from './writing.ts'

type Edit = (cells: readonly Cell[], row: number, marks: Marks) => readonly Cell[]

/** Some seven of the rows, others for each pollution. */
const inSome = (from: number, edit: Edit): Edit => {
  const isHit = (row: number): boolean => row >= 4 && (row + from) % 7 === 0
  return (cells, row, marks) => (isHit(row) ? edit(cells, row, marks) : cells)
}

const without =
  (...places: readonly number[]): Edit =>
  (cells) =>
    cells.map((cell, at) =>
      places.includes(at) || places.includes(at - cells.length) ? GONE : cell,
    )

const ragged = (name: string, from: number, edit: Edit): Pollution => ({
  name,
  change: { cells: inSome(from, edit) },
})

const RAGGED: readonly Pollution[] = [
  ragged('rows without their last cell', 0, without(-1)),
  ragged('rows without their last cells', 1, without(-1, -2, -3)),
  ragged('rows without an inner cell', 2, without(3)),
  ragged('rows without their first cell', 3, without(0)),
  ragged('rows with a cell too many', 4, (cells) => [...cells, added('checked')]),
  ragged('rows with blank cells too many', 5, (cells) => [...cells, added(''), added('')]),
]

const NAME = 1
const ADDRESS = 5

/** A cell of one line without marks, and what becomes of it in the file and in the truth. */
const torn = (
  name: string,
  from: number,
  at: number,
  tear: (text: string, marks: Marks) => { readonly raw: string; readonly truth: string },
): Pollution =>
  ragged(name, from, (cells, _, marks) =>
    cells.map((cell, place) =>
      place === at && typeof cell === 'string'
        ? tear(cell.replace(/[,;:|"'\n]+/g, ' '), marks)
        : cell,
    ),
  )

const TORN: readonly Pollution[] = [
  torn('delimiters in cells without quotes', 0, ADDRESS, (text, { delimiter }) => {
    const cell = `${text}${delimiter} Near School`
    return { raw: cell, truth: cell }
  }),
  torn('line ends in cells without quotes', 1, ADDRESS, (text) => {
    const cell = `${text}\nNear School`
    return { raw: cell, truth: cell }
  }),
  torn('quotes that are never closed', 2, NAME, (text, { open }) => ({
    raw: open + text,
    truth: text,
  })),
  torn('quotes that are never opened', 3, NAME, (text, { close }) => ({
    raw: text + close,
    truth: text,
  })),
  torn('quotes in cells without quotes', 4, NAME, (text, { close }) => {
    const cell = `${text} 5${close} pipe`
    return { raw: cell, truth: cell }
  }),
  torn('text behind a closing quote', 5, NAME, (text, { open, close }) => ({
    raw: `${open}${text}${close} (late)`,
    truth: `${text} (late)`,
  })),
  torn('quotes in quotes', 6, NAME, (text, { open, close }) => {
    const cell = `the ${open}old${close} ${text}`
    return { raw: open + cell + close, truth: cell }
  }),
  {
    name: 'rows in quotes as a whole',
    change: { row: (line, row) => (row % 6 === 2 ? `"${line.replaceAll('"', '""')}"` : line) },
  },
  {
    name: 'zero bytes in cells',
    change: { row: (line, row) => (row % 7 === 3 ? line.replace(' ', ' \u0000') : line) },
  },
]

const blankColumn =
  (placeIn: (width: number) => number, name: string) =>
  ({ header, rows }: Table): Table => {
    const put = (cells: Row, cell: string): Row => cells.toSpliced(placeIn(cells.length), 0, cell)
    return { header: put(header, name), rows: rows.map((row) => put(row, '')) }
  }

const COLUMNS: readonly Pollution[] = [
  { name: 'a blank column first', change: { table: blankColumn(() => 0, '') } },
  {
    name: 'a blank column inside',
    change: { table: blankColumn((width) => width - 2, 'remarks') },
  },
  { name: 'a blank column last', change: { table: blankColumn((width) => width, 'remarks') } },
  {
    name: 'files glued together, columns in another order',
    change: {
      order: (cells, row) => (row < 24 ? cells : cells.toReversed()),
      between: (row, line, names) => (row === 24 ? [line(names.toReversed())] : []),
    },
  },
]

export const DAMAGE: readonly Pollution[] = [...RAGGED, ...TORN, ...COLUMNS]
