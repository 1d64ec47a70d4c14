/** The form of a record: which slots it fills, the shape of its name, which of phone, photo ID and name it has. */
import { PHOTO_ID_KINDS } from '../core/kinds.ts'
import type { NameData } from '../store/block.ts'
import { HELD, NAME_CASE } from '../tokens/record.ts'
import type { Comparable } from './comparable.ts'
import type { PatternForm } from './patterns.ts'
import type { Slots } from './slots.ts'

const ONE_LETTER = 1

/** Numbers the forms that occur, in order of appearance. */
export class FormList {
  readonly #slots: Slots
  readonly #forms = new Map<string, PatternForm>()

  constructor(slots: Slots) {
    this.#slots = slots
  }

  of(records: Comparable, row: number): PatternForm {
    const form = describe(this.#slots, records, row)
    const key = `${form.filled.join()} ${form.nameShape} ${form.mask}`
    const known = this.#forms.get(key)
    if (known !== undefined) return known
    const added = { id: this.#forms.size, ...form }
    this.#forms.set(key, added)
    return added
  }

  finish(): PatternForm[] {
    return [...this.#forms.values()]
  }
}

function describe(slots: Slots, records: Comparable, row: number): Omit<PatternForm, 'id'> {
  const filled = [
    ...slots.identifiers.filter((_, k) => isShown(records.identifiers[k]?.held[row])),
    ...(hasName(records.name, row) ? ['name'] : []),
    ...slots.attributes.filter((_, k) => records.values[k]?.canonical[row]),
  ]
  return { filled, nameShape: nameShape(records.name, row), mask: maskOf(slots, records, row) }
}

const isShown = (held: number | undefined): boolean => held === HELD.valid || held === HELD.masked

const hasName = (name: NameData | null, row: number): boolean =>
  name !== null && name.caseClass[row] !== NAME_CASE.blank

/** Which of phone (p), photo ID (i) and name (n) a record has whole. */
export function maskOf(slots: Slots, records: Comparable, row: number): string {
  const holds = (kinds: readonly string[]) =>
    slots.identifiers.some(
      (kind, k) => kinds.includes(kind) && records.identifiers[k]?.held[row] === HELD.valid,
    )
  return `${holds(['phone']) ? 'p' : ''}${holds(PHOTO_ID_KINDS) ? 'i' : ''}${hasName(records.name, row) ? 'n' : ''}`
}

function nameShape(name: NameData | null, row: number): PatternForm['nameShape'] {
  if (name === null || !hasName(name, row)) return ''
  const words = name.words.subarray(name.start[row] ?? 0, name.start[row + 1] ?? 0)
  if (words.some((word) => (word & ONE_LETTER) !== 0)) return 'i'
  return String(Math.min(words.length, 3)) as '0' | '1' | '2' | '3'
}
