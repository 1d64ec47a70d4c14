/** What the comparison of one record with one source shows: a link code read as outcomes, each of one group. */
import { isPhotoIdKind } from '../core/kinds.ts'
import type { PatternForm } from '../match/patterns.ts'
import { LEVEL, type LinkCode } from '../match/patterns.ts'
import type { Variant } from './variant.ts'

/** What agrees or not with all sources at once, by a latent class of the record: `name`, `presence`, or a field's slot. */
export type Trait = string

/** What a group of outcomes is about; `source` is a position in the document's sources. */
export type Group =
  | { readonly kind: 'form' }
  /** How well a record's name or field is written, or its person covered: a class that shows at all sources at once. */
  | { readonly kind: 'latent'; readonly trait: Trait; readonly condition: string }
  | {
      readonly kind: 'name' | 'presence'
      readonly source: number
      /** The shape of the name, or the mask of filled identifiers. */
      readonly condition: string
      readonly latent: number
    }
  | { readonly kind: 'class'; readonly source: number; readonly mask: string }
  | {
      readonly kind: 'field'
      readonly source: number
      readonly slot: string
      readonly masked: boolean
      /** 0 where the field is no trait. */
      readonly latent: number
    }

/** One outcome: the group it belongs to, its name within the group, and whether it speaks for a common record. */
export interface Outcome {
  readonly group: Group
  readonly level: string
  readonly agrees: boolean
}

/** Which slots of a link code mean what; positions in the code. */
export interface SlotPlan {
  readonly slots: readonly string[]
  readonly phone: number
  readonly name: number
  readonly yob: number
  readonly dob: number
  readonly photoIds: readonly number[]
  /** Identifiers of one record or person, beside phone and photo ID. */
  readonly minted: readonly number[]
  /** What a person does not share with the household. */
  readonly personal: readonly number[]
  /** Slots compared as fields, identifiers that a system mints or a person chooses among them. */
  readonly fields: readonly number[]
}

export function slotPlan(slots: readonly string[]): SlotPlan {
  const positions = slots.map((_, i) => i)
  const named = (i: number): string => slots[i] ?? ''
  return {
    slots,
    phone: slots.indexOf('phone'),
    name: slots.indexOf('name'),
    yob: slots.indexOf('yob'),
    dob: slots.indexOf('dob'),
    photoIds: positions.filter((i) => isPhotoIdKind(named(i))),
    minted: positions.filter((i) => ['reference-id', 'email'].includes(named(i))),
    personal: positions.filter((i) => ['yob', 'dob', 'gender'].includes(named(i))),
    fields: positions.filter(
      (i) => !isPhotoIdKind(named(i)) && !['phone', 'name'].includes(named(i)),
    ),
  }
}

/** The level of one slot of a code. */
export function levelAt(code: string, slot: number): number {
  return slot < 0 ? LEVEL.none : Number.parseInt(code.charAt(slot), 16)
}

const AGREEING: readonly number[] = [LEVEL.exact, LEVEL.canonical]
const DISAGREEING: readonly number[] = [LEVEL.partial, LEVEL.different]
const NAME_LETTER: Readonly<Record<number, string>> = {
  [LEVEL.exact]: 'E',
  [LEVEL.canonical]: 'C',
  [LEVEL.partial]: 'P',
  [LEVEL.different]: 'D',
}

/** `E` agrees, `D` differs, `-` no factor. */
function fieldLetter(level: number): 'E' | 'D' | '-' {
  if (AGREEING.includes(level)) return 'E'
  return DISAGREEING.includes(level) ? 'D' : '-'
}

export const nameLetter = (code: string, plan: SlotPlan): string =>
  NAME_LETTER[levelAt(code, plan.name)] ?? '-'

/** Photo IDs together: `E` one agrees, `D` the same kind differs, `K` both show IDs of no common kind, `-` no factor. */
function photoIdLetter(code: string, plan: SlotPlan): string {
  const levels = plan.photoIds.map((slot) => levelAt(code, slot))
  if (levels.some((level) => AGREEING.includes(level))) return 'E'
  if (levels.some((level) => DISAGREEING.includes(level))) return 'D'
  return levels.includes(LEVEL.otherKind) ? 'K' : '-'
}

const letterAt = (code: string, slot: number): 'E' | 'D' | '-' => fieldLetter(levelAt(code, slot))

/** The link class of method.md 1.2: phone × photo ID × same person (1) or unnamed (-). */
export function linkClass(code: string, plan: SlotPlan): string {
  const phone = fieldLetter(levelAt(code, plan.phone))
  const photoId = photoIdLetter(code, plan)
  const minted = plan.minted.some((slot) => letterAt(code, slot) === 'E')
  if (photoId === 'E' || minted) return `${phone}${photoId}1`
  const name = nameLetter(code, plan)
  return `${phone}${photoId}${name === '-' ? '-' : name === 'D' ? '0' : '1'}`
}

/** No identifier of the pair differs, and the photo IDs are of a common kind. */
export function fullClass(linked: string): boolean {
  return !linked.startsWith('D') && !'DK'.includes(linked.charAt(1)) && !linked.endsWith('0')
}

/** One field's letter; a year of birth says nothing where the whole date was compared. */
function ownLetter(code: string, position: number, plan: SlotPlan): 'E' | 'D' | '-' {
  if (position === plan.yob && fieldLetter(levelAt(code, plan.dob)) !== '-') return '-'
  return fieldLetter(levelAt(code, position))
}

/** Fields with their letters, masked ones apart. */
export function fieldLetters(
  code: string,
  plan: SlotPlan,
): readonly { slot: string; letter: 'E' | 'D'; masked: boolean }[] {
  const found: { slot: string; letter: 'E' | 'D'; masked: boolean }[] = []
  for (const position of plan.fields) {
    const letter = ownLetter(code, position, plan)
    if (letter !== '-') found.push({ slot: plan.slots[position] as string, letter, masked: false })
  }
  for (let position = 0; position < plan.slots.length; position++) {
    const level = levelAt(code, position)
    if (level !== LEVEL.maskedConsistent && level !== LEVEL.maskedContradictory) continue
    const letter = level === LEVEL.maskedConsistent ? 'E' : 'D'
    found.push({ slot: plan.slots[position] as string, letter, masked: true })
  }
  return found
}

/**
 * A link through a shared phone alone to another member of the household: the names have at most a word in common, and a
 * birth date or gender differs. Such links agree or differ in everything at once, and a few hundred of them look like a
 * mixture of sources.
 */
export function isHousemate(code: string, plan: SlotPlan): boolean {
  const linked = linkClass(code, plan)
  const identified =
    linked.charAt(1) === 'E' || plan.minted.some((slot) => letterAt(code, slot) === 'E')
  if (identified || !['P', 'D'].includes(nameLetter(code, plan))) return false
  return plan.personal.some((slot) => letterAt(code, slot) === 'D')
}

/** What the comparison of one record with one source shows, the traits apart: nothing where no record is linked. */
export function outcomes(
  source: number,
  form: PatternForm,
  code: LinkCode,
  plan: SlotPlan,
  traits: readonly Trait[],
  { photoIdsByKind }: Variant,
): readonly Outcome[] {
  if (code === null) return []
  const linked = linkClass(code, plan)
  const seen: Outcome[] = [
    {
      group: { kind: 'class', source, mask: photoIdsByKind ? classMask(form) : form.mask },
      level: linked,
      agrees: fullClass(linked),
    },
  ]
  for (const { slot, letter, masked } of fieldLetters(code, plan)) {
    if (!masked && traits.includes(slot)) continue
    seen.push({
      group: { kind: 'field', source, slot, masked, latent: 0 },
      level: letter,
      agrees: letter === 'E',
    })
  }
  return seen
}

/** Filled identifiers, photo IDs by kind: people who show a rarer kind do so at several desks, or at one only. */
const classMask = ({ mask, filled }: PatternForm): string =>
  [mask, ...filled.filter(isPhotoIdKind)].join(' ')

/** The letter of a trait: presence and fields `E` or `D`; the name's level; `-` where nothing is compared. */
export function traitLetter(trait: Trait, code: LinkCode, plan: SlotPlan): string {
  if (trait === 'presence') return code === null ? 'D' : 'E'
  if (code === null) return '-'
  return trait === 'name'
    ? nameLetter(code, plan)
    : ownLetter(code, plan.slots.indexOf(trait), plan)
}

/** The group of a trait's letter at one source. */
export function traitGroup(trait: Trait, source: number, condition: string, latent: number): Group {
  if (trait === 'name' || trait === 'presence') return { kind: trait, source, condition, latent }
  return { kind: 'field', source, slot: trait, masked: false, latent }
}

export const classesOf = (trait: Trait, { classes }: Variant): 1 | 2 =>
  trait === 'name' || trait === 'presence' ? classes[trait] : classes.field

export const letterAgrees = (letter: string): boolean => letter === 'E' || letter === 'C'

/**
 * Records are compared within one condition. Presence: filled identifiers, and in the current variant all columns, since who
 * gave an e-mail address is also who is found elsewhere. Names: their shape. Fields: all alike.
 */
export function traitCondition(
  trait: Trait,
  form: PatternForm,
  { presenceByColumns }: Variant,
): string {
  if (trait === 'name') return form.nameShape
  if (trait !== 'presence') return ''
  return presenceByColumns ? `${form.mask}: ${columnList(form)}` : form.mask
}

/** The columns that a record fills, photo IDs as one. */
export const columnList = ({ filled }: PatternForm): string =>
  [...new Set(filled.map(columnOf))].sort().join(' ')

/** Half of all people agree by chance: a phone and a gender are still one identifier. */
export const isCoarse = (slot: string): boolean => slot === 'gender'

/** Whether records of this mask show both a phone and a photo ID. */
export const comparesTwo = (mask: string): boolean => mask.includes('p') && mask.includes('i')

/** The mask that a presence condition begins with. */
export const conditionMask = (condition: string): string => condition.split(':', 1)[0] ?? ''

export const groupKey = (group: Group): string => Object.values(group).join('|')

/** Photo IDs share one column in most exports. */
export const columnOf = (slot: string): string => (isPhotoIdKind(slot) ? 'photo-id' : slot)

/** Columns that these slots fill or imply: a gender follows from a name, the year of birth from the whole date. */
export function columnsOf(slots: readonly string[]): ReadonlySet<string> {
  const columns = new Set(slots.map(columnOf))
  columns.add('gender')
  if (columns.has('dob')) columns.add('yob')
  return columns
}
