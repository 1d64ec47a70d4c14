/** Rows of text cells to records without plaintext, by what was decided of the columns; keeps the account of every cell. */

import { attributeRule } from '../attributes/index.ts'
import { yobOfDob } from '../attributes/yob.ts'
import type { ColumnDecision } from '../columns/decide.ts'
import { idNumberKind, MIXED_KINDS } from '../columns/id-number.ts'
import type { Attribute, CellState, IdentifierKind } from '../core/kinds.ts'
import { isIdentifierKind } from '../core/kinds.ts'
import type { PlaintextRows } from '../core/secret.ts'
import { identifierRule } from '../identifiers/index.ts'
import { splitValues } from '../identifiers/values.ts'
import { AttributeEncoder } from './attribute-encoder.ts'
import type { KeyDerivation } from './derive.ts'
import { GatheredIdentifier, IdentifierEncoder } from './identifier-encoder.ts'
import { type EncodedRecord, HELD, type PartLayout } from './record.ts'
import { Fingerprinter } from './tokenise.ts'

export type RejectReason = 'truncated' | 'no-identifier'

/** An identifier that a bot was asked by, if the answer's records may be taken to have it. */
export interface AskedIdentifier {
  readonly kind: IdentifierKind
  readonly canonical: string
}

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
  readonly #identifiers: readonly IdentifierEncoder[]
  readonly #position: ReadonlyMap<IdentifierKind, number>
  readonly #attributes: readonly AttributeEncoder[]
  readonly #record: Fingerprinter

  /** @param options.asked whether records come from answers to queries */
  constructor(
    derivation: KeyDerivation,
    decisions: readonly ColumnDecision[],
    options: { readonly fingerprint: boolean; readonly asked: boolean },
  ) {
    this.#columns = decisions.filter(({ kind }) => kind !== null)
    this.#typeColumn = this.#columns.find(({ kind }) => kind === 'id-type')
    const kinds = identifierKinds(this.#columns, options.asked)
    this.#identifiers = kinds.map((kind) => new IdentifierEncoder(derivation, identifierRule(kind)))
    this.#position = new Map(kinds.map((kind, i) => [kind, i]))
    this.#attributes = attributes(this.#columns).map(
      (attribute) => new AttributeEncoder(derivation, attribute, attributeRule(attribute)),
    )
    this.#record = new Fingerprinter(derivation, 'record', RECORD_FORM_VERSION)
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

  #encodeRow(
    cells: readonly string[],
    asked: AskedIdentifier | undefined,
  ): EncodedRecord | RejectReason {
    const { gathered, truncated } = this.#gather(cells)
    if (asked !== undefined) this.#addAsked(gathered, asked)
    if (gathered.every(({ held }) => held === HELD.blank))
      return truncated ? 'truncated' : 'no-identifier'
    const { forms, contents } = this.#attributeForms(cells)
    const content = [...gathered.map((identifier) => identifier.content()), ...contents].join(
      '\u001e',
    )
    return {
      identifiers: this.#identifiers.map((encoder, i) =>
        encoder.encode(gathered[i] ?? new GatheredIdentifier()),
      ),
      attributes: forms,
      fingerprint: this.#record.hash64(content),
    }
  }

  #gather(cells: readonly string[]): { gathered: GatheredIdentifier[]; truncated: boolean } {
    const gathered = this.#identifiers.map(() => new GatheredIdentifier())
    const typeText = this.#typeColumn === undefined ? null : (cells[this.#typeColumn.index] ?? null)
    let truncated = false
    for (const column of this.#columns) {
      if (column.kind !== 'id-number' && !isIdentifierKind(column.kind ?? '')) continue
      for (const value of splitValues(cells[column.index] ?? '')) {
        if (this.#addValue(gathered, column, typeText, value) === 'truncated') truncated = true
      }
    }
    return { gathered, truncated }
  }

  #addValue(
    gathered: readonly GatheredIdentifier[],
    column: ColumnDecision,
    typeText: string | null,
    value: string,
  ): CellState {
    const kind =
      column.kind === 'id-number' ? idNumberKind(typeText, value) : (column.kind as IdentifierKind)
    const cell = kind === null ? ({ state: 'invalid' } as const) : identifierRule(kind).parse(value)
    this.#count(column, cell.state)
    this.#at(gathered, kind)?.add(cell)
    if (cell.state === 'valid') {
      for (const also of cell.also ?? [])
        this.#at(gathered, also.kind)?.add({ state: 'valid', canonical: also.canonical })
    }
    return cell.state
  }

  #addAsked(gathered: readonly GatheredIdentifier[], { kind, canonical }: AskedIdentifier): void {
    const own = this.#at(gathered, kind)
    if (own !== undefined && own.canonicals.size === 0) own.add({ state: 'valid', canonical })
  }

  #at(
    gathered: readonly GatheredIdentifier[],
    kind: IdentifierKind | null,
  ): GatheredIdentifier | undefined {
    const position = kind === null ? undefined : this.#position.get(kind)
    return position === undefined ? undefined : gathered[position]
  }

  #attributeForms(cells: readonly string[]): {
    forms: EncodedRecord['attributes']
    contents: string[]
  } {
    const encoded = this.#attributes.map((encoder) => this.#attributeForm(encoder, cells))
    const dob = this.#attributes.findIndex(({ column }) => column.attribute === 'dob')
    const yob = this.#attributes.findIndex(({ column }) => column.attribute === 'yob')
    const birth = encoded[dob]
    if (birth?.form != null && encoded[yob]?.form === null) {
      const derived = this.#attributes[yob]?.encode(yobOfDob(birth.content), 'ymd')
      if (derived !== undefined) encoded[yob] = derived
    }
    return {
      forms: encoded.map(({ form }) => form),
      contents: encoded.map(({ content }) => content),
    }
  }

  /** The parts of a name stand in several columns and are joined; of other attributes the first valid cell counts. */
  #attributeForm(encoder: AttributeEncoder, cells: readonly string[]) {
    const { attribute, shape } = encoder.column
    const columns = this.#columns.filter(({ kind }) => kind === attribute)
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

const noStates = (): ColumnStates => ({
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
