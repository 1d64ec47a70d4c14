/** The columns of a range as kernels read them, cell by cell completed by the plain encoder. */
import type { CellState } from '../core/kinds.ts'
import { PlaintextRows } from '../core/secret.ts'
import type { Kernels } from '../kernels/module.ts'
import type { CellOutcome, EncodedAttribute } from './attribute-encoder.ts'
import { CodeKernel } from './code-kernel.ts'
import { entriesLeft, rowsInCut } from './cut-entries.ts'
import type { KeyDerivation } from './derive.ts'
import { CELL, IdentifierKernel, sipKey } from './identifier-kernel.ts'
import type { KernelPlan } from './kernel-plan.ts'
import { NameKernel } from './name-kernel.ts'
import type { QuickCut } from './quick-cut.ts'
import type { RangeCells } from './range-cells.ts'
import type { RangeRecords } from './range-records.ts'
import {
  type AttributeColumn,
  type EncodedDate,
  type EncodedName,
  type EncodedValue,
  HELD,
} from './record.ts'
import {
  type AttributeData,
  type BlockData,
  type DateData,
  type IdentifierData,
  type NameData,
  NO_DAY,
  type TextData,
} from './record-columns.ts'
import type { RecordEncoder } from './record-encoder.ts'
import type { ValueCodes } from './value-codes.ts'

export interface PlainHelp {
  /** Reads what kernels cannot, and keeps the account. */
  readonly plain: RecordEncoder
  /** The same, where nothing must be counted again. */
  readonly silent: RecordEncoder
  /** By attribute, the codes that the encoder gives. */
  readonly codes: readonly (ValueCodes | null)[]
}

/** Words by which a column is described to the kernel of whole records. */
const DESCRIPTION_WORDS = 5
const NO_ENTRIES = new Uint32Array(0)

export class KernelColumns {
  readonly #kernels: Kernels
  readonly #plan: KernelPlan
  readonly #help: PlainHelp
  readonly #identifiers: readonly (IdentifierKernel | null)[]
  readonly #attributes: readonly (NameKernel | CodeKernel | null)[]
  readonly #dates: readonly (DateCodes | null)[]
  readonly #recordKey: number
  readonly #descriptions: number
  /** The code of the year of birth that each code of a date of birth gives. */
  readonly #yobs: number[] = []
  readonly #unkeptYobs = new Set<number>()
  readonly #cut: QuickCut | null
  /** By identifier, where tokens were needed early. */
  #early: readonly Uint32Array[] | null = null
  #slowCells = 0

  constructor(
    kernels: Kernels,
    derivation: KeyDerivation,
    plan: KernelPlan,
    help: PlainHelp,
    cut: QuickCut | null,
  ) {
    const { layout } = help.plain
    this.#kernels = kernels
    this.#plan = plan
    this.#help = help
    this.#cut = cut
    this.#identifiers = layout.identifiers.map((identifier, i) =>
      IdentifierKernel.of(kernels, derivation, identifier, plan.identifiers[i] ?? 0),
    )
    this.#attributes = layout.attributes.map((column, i) =>
      attributeKernel(kernels, derivation, column, {
        column: plan.attributes[i] ?? null,
        keepsContent: layout.fingerprint,
      }),
    )
    this.#dates = layout.attributes.map(({ shape }) => (shape === 'date' ? new DateCodes() : null))
    this.#recordKey = sipKey(kernels, derivation, 'record', '1')
    const columns = layout.identifiers.length + layout.attributes.length
    this.#descriptions = kernels.keep(4 * DESCRIPTION_WORDS * columns)
  }

  /** Lines in which no identifier was read, and those that kernels cannot read alone, are left to the plain reader. */
  readIdentifiersAndNames(cells: RangeCells): void {
    this.#slowCells = 0
    const kernels = this.#identifiers.filter((kernel) => kernel !== null)
    for (const kernel of kernels) kernel.read(cells)
    const { fingerprint } = this.#help.plain.layout
    const found = kernels.map((kernel) => kernel.found)
    const { odd } = cells
    for (let row = 0; row < cells.rows; row++) {
      if (odd[row] === 0 && !isRegular(found, row, fingerprint)) this.#leave(cells, row)
    }
    if (this.#cut !== null) this.#cutAway(cells, this.#cut)
    this.#readNames(cells)
  }

  #readNames(cells: RangeCells): void {
    for (const kernel of this.#attributes) {
      if (!(kernel instanceof NameKernel)) continue
      kernel.read(cells)
      if (!this.#help.plain.layout.fingerprint) continue
      const names = kernel.found
      for (let row = 0; row < cells.rows; row++) {
        if (names[row] !== CELL.slow) continue
        names[row] = CELL.blank
        this.#leave(cells, row)
      }
    }
  }

  /** What the kernels make of lines that are not odd, and the plain encoder of cells in them. */
  finish(
    cells: RangeCells,
    records: RangeRecords,
  ): { data: BlockData; entries: Uint32Array[]; slowCells: number } {
    const identifiers = this.#identifiers.map((kernel, i) =>
      this.#identifierData(cells, kernel, i, records),
    )
    const unkept = new Set(
      this.#attributes.flatMap((kernel, i) =>
        kernel instanceof CodeKernel ? this.#readCodes(cells, kernel, i) : [],
      ),
    )
    for (const row of this.#deriveYobs()) unkept.add(row)
    const attributes = this.#attributes.map((_, i) => this.#attributeData(cells, i))
    const entries = this.#entries(cells)
    const fingerprints = this.#fingerprints(cells, unkept)
    return {
      data: { count: cells.rows, identifiers, attributes, fingerprints },
      entries,
      slowCells: this.#slowCells,
    }
  }

  /** Leaves out the rows outside the cut, and to the plain reader those in which it would find more identifiers. */
  #cutAway(cells: RangeCells, cut: QuickCut): void {
    const slow = this.#identifiers.map(
      (kernel, i) => kernel?.found.slice() ?? cells.filled(this.#plan.identifiers[i] ?? 0),
    )
    this.#early = this.#tokens()
    const isHeld = rowsInCut(this.#early, cells.rows, cut)
    const odd = cells.odd.slice()
    for (let row = 0; row < cells.rows; row++) {
      if (odd[row] !== 0) continue
      if (slow.some((states) => states[row] === CELL.slow)) this.#leave(cells, row)
      else if (isHeld[row] === 0) cells.drop(row, this.#plan.grammar.layout.width)
    }
  }

  /** Tokens of the rows that stay. */
  #entries(cells: RangeCells): Uint32Array[] {
    return this.#early?.map((entries) => entriesLeft(entries, cells.odd)) ?? this.#tokens()
  }

  #tokens(): Uint32Array[] {
    return this.#identifiers.map((kernel) => kernel?.tokens().slice() ?? NO_ENTRIES)
  }

  /** What kernels read later finds blank cells. */
  #leave(cells: RangeCells, row: number): void {
    cells.makeOdd(row, this.#plan.grammar.layout.width)
    for (const kernel of this.#identifiers) kernel?.leave(row)
  }

  #identifierData(
    cells: RangeCells,
    kernel: IdentifierKernel | null,
    identifier: number,
    records: RangeRecords,
  ): IdentifierData {
    const column = this.#plan.identifiers[identifier] ?? 0
    const { maskForms } = this.#help.plain.layout.identifiers[identifier] ?? { maskForms: [] }
    const found = kernel?.found.slice() ?? cells.filled(column)
    const data = {
      held: found.map((state) => (state === CELL.valid ? HELD.valid : HELD.blank)),
      visible: kernel?.shown() ?? maskForms.map(() => new Uint16Array(cells.rows)),
      unchecked: new Uint32Array(cells.rows),
    }
    let valid = 0
    for (let row = 0; row < cells.rows; row++) {
      if (found[row] === CELL.valid) valid += 1
      if (found[row] !== CELL.slow) continue
      const own = this.#help.plain.identifierCell(identifier, cells.cell(row, column))
      data.held[row] = own.held
      data.unchecked[row] = own.unchecked
      data.visible.forEach((form, f) => {
        form[row] = own.visible[f] ?? 0
      })
      if (own.tokens.length > 0) records.addTokens(identifier, row, own.tokens)
      this.#slowCells += 1
    }
    this.#count(column, 'valid', valid)
    return data
  }

  /** Returns rows whose fingerprint the kernel cannot make. */
  #readCodes(cells: RangeCells, kernel: CodeKernel, attribute: number): number[] {
    const unkept = kernel.read(cells, (text) => {
      const read = this.#help.plain.attributeCell(attribute, text)
      const code = this.#codeOf(attribute, read)
      if (this.#help.plain.layout.attributes[attribute]?.attribute === 'dob') {
        this.#noteYob(code, read)
      }
      return { code, read }
    })
    for (const [outcome, count] of Object.entries(kernel.takeOutcomes())) {
      this.#count(kernel.column, outcome as CellOutcome, count)
    }
    return unkept
  }

  #codeOf(attribute: number, { form }: EncodedAttribute): number {
    if (form === null) return 0
    const dates = this.#dates[attribute]
    if (dates != null) return dates.code(form as EncodedDate)
    return this.#help.codes[attribute]?.code(form as EncodedValue) ?? 0
  }

  #noteYob(dob: number, read: EncodedAttribute): void {
    const yob = this.#kernelOf('yob')
    const derived = this.#help.plain.derivedYob(read)
    if (dob === 0 || yob === null || derived === null) return
    const code = this.#codeOf(yob.attribute, derived)
    this.#yobs[dob] = code
    if (!yob.kernel.keepContent(code, derived.content)) this.#unkeptYobs.add(code)
  }

  /** Fills in the year of birth that a date of birth gives; returns rows whose fingerprint the kernel cannot make. */
  #deriveYobs(): number[] {
    const yobs = this.#kernelOf('yob')?.kernel.codes
    const dobs = this.#kernelOf('dob')?.kernel.codes
    const unkept: number[] = []
    if (yobs === undefined || dobs === undefined) return unkept
    for (let row = 0; row < dobs.length; row++) {
      const dob = dobs[row] ?? 0
      if (dob === 0 || yobs[row] !== 0) continue
      const code = this.#yobs[dob] ?? 0
      yobs[row] = code
      if (this.#unkeptYobs.has(code)) unkept.push(row)
    }
    return unkept
  }

  #kernelOf(attribute: string): { attribute: number; kernel: CodeKernel } | null {
    const position = this.#help.plain.layout.attributes.findIndex(
      (column) => column.attribute === attribute,
    )
    const kernel = this.#attributes[position]
    return kernel instanceof CodeKernel ? { attribute: position, kernel } : null
  }

  #attributeData(cells: RangeCells, attribute: number): AttributeData {
    const kernel = this.#attributes[attribute] ?? null
    if (kernel instanceof NameKernel) return this.#nameData(cells, kernel, attribute)
    if (kernel === null) return this.#textData(cells, attribute)
    const dates = this.#dates[attribute]
    return dates == null
      ? { shape: 'coded', codes: kernel.codes.slice() }
      : dates.data(kernel.codes)
  }

  #nameData(cells: RangeCells, kernel: NameKernel, attribute: number): NameData {
    const found = kernel.found.slice()
    const slow = new Map<number, EncodedName | null>()
    let valid = 0
    for (let row = 0; row < cells.rows; row++) {
      if (found[row] === CELL.valid) valid += 1
      if (found[row] !== CELL.slow) continue
      slow.set(row, this.#plainCell(cells, row, kernel.column, attribute) as EncodedName | null)
    }
    this.#count(kernel.column, 'valid', valid)
    return kernel.names(slow)
  }

  #textData(cells: RangeCells, attribute: number): TextData {
    const column = this.#plan.attributes[attribute] ?? 0
    const canonical = new Uint32Array(cells.rows)
    const exact = new Uint32Array(cells.rows)
    const filled = cells.filled(column)
    for (let row = filled.indexOf(CELL.slow); row >= 0; row = filled.indexOf(CELL.slow, row + 1)) {
      const form = this.#plainCell(cells, row, column, attribute) as EncodedValue | null
      canonical[row] = form === null ? 0 : form.canonical.low || 1
      exact[row] = form === null ? 0 : form.exact.low || 1
    }
    return { shape: 'text', canonical, exact }
  }

  #plainCell(cells: RangeCells, row: number, column: number, attribute: number) {
    const { state, form } = this.#help.plain.attributeCell(attribute, cells.cell(row, column))
    this.#count(column, state, 1)
    this.#slowCells += 1
    return form
  }

  #fingerprints(cells: RangeCells, unkept: ReadonlySet<number>): Uint32Array | null {
    const { plain, silent } = this.#help
    if (!plain.layout.fingerprint) return null
    const columns = [...this.#identifiers, ...this.#attributes].flatMap((kernel) =>
      kernel === null ? [] : kernel.description(cells),
    )
    this.#kernels.u32(this.#descriptions, columns.length).set(columns)
    const hashes = this.#kernels.scratch(8 * cells.rows)
    const count = columns.length / DESCRIPTION_WORDS
    this.#kernels.run.recordFingerprints(
      this.#descriptions,
      count,
      cells.rows,
      this.#recordKey,
      hashes,
    )
    const fingerprints = this.#kernels.u32(hashes, 2 * cells.rows).slice()
    const { width } = this.#plan.grammar.layout
    for (const row of unkept) {
      const [record] = silent.encode(new PlaintextRows([cells.row(row, width)]))
      if (typeof record !== 'object') throw new Error('a record of kernels is none')
      fingerprints.set([record.fingerprint.low, record.fingerprint.high], 2 * row)
    }
    return fingerprints
  }

  #count(column: number | null | undefined, state: CellState, cells: number): void {
    const states = this.#help.plain.states.get(column ?? -1)
    if (states !== undefined) states[state] += cells
  }
}

function attributeKernel(
  kernels: Kernels,
  derivation: KeyDerivation,
  column: AttributeColumn,
  place: { readonly column: number | null; readonly keepsContent: boolean },
): NameKernel | CodeKernel | null {
  if (column.shape === 'text') return null
  return column.shape === 'name'
    ? new NameKernel(kernels, derivation, column.version, place.column ?? 0)
    : new CodeKernel(kernels, derivation, column, place)
}

/** Whether kernels read an identifier of a line, and nothing stops them from reading the rest of it. */
function isRegular(found: readonly Uint8Array[], row: number, whole: boolean): boolean {
  let isRead = false
  for (const states of found) {
    if (whole && states[row] === CELL.slow) return false
    isRead = isRead || states[row] === CELL.valid
  }
  return isRead
}

/** Dates numbered from 1 as they come. */
class DateCodes {
  readonly #codes = new Map<string, number>()
  readonly #dates: EncodedDate[] = []

  code(date: EncodedDate): number {
    const key = `${date.day} ${date.precision}`
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    this.#dates.push(date)
    this.#codes.set(key, this.#dates.length)
    return this.#dates.length
  }

  data(codes: Uint32Array): DateData {
    const day = new Int32Array(codes.length)
    const precision = new Uint8Array(codes.length)
    codes.forEach((code, row) => {
      const date = code === 0 ? undefined : this.#dates[code - 1]
      day[row] = date?.day ?? NO_DAY
      precision[row] = date?.precision ?? 0
    })
    return { shape: 'date', day, precision }
  }
}
