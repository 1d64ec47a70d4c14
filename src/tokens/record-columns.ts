/** Records by column, as blocks hold them: filled record by record, or by copying columns that kernels made. */
import type {
  AttributeColumn,
  EncodedDate,
  EncodedName,
  EncodedRecord,
  EncodedValue,
  PartLayout,
} from './record.ts'

export const NO_DAY = -(2 ** 31)
const WORDS_A_NAME = 4

export interface IdentifierData {
  /** A `Held` value a record. */
  readonly held: Uint8Array
  /** By mask form, then record; 0 none. */
  readonly visible: readonly Uint16Array[]
  /** By record; 0 none. */
  readonly unchecked: Uint32Array
}

export interface NameData {
  readonly shape: 'name'
  readonly caseClass: Uint8Array
  readonly folded: Uint32Array
  readonly exact: Uint16Array
  /** The words of record i are `words[start[i]]` up to `words[start[i + 1]]`. */
  readonly start: Uint32Array
  readonly words: Uint32Array
}
/** Dictionary codes: 0 blank, c = entry c − 1. */
export interface CodedData {
  readonly shape: 'coded'
  readonly codes: Uint32Array
}
export interface TextData {
  readonly shape: 'text'
  readonly canonical: Uint32Array
  readonly exact: Uint32Array
}
export interface DateData {
  readonly shape: 'date'
  readonly day: Int32Array
  readonly precision: Uint8Array
}
export type AttributeData = NameData | CodedData | TextData | DateData

/** Columns in the order of the layout; arrays may be longer than `count` says. */
export interface BlockData {
  readonly count: number
  readonly identifiers: readonly IdentifierData[]
  readonly attributes: readonly AttributeData[]
  /** Low and high halves a record, or `null` where the layout has no fingerprint. */
  readonly fingerprints: Uint32Array | null
}

/** Gives the code of a value in the dictionary of an attribute (position in the layout). */
export type Coder = (attribute: number, value: EncodedValue) => number

/** Columns of a fixed capacity that fill up, are written, and are used again. */
export class RecordColumns implements BlockData {
  count = 0
  readonly identifiers: readonly IdentifierData[]
  readonly attributes: readonly AttributeData[]
  readonly fingerprints: Uint32Array | null
  readonly #code: Coder

  constructor(layout: PartLayout, capacity: number, code: Coder) {
    this.#code = code
    this.identifiers = layout.identifiers.map(({ maskForms }) => ({
      held: new Uint8Array(capacity),
      visible: maskForms.map(() => new Uint16Array(capacity)),
      unchecked: new Uint32Array(capacity),
    }))
    this.attributes = layout.attributes.map((column) => emptyColumn(column, capacity))
    this.fingerprints = layout.fingerprint ? new Uint32Array(2 * capacity) : null
  }

  clear(): void {
    this.count = 0
  }

  /** Appends one record. */
  put({ identifiers, attributes, fingerprint }: EncodedRecord): void {
    const row = this.count
    this.identifiers.forEach(({ held, visible, unchecked }, i) => {
      const own = identifiers[i]
      held[row] = own?.held ?? 0
      unchecked[row] = own?.unchecked ?? 0
      visible.forEach((form, f) => {
        form[row] = own?.visible[f] ?? 0
      })
    })
    this.attributes.forEach((column, i) => {
      this.#putAttribute(column, i, row, attributes[i] ?? null)
    })
    this.fingerprints?.set([fingerprint.low, fingerprint.high], 2 * row)
    this.count += 1
  }

  /**
   * Appends records of columns in the same layout.
   * @param codes by attribute: the dictionary code here of each code there; `null` where they are the same
   */
  append(
    from: BlockData,
    first: number,
    count: number,
    codes: readonly (Uint32Array | null)[],
  ): void {
    const row = this.count
    const end = first + count
    this.identifiers.forEach((to, i) => {
      const own = from.identifiers[i]
      if (own === undefined) return
      to.held.set(own.held.subarray(first, end), row)
      to.unchecked.set(own.unchecked.subarray(first, end), row)
      to.visible.forEach((form, f) => {
        form.set(own.visible[f]?.subarray(first, end) ?? [], row)
      })
    })
    this.attributes.forEach((to, i) => {
      const own = from.attributes[i]
      if (own !== undefined) copyColumn(own, first, end, to, row, codes[i] ?? null)
    })
    this.fingerprints?.set(from.fingerprints?.subarray(2 * first, 2 * end) ?? [], 2 * row)
    this.count += count
  }

  #putAttribute(
    column: AttributeData,
    attribute: number,
    row: number,
    form: EncodedRecord['attributes'][number],
  ): void {
    switch (column.shape) {
      case 'name':
        putName(column as NameColumn, row, form as EncodedName | null)
        break
      case 'coded':
        column.codes[row] = form === null ? 0 : this.#code(attribute, form as EncodedValue)
        break
      case 'text':
        putText(column, row, form as EncodedValue | null)
        break
      case 'date':
        column.day[row] = (form as EncodedDate | null)?.day ?? NO_DAY
        column.precision[row] = (form as EncodedDate | null)?.precision ?? 0
    }
  }
}

type NameColumn = { -readonly [Key in keyof NameData]: NameData[Key] }

function emptyColumn({ shape }: AttributeColumn, capacity: number): AttributeData {
  const u32 = () => new Uint32Array(capacity)
  switch (shape) {
    case 'name':
      return {
        shape,
        caseClass: new Uint8Array(capacity),
        folded: u32(),
        exact: new Uint16Array(capacity),
        start: new Uint32Array(capacity + 1),
        words: new Uint32Array(WORDS_A_NAME * capacity),
      }
    case 'coded':
      return { shape, codes: u32() }
    case 'text':
      return { shape, canonical: u32(), exact: u32() }
    case 'date':
      return { shape, day: new Int32Array(capacity), precision: new Uint8Array(capacity) }
    default:
      return shape satisfies never
  }
}

function putText({ canonical, exact }: TextData, row: number, value: EncodedValue | null): void {
  canonical[row] = value === null ? 0 : value.canonical.low || 1
  exact[row] = value === null ? 0 : value.exact.low || 1
}

function putName(column: NameColumn, row: number, name: EncodedName | null): void {
  column.caseClass[row] = name?.caseClass ?? 0
  column.folded[row] = name?.folded ?? 0
  column.exact[row] = name?.exact ?? 0
  putWords(column, row, name?.words ?? [])
}

function putWords(column: NameColumn, row: number, words: ArrayLike<number>): void {
  const at = column.start[row] ?? 0
  reserveWords(column, at + words.length)
  column.words.set(words, at)
  column.start[row + 1] = at + words.length
}

function reserveWords(column: NameColumn, words: number): void {
  if (words <= column.words.length) return
  const larger = new Uint32Array(2 * words)
  larger.set(column.words)
  column.words = larger
}

function copyColumn(
  from: AttributeData,
  first: number,
  end: number,
  to: AttributeData,
  row: number,
  codes: Uint32Array | null,
): void {
  if (from.shape === 'name' && to.shape === 'name') {
    copyNames(from, first, end, to as NameColumn, row)
  } else if (from.shape === 'coded' && to.shape === 'coded') {
    copyCodes(from.codes.subarray(first, end), to.codes, row, codes)
  } else if (from.shape === 'text' && to.shape === 'text') {
    to.canonical.set(from.canonical.subarray(first, end), row)
    to.exact.set(from.exact.subarray(first, end), row)
  } else if (from.shape === 'date' && to.shape === 'date') {
    to.day.set(from.day.subarray(first, end), row)
    to.precision.set(from.precision.subarray(first, end), row)
  }
}

function copyCodes(
  from: Uint32Array,
  to: Uint32Array,
  row: number,
  codes: Uint32Array | null,
): void {
  if (codes === null) to.set(from, row)
  else for (let i = 0; i < from.length; i++) to[row + i] = codes[from[i] ?? 0] ?? 0
}

function copyNames(from: NameData, first: number, end: number, to: NameColumn, row: number): void {
  to.caseClass.set(from.caseClass.subarray(first, end), row)
  to.folded.set(from.folded.subarray(first, end), row)
  to.exact.set(from.exact.subarray(first, end), row)
  const own = from.words.subarray(from.start[first], from.start[end])
  const at = to.start[row] ?? 0
  reserveWords(to, at + own.length)
  to.words.set(own, at)
  const shift = at - (from.start[first] ?? 0)
  for (let i = first; i < end; i++) {
    to.start[row + i - first + 1] = (from.start[i + 1] ?? 0) + shift
  }
}

/** A record by itself, out of columns. `value` gives what a dictionary code stands for. */
export function recordAt(
  { identifiers, attributes, fingerprints }: BlockData,
  row: number,
  tokens: (identifier: number) => EncodedRecord['identifiers'][number]['tokens'],
  value: (attribute: number, code: number) => EncodedValue,
): EncodedRecord {
  return {
    identifiers: identifiers.map(({ held, visible, unchecked }, i) => ({
      held: (held[row] ?? 0) as EncodedRecord['identifiers'][number]['held'],
      tokens: tokens(i),
      visible: visible.map((form) => form[row] ?? 0),
      unchecked: unchecked[row] ?? 0,
    })),
    attributes: attributes.map((column, i) => formAt(column, row, (code) => value(i, code))),
    fingerprint: { low: fingerprints?.[2 * row] ?? 0, high: fingerprints?.[2 * row + 1] ?? 0 },
  }
}

function formAt(
  column: AttributeData,
  row: number,
  value: (code: number) => EncodedValue,
): EncodedRecord['attributes'][number] {
  switch (column.shape) {
    case 'name':
      return nameAt(column, row)
    case 'coded': {
      const code = column.codes[row] ?? 0
      return code === 0 ? null : value(code)
    }
    case 'text': {
      const [canonical, exact] = [column.canonical[row] ?? 0, column.exact[row] ?? 0]
      const half = (low: number) => ({ low, high: 0 })
      return canonical === 0 ? null : { canonical: half(canonical), exact: half(exact) }
    }
    case 'date': {
      const day = column.day[row] ?? NO_DAY
      return day === NO_DAY ? null : { day, precision: column.precision[row] ?? 0 }
    }
    default:
      return column satisfies never
  }
}

function nameAt(column: NameData, row: number): EncodedName | null {
  const caseClass = column.caseClass[row] ?? 0
  if (caseClass === 0) return null
  return {
    caseClass,
    folded: column.folded[row] ?? 0,
    exact: column.exact[row] ?? 0,
    words: [...column.words.subarray(column.start[row], column.start[row + 1])],
  }
}
