/** The value of one attribute in one record, from the cells of its columns, in the form that its shape stores. */
import type { AttributeRule, DateForm, DateOrder } from '../attributes/attribute.ts'
import type { KeyDerivation } from './derive.ts'
import { NameEncoder } from './name-encoder.ts'
import { type AttributeColumn, type EncodedRecord, type EncodedValue, PRECISION } from './record.ts'
import { Fingerprinter } from './tokenise.ts'

export type CellOutcome = 'blank' | 'valid' | 'placeholder' | 'invalid'
type Form = EncodedRecord['attributes'][number]

/** `content`: what tells records apart, for the fingerprint of the whole record. */
export interface EncodedAttribute {
  readonly state: CellOutcome
  readonly form: Form
  readonly content: string
}

const NOTHING = { form: null, content: '' } as const

export class AttributeEncoder {
  readonly column: AttributeColumn
  readonly #encode: (text: string, order: DateOrder) => EncodedAttribute
  readonly #known = new Map<string, EncodedAttribute>()

  /** @param attribute the word of the column (`date:registered`), where the rule may stand for many */
  constructor(derivation: KeyDerivation, attribute: string, rule: AttributeRule) {
    this.column = { attribute, shape: rule.shape, version: rule.version }
    this.#encode = encoderOf(derivation, attribute, rule)
  }

  encode(text: string, order: DateOrder): EncodedAttribute {
    const { shape } = this.column
    if (shape !== 'coded' && shape !== 'date') return this.#encode(text, order)
    const key = shape === 'date' ? order + text : text
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const encoded = this.#encode(text, order)
    this.#known.set(key, encoded)
    return encoded
  }

  /** Forgets the texts it has seen: plaintext lives no longer than a batch. */
  forget(): void {
    this.#known.clear()
  }
}

function encoderOf(
  derivation: KeyDerivation,
  attribute: string,
  rule: AttributeRule,
): (text: string, order: DateOrder) => EncodedAttribute {
  if (rule.shape === 'name') {
    const names = new NameEncoder(derivation, rule.version)
    return (text, order) => {
      const parsed = rule.parse(text, order)
      if (parsed.state !== 'valid') return { ...NOTHING, state: parsed.state }
      return { state: 'valid', form: names.encode(parsed.form), content: parsed.form.exact }
    }
  }
  if (rule.shape === 'date') {
    return (text, order) => {
      const parsed = rule.parse(text, order)
      if (parsed.state !== 'valid') return { ...NOTHING, state: parsed.state }
      const { day, precision } = parsed.form satisfies DateForm
      return { state: 'valid', form: { day, precision: PRECISION[precision] }, content: `${day}` }
    }
  }
  const canonical = new Fingerprinter(derivation, `${attribute}/canonical`, rule.version)
  const exact = new Fingerprinter(derivation, `${attribute}/exact`, rule.version)
  return (text, order) => {
    const parsed = rule.parse(text, order)
    if (parsed.state !== 'valid') return { ...NOTHING, state: parsed.state }
    const form: EncodedValue = {
      canonical: canonical.hash64(parsed.form.canonical),
      exact: exact.hash64(parsed.form.exact),
    }
    return { state: 'valid', form, content: parsed.form.canonical }
  }
}
