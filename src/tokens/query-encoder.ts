/** What a bot was asked: the identifier in a question, as a token, and which records of the answer it speaks for. */
import type { IdentifierKind } from '../core/kinds.ts'
import { identifierRule } from '../identifiers/index.ts'
import type { Query } from '../readers/reader.ts'
import type { KeyDerivation } from './derive.ts'
import type { AskedIdentifier } from './gathered-row.ts'
import type { EncodedQuery } from './record.ts'
import { Tokeniser } from './tokenise.ts'

/** Tried in order: a 12-digit question that starts with 91 and is a whole mobile is a mobile. */
const TRIED = [
  'phone',
  'aadhaar',
  'pan',
  'epic',
  'reference-id',
  'email',
] as const satisfies readonly IdentifierKind[]

export class QueryEncoder {
  readonly #tokenisers: ReadonlyMap<IdentifierKind, Tokeniser>

  constructor(derivation: KeyDerivation) {
    this.#tokenisers = new Map(
      TRIED.map((kind) => [kind, new Tokeniser(derivation, kind, identifierRule(kind).version)]),
    )
  }

  /** The identifier that a question holds, or `null`. */
  identifier(query: Query): AskedIdentifier | null {
    const text = query.text
      .expose()
      .replace(/^\/\w+\s+/, '')
      .trim()
    for (const kind of TRIED) {
      const cell = identifierRule(kind).parse(text)
      if (cell.state === 'valid') return { kind, canonical: cell.canonical }
    }
    return null
  }

  encode(
    query: Query,
    asked: AskedIdentifier | null,
    firstRecord: number,
    records: number,
    day: number | null,
  ): EncodedQuery {
    const kind = asked?.kind ?? null
    const token =
      asked === null ? null : (this.#tokenisers.get(asked.kind)?.token(asked.canonical) ?? null)
    return { kind, token, day, firstRecord, records, answered: query.answered }
  }
}

/**
 * Whether the records of an answer have what was asked. A mobile speaks for everyone in the answer (all who are registered on
 * it come back); any other identifier is one person's, so only for an answer of one.
 */
export const speaksFor = (asked: AskedIdentifier, records: number): boolean =>
  asked.kind === 'phone' || records === 1
