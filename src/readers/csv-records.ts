/**
 * Delimited text cut into records, whatever the pieces it arrives in: no quote that stays open can swallow more than one
 * record's limit, nor lines that are records by themselves.
 */
import { LIMITS } from '../core/limits.ts'
import { cellsBetween, cellsOfLine, isPlain, type Scan, scanRecord } from './csv-cells.ts'
import { type Dialect, inUsualMarks } from './csv-dialect.ts'
import { behindLineEnd, hasLineEnd, lineEnd, lineStop, splitLines } from './csv-lines.ts'

export type Row = readonly string[]

export interface CsvRecord {
  readonly cells: Row
  /** The text of a record in which something is quoted; `null`: its cells with the delimiters between them. */
  readonly raw: string | null
}

export interface Records {
  /** `null` stands for one that is over the limit of a record. */
  readonly records: readonly (CsvRecord | null)[]
  /** Bytes of text that they take up. */
  readonly bytes: number
  /** Whether the text ends with the last one, without a line end. */
  readonly unterminated: boolean
  /** How many of the records stand before the first one whose quote is closed nowhere in the file; -1: there is none. */
  readonly openAt: number
}

/** The records of a text that may end anywhere. */
export function recordsIn(text: string, dialect: Dialect): CsvRecord[] {
  const cut = Array.from(new RecordCutter(dialect, null).cut(text, true))
  return cut.flatMap(({ records }) => records.filter((record) => record !== null))
}

/** Records that are handed on at once. */
const AT_ONCE = 4096

export class RecordCutter {
  readonly #dialect: Dialect
  readonly #width: number | null
  #held = ''
  /** Whether what comes next, up to a line end, belongs to a line that is left out. */
  #skips = false
  #records: (CsvRecord | null)[] = []
  #openAt = -1

  /** @param width cells a record should have, or `null` where that is still to be found */
  constructor(dialect: Dialect, width: number | null) {
    this.#dialect = dialect
    this.#width = width
  }

  /** Whether the next piece begins a record, whatever came before. */
  get isFree(): boolean {
    return this.#held === '' && !this.#skips
  }

  *cut(piece: string, atEnd: boolean): Generator<Records> {
    const text = this.#held + this.#unskipped(this.#dialect.unusual ? inUsualMarks(piece) : piece)
    let at = 0
    let from = 0
    while (at < text.length) {
      const next = this.#plainLines(text, at) ?? this.#next(text, at, atEnd)
      if (next === null) break
      at = next
      if (this.#records.length >= AT_ONCE) {
        yield this.#taken(text.slice(from, at), at === text.length && atEnd)
        from = at
      }
    }
    this.#held = text.slice(at)
    if (this.#held.length > LIMITS.recordBytes && !hasLineEnd(this.#held)) {
      this.#records.push(null)
      this.#skips = true
      this.#held = ''
    }
    if (this.#records.length > 0 || at > from) yield this.#taken(text.slice(from, at), atEnd)
  }

  #taken(text: string, atEnd: boolean): Records {
    const taken = {
      records: this.#records,
      bytes: Buffer.byteLength(text),
      unterminated: atEnd && text !== '' && lineEnd(text) !== text.length,
      openAt: this.#openAt,
    }
    this.#records = []
    this.#openAt = -1
    return taken
  }

  #unskipped(piece: string): string {
    if (!this.#skips) return piece
    const stop = lineStop(piece, 0)
    this.#skips = stop === piece.length
    return piece.slice(behindLineEnd(piece, stop))
  }

  /** All whole lines at once where nothing in the text is quoted; the position behind them. */
  #plainLines(text: string, at: number): number | null {
    if (at > 0 || !isPlain(text, this.#dialect)) return null
    const end = lineEnd(text)
    if (end === 0) return null
    for (const line of splitLines(text.slice(0, end))) this.#addPlain(line)
    return end
  }

  /** Takes the record at a position; the position behind it, or `null` where more must be read first. */
  #next(text: string, at: number, atEnd: boolean): number | null {
    const stop = lineStop(text, at)
    if (stop === text.length && !atEnd) return null
    const line = text.slice(at, stop)
    if (isPlain(line, this.#dialect)) {
      this.#addPlain(line)
      return behindLineEnd(text, stop)
    }
    const scan = scanRecord(text, at, this.#dialect)
    const isOver = scan.stop - at > LIMITS.recordBytes
    if (scan.stop === text.length && !atEnd && !isOver) return null
    if (scan.quoting === 'open' && !isOver && this.#openAt < 0) this.#openAt = this.#records.length
    const raw = text.slice(at, scan.stop)
    if (isOver || (hasLineEnd(raw) && this.#isSwallowed(scan, raw))) {
      this.#addLine(line)
      return behindLineEnd(text, stop)
    }
    this.#records.push({ cells: unbordered(scan.cells, this.#dialect), raw })
    return behindLineEnd(text, scan.stop)
  }

  #addPlain(line: string): void {
    if (isEmpty(line, this.#dialect)) return
    if (line.length > LIMITS.recordBytes) this.#records.push(null)
    else {
      const cells = unbordered(cellsBetween(line, this.#dialect), this.#dialect)
      this.#records.push({ cells, raw: null })
    }
  }

  #addLine(line: string): void {
    if (line.length > LIMITS.recordBytes) this.#records.push(null)
    else {
      const cells = unbordered(cellsOfLine(line, this.#dialect), this.#dialect)
      this.#records.push({ cells, raw: line })
    }
  }

  /**
   * Whether the lines of a record are records of their own: where its quoting is not in order, where each of three or more
   * lines has by itself all the cells of a record, or where one does and the record has another number of them.
   */
  #isSwallowed({ cells, quoting }: Scan, raw: string): boolean {
    if (quoting !== 'in order') return true
    const width = this.#width
    if (width === null || width < SWALLOWED_CELLS) return false
    const lines = splitLines(raw)
    const whole = lines.filter((line) => cellsOfLine(line, this.#dialect).length === width).length
    if (cells.length !== width) return whole > 0
    return lines.length >= SWALLOWED_LINES && whole === lines.length
  }
}

/** Lines and cells from which on lines that are all records by themselves are no cell. */
const SWALLOWED_LINES = 3
const SWALLOWED_CELLS = 3

/** Spaces count for nothing where they are trimmed. */
const isEmpty = (line: string, { delimiter, padded }: Dialect): boolean =>
  line === '' || (padded && line.trim() === '' && !line.includes(delimiter))

/** A row without the blank cells before its first delimiter and behind its last one, where the file borders its rows. */
export const unbordered = (cells: Row, { bordered }: Dialect): Row =>
  bordered && cells[0]?.trim() === '' && cells.at(-1)?.trim() === '' ? cells.slice(1, -1) : cells
