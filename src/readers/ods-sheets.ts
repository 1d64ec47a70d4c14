/** The sheets of an OpenDocument spreadsheet as rows of texts: stored values, cells and rows that stand for many of their like. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { XmlHandler } from './xml.ts'

export interface OdsRow {
  /** Of its sheet. */
  readonly ordinal: number
  readonly sheet: string
  readonly cells: readonly string[]
}

type Attributes = Readonly<Record<string, string>>

/** The largest sheet that programs write. */
const [WIDEST, LONGEST] = [16_384, 1_048_576]
/** Notes, drawings and what was deleted: texts in them are none of a cell's. */
const ASIDE = new Set(['annotation', 'shapes', 'frame', 'tracked-changes'])
const BREAKS: Readonly<Record<string, string>> = { tab: '\t', 'line-break': '\n' }
const MIDNIGHT = /T00:00:00(?:[.,]0+)?$/

export class OdsSheets implements XmlHandler {
  /** Styles of sheets that are not shown. */
  readonly #hidden = new Set<string>()
  #style = ''
  #rows: OdsRow[] = []
  #ordinal = -1
  #sheet = ''
  #row: string[] = []
  #column = 0
  #repeatsRow = 1
  #repeatsCell = 1
  #isCell = false
  #value: string | null = null
  #text = ''
  #aside = 0
  #repeated = 0
  /** Of the XML so far: what may be made by repeating grows with it. */
  #bytes = 0
  hiddenSheets = 0

  get sheets(): number {
    return this.#ordinal + 1
  }

  /** The rows since the last time, blank ones left out. */
  take(bytes: number): OdsRow[] {
    this.#bytes = bytes
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Attributes): void {
    if (ASIDE.has(name)) this.#aside++
    if (this.#aside > 0) return
    if (name === 'style') this.#style = attributes['style:name'] ?? ''
    else if (name === 'table-properties') this.#noteStyle(attributes)
    else if (name === 'table') this.#beginSheet(attributes)
    else if (name === 'table-row') this.#beginRow(attributes)
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#beginCell(attributes)
    else if (this.#isCell) this.#inCell(name, attributes)
  }

  text(text: string): void {
    if (this.#isCell && this.#aside === 0) this.#text += text
  }

  close(name: string): void {
    if (ASIDE.has(name)) this.#aside--
    if (this.#aside > 0) return
    if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell()
    else if (name === 'table-row') this.#endRow()
  }

  #noteStyle(attributes: Attributes): void {
    if (attributes['table:display'] === 'false') this.#hidden.add(this.#style)
  }

  #beginSheet(attributes: Attributes): void {
    this.#ordinal++
    this.#sheet = attributes['table:name'] ?? ''
    if (this.#hidden.has(attributes['table:style-name'] ?? '')) this.hiddenSheets++
  }

  #beginRow(attributes: Attributes): void {
    this.#row = []
    this.#column = 0
    this.#repeatsRow = times(attributes['table:number-rows-repeated'], LONGEST)
  }

  #beginCell(attributes: Attributes): void {
    this.#isCell = true
    this.#text = ''
    this.#value = storedValue(attributes)
    this.#repeatsCell = times(attributes['table:number-columns-repeated'], WIDEST)
  }

  /** Paragraphs of a cell are its lines; runs of blanks are elements. */
  #inCell(name: string, attributes: Attributes): void {
    if (name === 'p' && this.#text !== '') this.#text += '\n'
    // A text that is over the limit already is not made longer.
    if (this.#text.length > LIMITS.cellBytes) return
    if (name === 's') this.#text += ' '.repeat(times(attributes['text:c'], LIMITS.cellBytes))
    this.#text += BREAKS[name] ?? ''
  }

  #endCell(): void {
    const cell = this.#value ?? this.#text
    this.#isCell = false
    const end = Math.min(WIDEST, this.#column + this.#repeatsCell)
    if (cell.trim() !== '' && end > this.#column) {
      this.#count(end - this.#column - 1)
      while (this.#row.length < this.#column) this.#row.push('')
      while (this.#row.length < end) this.#row.push(cell)
    }
    this.#column = end
  }

  #endRow(): void {
    if (this.#row.length === 0) return
    this.#count((this.#repeatsRow - 1) * this.#row.length)
    const row = { ordinal: this.#ordinal, sheet: this.#sheet, cells: this.#row }
    for (let time = 0; time < this.#repeatsRow; time++) this.#rows.push(row)
  }

  #count(cells: number): void {
    this.#repeated += cells
    if (this.#repeated <= LIMITS.repeatedCells + this.#bytes) return
    throw new AppError(
      'INPUT_LIMIT',
      'the sheets repeat more cells than a table has that was typed',
    )
  }
}

/** How often an element stands for itself, at least once. */
function times(written: string | undefined, most: number): number {
  const count = Number(written ?? 1)
  return Number.isInteger(count) && count > 1 ? Math.min(count, most) : 1
}

/** What a cell holds, whatever its format shows of it; `null` where its text is all that there is. */
function storedValue(attributes: Attributes): string | null {
  if (attributes['calcext:value-type'] === 'error') return ''
  switch (attributes['office:value-type']) {
    case 'float':
    case 'percentage':
    case 'currency':
      return attributes['office:value'] ?? null
    case 'date':
      return attributes['office:date-value']?.replace(MIDNIGHT, '') ?? null
    case 'boolean':
      return attributes['office:boolean-value']?.toUpperCase() ?? null
    case 'string':
      return attributes['office:string-value'] ?? null
    default:
      return null
  }
}
