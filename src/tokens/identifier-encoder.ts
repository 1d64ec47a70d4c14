/** The values of one identifier kind in one record, gathered from its cells, as tokens and fingerprints. */
import type { IdentifierCell, IdentifierRule } from '../identifiers/identifier.ts'
import type { KeyDerivation } from './derive.ts'
import { type EncodedIdentifier, HELD, type IdentifierColumn } from './record.ts'
import { Fingerprinter, Tokeniser } from './tokenise.ts'

const VISIBLE_BITS = 16

export class IdentifierEncoder {
  readonly rule: IdentifierRule
  readonly #tokeniser: Tokeniser
  readonly #visible: ReadonlyMap<string, Fingerprinter>
  readonly #unchecked: Fingerprinter

  constructor(derivation: KeyDerivation, rule: IdentifierRule) {
    const { kind, version } = rule
    this.rule = rule
    this.#tokeniser = new Tokeniser(derivation, kind, version)
    this.#unchecked = new Fingerprinter(derivation, `${kind}/unchecked`, version)
    this.#visible = new Map(
      rule.maskForms.map((form) => [
        form,
        new Fingerprinter(derivation, `${kind}/${form}`, version),
      ]),
    )
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
      visible: this.rule.maskForms.map((form) => {
        const part = parts.find((candidate) => candidate.form === form)
        return part === undefined
          ? 0
          : (this.#visible.get(form)?.bits(part.text, VISIBLE_BITS) ?? 0)
      }),
      unchecked: gathered.mark === null ? 0 : this.#unchecked.bits(gathered.mark, 32) >>> 0,
    }
  }
}

/** What the cells of a record hold of one kind: whole values win over masks, masks over failed ones. */
export class GatheredIdentifier {
  readonly canonicals = new Set<string>()
  readonly visible: { form: string; text: string }[] = []
  mark: string | null = null
  #masked = false

  add(cell: IdentifierCell): void {
    if (cell.state === 'valid') this.canonicals.add(cell.canonical)
    else if (cell.state === 'unchecked') this.mark ??= cell.mark
    else if (cell.state === 'masked') {
      this.#masked = true
      if (cell.visible !== null) this.visible.push(cell.visible)
    }
  }

  get held(): EncodedIdentifier['held'] {
    if (this.canonicals.size > 0) return HELD.valid
    if (this.#masked) return HELD.masked
    return this.mark === null ? HELD.blank : HELD.unchecked
  }

  /** The content as text, for the fingerprint of the whole record. */
  content(): string {
    return [...this.canonicals, ...this.visible.map(({ text }) => text), this.mark ?? ''].join(
      '\u001f',
    )
  }
}
