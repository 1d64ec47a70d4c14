/** The slots that one match compares: identifier kinds, the name, attributes; and which of them a part can fill. */
import {
  IDENTIFIER_KINDS,
  type IdentifierKind,
  isIdentifierKind,
  isPhotoIdKind,
} from '../core/kinds.ts'

export interface Slots {
  readonly identifiers: readonly IdentifierKind[]
  readonly name: boolean
  /** Attributes other than the name. */
  readonly attributes: readonly string[]
  /** Kinds whose failed values are compared as marks; slot `KIND-unchecked`. */
  readonly unchecked: readonly IdentifierKind[]
  /** All slots in the order of a link code. */
  readonly all: readonly string[]
}

/**
 * Slots follow what the dump fills; where it shows any photo ID, the kinds that the sources hold belong too, so that another
 * kind of ID is told from none.
 */
export function chooseSlots(
  dumpFields: ReadonlySet<string>,
  sourceFields: ReadonlySet<string>,
  unchecked: ReadonlySet<IdentifierKind>,
): Slots {
  const photo = [...dumpFields].some(isPhotoIdKind)
  const identifiers = IDENTIFIER_KINDS.filter(
    (kind) => dumpFields.has(kind) || (photo && isPhotoIdKind(kind) && sourceFields.has(kind)),
  )
  const attributes = [...dumpFields]
    .filter((field) => field !== 'name' && !isIdentifierKind(field))
    .sort()
  const marks = identifiers.filter((kind) => unchecked.has(kind))
  const name = dumpFields.has('name')
  return {
    identifiers,
    name,
    attributes,
    unchecked: marks,
    all: [
      ...identifiers,
      ...(name ? ['name'] : []),
      ...attributes,
      ...marks.map((kind) => `${kind}-unchecked`),
    ],
  }
}
