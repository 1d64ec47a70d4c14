/** The values of one identifier kind in one record, gathered from its cells, as tokens and fingerprints. */
import type { IdentifierRule } from '../identifiers/identifier.ts'
import type { KeyDerivation } from './derive.ts'
import type { GatheredIdentifier } from './gathered-row.ts'
import { type EncodedIdentifier, HELD, type IdentifierColumn } from './record.ts'
import { Fingerprinter, Tokeniser } from './tokenise.ts'

const VISIBLE_BITS = 16

export class IdentifierEncoder {
  readonly rule: IdentifierRule
  readonly #tokeniser: Tokeniser
  /** By mask form. */
  readonly #visible: readonly { readonly form: string; readonly fingerprinter: Fingerprinter }[]
  readonly #unchecked: Fingerprinter
  /** What most records hold of most kinds. */
  readonly blank: EncodedIdentifier

  constructor(derivation: KeyDerivation, rule: IdentifierRule) {
    const { kind, version } = rule
    this.rule = rule
    this.#tokeniser = new Tokeniser(derivation, kind, version)
    this.#unchecked = new Fingerprinter(derivation, `${kind}/unchecked`, version)
    this.blank = {
      held: HELD.blank,
      tokens: [],
      visible: rule.maskForms.map(() => 0),
      unchecked: 0,
    }
    this.#visible = rule.maskForms.map((form) => ({
      form,
      fingerprinter: new Fingerprinter(derivation, `${kind}/${form}`, version),
    }))
  }

  get column(): IdentifierColumn {
    const { kind, version, maskForms } = this.rule
    return { kind, version, maskForms }
  }

  encode(gathered: GatheredIdentifier): EncodedIdentifier {
    const [first] = gathered.canonicals
    const parts = first === undefined ? gathered.visible : this.rule.visible(first)
    return {
      held: gathered.held,
      tokens: Array.from(gathered.canonicals, (canonical) => this.#tokeniser.token(canonical)),
      visible: this.#visible.map(({ form, fingerprinter }) => {
        const part = parts.find((candidate) => candidate.form === form)
        return part === undefined ? 0 : fingerprinter.bits(part.text, VISIBLE_BITS)
      }),
      unchecked: gathered.mark === null ? 0 : this.#unchecked.bits(gathered.mark, 32) >>> 0,
    }
  }
}
