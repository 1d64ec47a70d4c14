/** One sheet's XML as rows of texts: cached values of formulas, shared and inline texts, numbers, dates. */
import { dateOf, plainNumber } from './xlsx-number.ts'
import type { Workbook } from './xlsx-workbook.ts'
import type { XmlHandler } from './xml.ts'

/** Columns of the widest sheet. */
const WIDEST = 16_384

export class SheetCells implements XmlHandler {
  readonly #workbook: Workbook
  #rows: string[][] = []
  #row: string[] = []
  #column = -1
  #type = ''
  #style = 0
  #value = ''
  #isValue = false
  #isPhonetic = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  /** The rows since the last time, blank ones left out. */
  take(): string[][] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#beginRow()
    if (name === 'c') this.#beginCell(attributes)
    if (name === 'rPh') this.#isPhonetic = true
    this.#isValue = name === 'v' || (name === 't' && !this.#isPhonetic)
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text
  }

  close(name: string): void {
    this.#isValue = false
    if (name === 'rPh') this.#isPhonetic = false
    if (name === 'c' && this.#column < WIDEST) this.#row[this.#column] = this.#cell()
    if (name === 'row' && this.#row.some((cell) => cell.trim() !== '')) {
      this.#rows.push(Array.from(this.#row, (cell) => cell ?? ''))
    }
  }

  #beginRow(): void {
    this.#row = []
    this.#column = -1
  }

  #beginCell({ r = '', t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    this.#column = columnOf(r) ?? this.#column + 1
    this.#type = t
    this.#style = Number(s)
    this.#value = ''
  }

  #cell(): string {
    const value = this.#value
    const { texts, dateStyles, is1904 } = this.#workbook
    switch (this.#type) {
      case 's':
        return texts[Number(value)] ?? ''
      case 'n':
        return dateStyles[this.#style] ? dateOf(value, is1904) : plainNumber(value)
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        return ''
      default:
        return value
    }
  }
}

/** `AB12` as 27; `null` where a cell does not say where it is. */
function columnOf(reference: string): number | null {
  const [letters] = /^[A-Z]{1,3}/.exec(reference) ?? []
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
