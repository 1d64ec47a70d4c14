/** Where the cells of a row that has too few or too many belong, if its neighbours leave but one answer. Pure. */
import type { Profile } from './csv-profile.ts'
import type { Row } from './csv-records.ts'

/** Bits by which the best answer must be better than the next. */
const CLEARLY = 4
/** Bits a cell on average beyond which no answer is one. */
const BELIEVABLE = 3.5
/** Cells by which a row may differ. */
const MOST_DIFFERENCE = 4
/** Bits that it costs to leave out the last columns, to leave out others, to have a cell too many. */
const CUT = 2
const HOLE = 5
const SURPLUS = 5
/** And to read the line otherwise than the file is read. */
const OTHERWISE = 12
/** Bits less for joining a cell that begins with a space: prose has one behind its commas. */
const SPACED = 5
/** Answers kept on the way: some of the best say the same. */
const KEPT = 4

/**
 * The cells at their columns, blank where there is none; more of them where the row has too many.
 * @param readings of one line, by the cells that they divide it into; the usual one first
 */
export function alignedRow(
  readings: readonly Row[],
  width: number,
  delimiter: string,
  profile: Profile,
): Row | null {
  if (!profile.isTelling) return null
  const answers = readings
    .filter((cells) => isNear(cells.length, width))
    .flatMap((cells) => {
      const damage = cells === readings[0] ? 0 : OTHERWISE
      return new Alignment(cells, width, delimiter, profile)
        .answers()
        .map(({ row, bits }) => ({ row, bits: bits + damage }))
    })
    .sort((a, b) => a.bits - b.bits)
  const [best] = answers
  if (best === undefined || best.bits - HOLE > BELIEVABLE * filled(best.row)) return null
  const next = answers.find(({ row }) => !isSame(row, best.row))
  return next === undefined || next.bits - best.bits >= CLEARLY ? best.row : null
}

/** Whether the cells of a row look like those of other rows. */
export const isBelievable = (cells: Row, profile: Profile): boolean =>
  !profile.isTelling ||
  cells.reduce((sum, cell, at) => sum + profile.surprise(cell, at), 0) <= BELIEVABLE * filled(cells)

/** Whether a row lacks so few cells that those it has can be told apart. */
const isNear = (length: number, width: number): boolean =>
  length > 1 && length * 2 >= width && Math.abs(length - width) <= MOST_DIFFERENCE

const filled = (cells: Row): number =>
  Math.max(1, cells.filter((cell) => cell.trim() !== '').length)

const isSame = (a: Row, b: Row): boolean =>
  a.length === b.length && a.every((cell, at) => cell === b[at])

interface Answer {
  readonly row: Row
  readonly bits: number
}

/** The cells of the first columns, the last one first. */
interface Path {
  readonly cell: string
  readonly before: Path | null
  readonly bits: number
  readonly endsInHole: boolean
}

const START: Path = { cell: '', before: null, bits: 0, endsInHole: false }

/** Cells and columns in step, column by column: too few cells leave columns out, too many are joined or left over. */
class Alignment {
  readonly #cells: Row
  /** Cells without the blank ones behind them. */
  readonly #end: number
  readonly #width: number
  readonly #delimiter: string
  readonly #profile: Profile
  /** The best paths that end with a column, by the number of cells that they have used. */
  #paths = new Map<number, readonly Path[]>([[0, [START]]])

  constructor(cells: Row, width: number, delimiter: string, profile: Profile) {
    this.#cells = cells
    this.#end = cells.findLastIndex((cell) => cell.trim() !== '') + 1
    this.#width = width
    this.#delimiter = delimiter
    this.#profile = profile
  }

  answers(): Answer[] {
    for (let column = 0; column < this.#width; column++) this.#step(column)
    return [...this.#paths].flatMap(([used, paths]) =>
      paths.map((path) => this.#answer(used, path)),
    )
  }

  #step(column: number): void {
    const next = new Map<number, Path[]>()
    for (const [used, paths] of this.#paths) {
      if (column - used < this.#width - this.#cells.length) {
        add(next, used, paths.map(withHole))
      }
      const most = Math.max(0, this.#cells.length - this.#width - (used - column))
      for (let count = 1; count <= most + 1 && used + count <= this.#cells.length; count++) {
        const parts = this.#cells.slice(used, used + count)
        const cell = parts.join(this.#delimiter)
        const bits = this.#profile.surprise(cell, column) - (isProse(parts) ? SPACED : 0)
        add(
          next,
          used + count,
          paths.map((path) => ({
            cell,
            before: path,
            bits: path.bits + bits,
            endsInHole: false,
          })),
        )
      }
    }
    this.#paths = next
  }

  #answer(used: number, path: Path): Answer {
    const row: string[] = []
    for (let at = path; at.before !== null; at = at.before) row.push(at.cell)
    const left = this.#cells.slice(used, this.#end)
    const end = path.endsInHole ? CUT - HOLE : 0
    return { row: [...row.reverse(), ...left], bits: path.bits + end + SURPLUS * left.length }
  }
}

const withHole = (path: Path): Path => ({
  cell: '',
  before: path,
  bits: path.bits + (path.endsInHole ? 0 : HOLE),
  endsInHole: true,
})

const isProse = (parts: Row): boolean =>
  parts.slice(1).some((part) => part.startsWith(' ') && part.trim() !== '')

function add(paths: Map<number, Path[]>, used: number, more: readonly Path[]): void {
  const all = [...(paths.get(used) ?? []), ...more].sort((a, b) => a.bits - b.bits)
  paths.set(used, all.slice(0, KEPT))
}
