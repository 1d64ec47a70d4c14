/** The kinds of value that leakcheck knows, named once: columns, tokens, slots, JSON and docs use these words. */

/** Identifiers: searched by, as keyed tokens. */
export const IDENTIFIER_KINDS = [
  'phone',
  'aadhaar',
  'vid',
  'pan',
  'gstin',
  'epic',
  'passport',
  'driving-licence',
  'abha',
  'uan',
  'reference-id',
  'email',
] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Government identifiers of which a person may show any one: a differing kind is no disagreement. */
export const PHOTO_ID_KINDS = [
  'aadhaar',
  'vid',
  'pan',
  'gstin',
  'epic',
  'passport',
  'driving-licence',
  'abha',
  'uan',
] as const satisfies readonly IdentifierKind[]

/** Attributes: compared between linked records, never searched by. */
export const PLAIN_ATTRIBUTES = [
  'name',
  'yob',
  'dob',
  'gender',
  'address',
  'pincode',
  'district',
  'state',
  'id-type',
] as const

/** `date` with an optional event word (`date:registered`), and any other column under a label of the user's. */
export type Attribute =
  | (typeof PLAIN_ATTRIBUTES)[number]
  | 'date'
  | `date:${string}`
  | `field:${string}`

/** What a column can hold: an identifier, an attribute, or the mixed photo-ID number decided per row. */
export type ColumnKind = IdentifierKind | Attribute | 'id-number'

export const isIdentifierKind = (kind: string): kind is IdentifierKind =>
  (IDENTIFIER_KINDS as readonly string[]).includes(kind)

export const isDateAttribute = (kind: string): kind is 'date' | `date:${string}` =>
  kind === 'date' || kind.startsWith('date:')

export const isPhotoIdKind = (kind: string): boolean =>
  (PHOTO_ID_KINDS as readonly string[]).includes(kind)

const LABEL = /^[a-z][a-z-]{0,31}$/

/** Whether a word typed by a user (`--map`, `--collects`) names a kind; labels are lower-case words without digits. */
export function isColumnKind(word: string): word is ColumnKind {
  if (isIdentifierKind(word) || word === 'id-number' || word === 'date') return true
  if ((PLAIN_ATTRIBUTES as readonly string[]).includes(word)) return true
  const [head, label] = word.split(':', 2)
  return (head === 'date' || head === 'field') && label !== undefined && LABEL.test(label)
}

/** What became of one cell. Everything but `valid` is counted and never hashed as if whole. */
export const CELL_STATES = [
  'blank',
  'valid',
  'masked',
  'placeholder',
  'truncated',
  'unchecked',
  'invalid',
] as const
export type CellState = (typeof CELL_STATES)[number]

export const ROLES = ['dump', 'registry', 'breach'] as const
export type Role = (typeof ROLES)[number]
