/** What the identifier cells of one row hold, kind by kind, before it is hashed. */
import type { IdentifierKind } from '../core/kinds.ts'
import type { IdentifierCell } from '../identifiers/identifier.ts'
import { type EncodedIdentifier, HELD } from './record.ts'

/** An identifier that a bot was asked by, where the answer's records may be taken to have it. */
export interface AskedIdentifier {
  readonly kind: IdentifierKind
  readonly canonical: string
}

export class GatheredRow {
  readonly #position: ReadonlyMap<IdentifierKind, number>
  readonly #identifiers = new Map<number, GatheredIdentifier>()

  /** @param position of each kind in the layout */
  constructor(position: ReadonlyMap<IdentifierKind, number>) {
    this.#position = position
  }

  /** `undefined` where the layout has no such kind. */
  of(kind: IdentifierKind): GatheredIdentifier | undefined {
    const position = this.#position.get(kind)
    if (position === undefined) return undefined
    const own = this.#identifiers.get(position) ?? new GatheredIdentifier()
    this.#identifiers.set(position, own)
    return own
  }

  /** `undefined` where no cell held the kind at this position of the layout. */
  at(position: number): GatheredIdentifier | undefined {
    return this.#identifiers.get(position)
  }

  /** Fills in what the bot was asked by, where the answer does not say otherwise. */
  addAsked({ kind, canonical }: AskedIdentifier): void {
    const own = this.of(kind)
    if (own?.canonicals.size === 0) own.add({ state: 'valid', canonical })
  }

  get isBlank(): boolean {
    return this.#identifiers.values().every(({ held }) => held === HELD.blank)
  }

  /** The content as text, for the fingerprint of the whole record. */
  content(): string {
    return Array.from(
      this.#position.values(),
      (position) => this.at(position)?.content() ?? '',
    ).join('\u001e')
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

  content(): string {
    return [...this.canonicals, ...this.visible.map(({ text }) => text), this.mark ?? ''].join(
      '\u001f',
    )
  }
}
