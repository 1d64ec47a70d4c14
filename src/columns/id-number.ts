/** Mixed columns of photo-ID numbers: which kind one row's number is, by the type beside it and by its own shape. */
import { idTypeKind } from '../attributes/id-type.ts'
import type { CellState, IdentifierKind, PHOTO_ID_KINDS } from '../core/kinds.ts'
import { identifierRule } from '../identifiers/index.ts'

/** The kinds that a mixed column may hold, those told by shape alone with the surest first. */
export const MIXED_KINDS = [
  'pan',
  'aadhaar',
  'epic',
  'driving-licence',
  'vid',
  'passport',
] as const satisfies readonly (typeof PHOTO_ID_KINDS)[number][]

/** Whether a kind may stand in a mixed column. */
export const isMixedKind = (kind: string | null): kind is (typeof MIXED_KINDS)[number] =>
  (MIXED_KINDS as readonly (string | null)[]).includes(kind)

const MASKED_AADHAAR = /^(?:[Xx*•#][\s-]?){8}\d{4}$/
const MASKED_PAN = /^(?:[A-Z]{5}[X*•#]{4}[A-Z]|[X*•#]{5}\d{4}[A-Z])$/i

/**
 * The kind of one ID number, or `null` where it is none that is known. A value that is whole and checks out is what it is,
 * whatever its row says; a masked or failing one is what the type names.
 */
export function idNumberKind(typeText: string | null, value: string): IdentifierKind | null {
  const named = typeText === null ? null : idTypeKind(typeText)
  if (isMixedKind(named) && identifierRule(named).parse(value).state !== 'invalid') return named
  const shown = kindByShape(value)
  // A pension passbook's number may look like an Aadhaar; the row says that it is not.
  return named === 'other' ? null : shown
}

function kindByShape(value: string): IdentifierKind | null {
  const whole = kindInState(value, 'valid') ?? kindInState(value, 'unchecked')
  if (whole !== null) return whole
  if (MASKED_AADHAAR.test(value.trim())) return 'aadhaar'
  return MASKED_PAN.test(value.trim()) ? 'pan' : null
}

const kindInState = (value: string, state: 'valid' | 'unchecked'): IdentifierKind | null =>
  MIXED_KINDS.find((kind) => identifierRule(kind).parse(value).state === state) ?? null

/**
 * The share of filled cells that hold an ID number of a known kind, whole or masked.
 * @param types the ID types beside them, cell by cell; without them a number must be told by its shape
 */
export function mixedShare(cells: readonly string[], types: readonly string[] = []): number {
  const filled = cells
    .map((value, i) => ({ value, type: types[i] ?? null }))
    .filter(({ value }) => value !== '')
  const known = filled.filter(({ value, type }) => mixedState(type, value) !== 'invalid')
  return filled.length === 0 ? 0 : known.length / filled.length
}

/** What becomes of one cell of a mixed column. */
export function mixedState(type: string | null, value: string): CellState {
  const kind = idNumberKind(type, value)
  return kind === null ? 'invalid' : identifierRule(kind).parse(value).state
}
