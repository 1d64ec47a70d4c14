/** The rows of a page's tables as a stream. Memory holds one row. */
import { Parser } from 'htmlparser2'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'

export interface HtmlRow {
  /** Position of its table among those of the page that have rows, from 0. */
  readonly table: number
  readonly cells: readonly string[]
}

const LINES = new Set(['br', 'p', 'div', 'li'])
const LAYOUT = /[\t\n\f\r ]+/g
const DEPTH = 256

export class HtmlTables {
  #rows: HtmlRow[] = []
  #depth = 0
  /** Tables that are open, and what was closed at the end. */
  #open = 0
  #closed = false
  #tables = 0
  #hasRows = false
  #row: string[] | null = null
  #cell: string | null = null
  #size = 0
  /** Characters since anything was understood: a tag without end must not be kept for ever. */
  #pending = 0
  readonly #parser = new Parser({
    onopentag: (name) => this.#begin(name),
    ontext: (text) => this.#read(text),
    onclosetag: (name, implied) => this.#end(name, implied),
  })

  /** Whether the last table, or the page, was closed. */
  get isWhole(): boolean {
    return this.#closed && this.#open === 0
  }

  write(text: string): void {
    this.#pending += text.length
    this.#parser.write(text)
    if (this.#pending > LIMITS.recordBytes) throw tooLarge('a tag')
  }

  take(): HtmlRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #begin(name: string): void {
    this.#pending = 0
    if (++this.#depth > DEPTH) throw tooLarge('the nesting')
    if (name === 'table') {
      this.#finishRow()
      this.#open++
      this.#closed = false
      if (this.#hasRows) this.#tables++
      this.#hasRows = false
    } else if (name === 'tr') {
      this.#finishRow()
      if (this.#open > 0) this.#row = []
    } else if (name === 'td' || name === 'th') {
      this.#finishCell()
      if (this.#row !== null) this.#cell = ''
    } else if (LINES.has(name)) this.#add('\n')
  }

  #read(text: string): void {
    this.#pending = 0
    this.#add(text.replace(LAYOUT, ' '))
  }

  #add(text: string): void {
    if (this.#cell === null) return
    this.#size += text.length
    if (this.#size > LIMITS.recordBytes) throw tooLarge('a row')
    this.#cell += text
  }

  #end(name: string, implied: boolean): void {
    this.#pending = 0
    this.#depth--
    if (name === 'td' || name === 'th') this.#finishCell()
    if (name === 'tr') this.#finishRow()
    if (name === 'table') {
      this.#finishRow()
      this.#open--
      this.#closed = !implied
    }
  }

  #finishCell(): void {
    if (this.#cell !== null) this.#row?.push(tidy(this.#cell))
    this.#cell = null
  }

  #finishRow(): void {
    this.#finishCell()
    const cells = this.#row
    this.#row = null
    this.#size = 0
    if (cells === null || cells.length === 0) return
    this.#hasRows = true
    this.#rows.push({ table: this.#tables, cells })
  }
}

const tidy = (text: string): string =>
  text
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()

const tooLarge = (what: string): AppError =>
  new AppError('INPUT_LIMIT', `${what} in the page is over the limit`)
