/** Rows of text cells to records without plaintext, by what was decided of the columns; keeps the account of every cell. */

import { attributeRule } from '../attributes/index.ts'
import { yobOfDob } from '../attributes/yob.ts'
import type { ColumnDecision } from '../columns/decide.ts'
import { idNumberKind, MIXED_KINDS } from '../columns/id-number.ts'
import type { Attribute, CellState, IdentifierKind } from '../core/kinds.ts'
import { CELL_STATES, isIdentifierKind } from '../core/kinds.ts'
import type { PlaintextRows } from '../core/secret.ts'
import { identifierRule } from '../identifiers/index.ts'
import { splitValues } from '../identifiers/values.ts'
import { AttributeEncoder, type EncodedAttribute } from './attribute-encoder.ts'
import type { KeyDerivation } from './derive.ts'
import { type AskedIdentifier, GatheredRow } from './gathered-row.ts'
import { IdentifierEncoder } from './identifier-encoder.ts'
import type { QuickCut } from './quick-cut.ts'
import type { EncodedIdentifier, EncodedRecord, PartLayout } from './record.ts'
import { Fingerprinter } from './tokenise.ts'

export type RejectReason = 'truncated' | 'no-identifier' | 'outside-quick-cut'

/** How many cells of a column (or values, where a cell lists several) came out in each state. */
export type ColumnStates = Record<CellState, number>

/** Kinds by which bots are asked; their records can hold them even where no column does. */
const ASKED_KINDS = ['phone', 'aadhaar'] as const satisfies readonly IdentifierKind[]
const RECORD_FORM_VERSION = '1'

export class RecordEncoder {
  readonly layout: PartLayout
  readonly states: ReadonlyMap<number, ColumnStates>
  readonly #columns: readonly ColumnDecision[]
  readonly #typeColumn: ColumnDecision | undefined
  readonly #identifierColumns: readonly MaybeMixed[]
  readonly #identifiers: readonly IdentifierEncoder[]
  readonly #position: ReadonlyMap<IdentifierKind, number>
  readonly #attributes: readonly AttributeEncoder[]
  /** By attribute. */
  readonly #attributeColumns: readonly (readonly ColumnDecision[])[]
  readonly #dob: number
  readonly #yob: number
  readonly #record: Fingerprinter
  readonly #cut: QuickCut | null

  /**
   * @param options.asked whether records come from answers to queries
   * @param options.cut   the records that are kept; all without it
   */
  constructor(
    derivation: KeyDerivation,
    decisions: readonly ColumnDecision[],
    options: {
      readonly fingerprint: boolean
      readonly asked: boolean
      readonly cut?: QuickCut | null
    },
  ) {
    this.#columns = decisions.filter(({ kind }) => kind !== null)
    this.#typeColumn = this.#columns.find(({ kind }) => kind === 'id-type')
    this.#identifierColumns = this.#columns.filter(holdsIdentifiers)
    const kinds = identifierKinds(this.#columns, options.asked)
    this.#identifiers = kinds.map((kind) => new IdentifierEncoder(derivation, identifierRule(kind)))
    this.#position = new Map(kinds.map((kind, i) => [kind, i]))
    this.#attributes = attributes(this.#columns).map(
      (attribute) => new AttributeEncoder(derivation, attribute, attributeRule(attribute)),
    )
    const words = this.#attributes.map(({ column }) => column.attribute)
    this.#attributeColumns = words.map((word) => this.#columns.filter(({ kind }) => kind === word))
    this.#dob = words.indexOf('dob')
    this.#yob = words.indexOf('yob')
    this.#record = new Fingerprinter(derivation, 'record', RECORD_FORM_VERSION)
    this.#cut = options.cut ?? null
    this.states = new Map(this.#columns.map(({ index }) => [index, noStates()]))
    this.layout = {
      identifiers: this.#identifiers.map(({ column }) => column),
      attributes: this.#attributes.map(({ column }) => column),
      fingerprint: options.fingerprint,
    }
  }

  /**
   * Encodes the rows of one batch in order.
   * @param asked by row, what the bot was asked for it
   */
  encode(
    rows: PlaintextRows,
    asked?: ReadonlyMap<number, AskedIdentifier>,
  ): (EncodedRecord | RejectReason)[] {
    const encoded = rows.expose().map((cells, i) => this.#encodeRow(cells, asked?.get(i)))
    for (const attribute of this.#attributes) attribute.forget()
    return encoded
  }

  /** One cell of an identifier's only column, where the rest of its row is encoded elsewhere. */
  identifierCell(position: number, text: string): EncodedIdentifier {
    const gathered = new GatheredRow(this.#position)
    const encoder = this.#identifiers[position]
    const column = this.#identifierColumns.find(({ kind }) => kind === encoder?.rule.kind)
    if (encoder === undefined || column === undefined) throw new Error('no such column')
    this.#gatherCell(column, text, null, gathered)
    const own = gathered.at(position)
    return own === undefined ? encoder.blank : encoder.encode(own)
  }

  /** One cell of an attribute's only column. What became of it is left to the caller to count. */
  attributeCell(position: number, text: string): EncodedAttribute {
    const encoder = this.#attributes[position]
    const column = this.#columns.find(({ kind }) => kind === encoder?.column.attribute)
    if (encoder === undefined) throw new Error('no such attribute')
    return encoder.encode(text, column?.dateOrder ?? 'dmy')
  }

  /** The year of birth that a date of birth gives where the row has no other. */
  derivedYob(dob: EncodedAttribute): EncodedAttribute | null {
    const yob = this.#attributes.find(({ column }) => column.attribute === 'yob')
    return dob.form === null || yob === undefined ? null : yob.encode(yobOfDob(dob.content), 'ymd')
  }

  /** Adds cells to the account that were read elsewhere. */
  addStates(index: number, added: ColumnStates): void {
    const own = this.states.get(index)
    if (own === undefined) return
    for (const state of CELL_STATES) own[state] += added[state]
  }

  #encodeRow(
    cells: readonly string[],
    asked: AskedIdentifier | undefined,
  ): EncodedRecord | RejectReason {
    const gathered = new GatheredRow(this.#position)
    const isTruncated = this.#gather(cells, gathered)
    if (asked !== undefined) gathered.addAsked(asked)
    if (gathered.isBlank) return isTruncated ? 'truncated' : 'no-identifier'
    const identifiers = this.#identifiers.map((encoder, i) => {
      const own = gathered.at(i)
      return own === undefined ? encoder.blank : encoder.encode(own)
    })
    if (this.#cut?.holdsAny(identifiers) === false) return 'outside-quick-cut'
    const { forms, contents } = this.#attributeForms(cells)
    return {
      identifiers,
      attributes: forms,
      fingerprint: this.layout.fingerprint
        ? this.#record.hash64([gathered.content(), ...contents].join('\u001e'))
        : NO_FINGERPRINT,
    }
  }

  /** Returns whether a value was truncated. */
  #gather(cells: readonly string[], gathered: GatheredRow): boolean {
    const typeText = this.#typeColumn === undefined ? null : (cells[this.#typeColumn.index] ?? null)
    let isTruncated = false
    for (const column of this.#identifierColumns) {
      const hasTruncated = this.#gatherCell(column, cells[column.index] ?? '', typeText, gathered)
      isTruncated ||= hasTruncated
    }
    return isTruncated
  }

  /** Returns whether a value was truncated. */
  #gatherCell(
    column: MaybeMixed,
    text: string,
    typeText: string | null,
    gathered: GatheredRow,
  ): boolean {
    let isTruncated = false
    for (const value of splitValues(text)) {
      const kind = column.kind === 'id-number' ? idNumberKind(typeText, value) : column.kind
      const state = addValue(gathered, kind, value)
      this.#count(column, state)
      isTruncated ||= state === 'truncated'
    }
    return isTruncated
  }

  #attributeForms(cells: readonly string[]): {
    forms: EncodedRecord['attributes']
    contents: string[]
  } {
    const encoded = this.#attributes.map((encoder, i) =>
      this.#attributeForm(encoder, this.#attributeColumns[i] ?? [], cells),
    )
    const birth = encoded[this.#dob]
    if (birth?.form != null && encoded[this.#yob]?.form === null) {
      const derived = this.#attributes[this.#yob]?.encode(yobOfDob(birth.content), 'ymd')
      if (derived !== undefined) encoded[this.#yob] = derived
    }
    return {
      forms: encoded.map(({ form }) => form),
      contents: encoded.map(({ content }) => content),
    }
  }

  /** The parts of a name stand in several columns and are joined; of other attributes the first valid cell counts. */
  #attributeForm(
    encoder: AttributeEncoder,
    columns: readonly ColumnDecision[],
    cells: readonly string[],
  ) {
    const { shape } = encoder.column
    const order = columns[0]?.dateOrder ?? 'dmy'
    if (shape === 'name' && columns.length > 1) {
      const text = columns.map(({ index }) => (cells[index] ?? '').trim()).join(' ')
      const outcome = encoder.encode(text, order)
      for (const column of columns) this.#count(column, outcome.state)
      return outcome
    }
    const outcomes = columns.map((column) => {
      const outcome = encoder.encode(cells[column.index] ?? '', column.dateOrder ?? order)
      this.#count(column, outcome.state)
      return outcome
    })
    return outcomes.find(({ form }) => form !== null) ?? { form: null, content: '' }
  }

  #count(column: ColumnDecision, state: CellState): void {
    const states = this.states.get(column.index)
    if (states !== undefined) states[state] += 1
  }
}

/** A column of one identifier kind, or of photo IDs whose kind each row tells. */
type MaybeMixed = ColumnDecision & { readonly kind: IdentifierKind | 'id-number' }

const holdsIdentifiers = (column: ColumnDecision): column is MaybeMixed =>
  column.kind === 'id-number' || isIdentifierKind(column.kind ?? '')

const NO_FINGERPRINT = { low: 0, high: 0 } as const

function addValue(gathered: GatheredRow, kind: IdentifierKind | null, value: string): CellState {
  if (kind === null) return 'invalid'
  const cell = identifierRule(kind).parse(value)
  gathered.of(kind)?.add(cell)
  if (cell.state !== 'valid') return cell.state
  for (const { kind: contained, canonical } of cell.also ?? []) {
    gathered.of(contained)?.add({ state: 'valid', canonical })
  }
  return 'valid'
}

export const noStates = (): ColumnStates => ({
  blank: 0,
  valid: 0,
  masked: 0,
  placeholder: 0,
  truncated: 0,
  unchecked: 0,
  invalid: 0,
})

function identifierKinds(columns: readonly ColumnDecision[], asked: boolean): IdentifierKind[] {
  const kinds = new Set<IdentifierKind>(asked ? ASKED_KINDS : [])
  for (const { kind } of columns) {
    if (kind === 'id-number') for (const mixed of MIXED_KINDS) kinds.add(mixed)
    else if (kind === 'gstin') kinds.add('gstin').add('pan')
    else if (kind !== null && isIdentifierKind(kind)) kinds.add(kind)
  }
  return [...kinds]
}

/** Attributes in order of first column; the year of birth is derived wherever a date of birth stands. */
function attributes(columns: readonly ColumnDecision[]): Attribute[] {
  const words = new Set<Attribute>()
  for (const { kind } of columns) {
    if (kind === null || kind === 'id-number' || isIdentifierKind(kind)) continue
    words.add(kind)
    if (kind === 'dob') words.add('yob')
  }
  return [...words]
}
