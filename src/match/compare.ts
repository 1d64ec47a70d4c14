/** One dump record against one source record: a level for every slot, a score, and whether it is somebody else's row. */

import { isPhotoIdKind } from '../core/kinds.ts'
import type { IdentifierData } from '../store/block.ts'
import { HELD, NAME_CASE } from '../tokens/record.ts'
import type { Comparable, ValueData } from './comparable.ts'
import { nameLevel } from './name-level.ts'
import { LEVEL, type Level } from './patterns.ts'
import type { Slots } from './slots.ts'
import type { Treatment } from './treatment.ts'

/** Tenths: what each agreement adds to the score that chooses among candidates (method.md 1.2); integers, so ties are exact. */
const SCORE = {
  reference: 80,
  photoId: 40,
  email: 40,
  phone: 20,
  nameExact: 15,
  nameCanonical: 14,
  namePartial: 7,
  gender: 2,
  other: 5,
} as const

export interface Comparison {
  /** By slot. */
  readonly levels: readonly Level[]
  readonly score: number
  /** Shares an identifier but is another person: the link is refused. */
  readonly someoneElse: boolean
}

/** Compares records of one match; `hits` has bit i set where the record's identifier slot i was found by its token. */
export class Comparator {
  readonly #slots: Slots
  readonly #treatment: Treatment
  readonly #photo: readonly boolean[]
  readonly #nameAt: number
  readonly #dob: number
  readonly #yob: number
  /** Slots in which two members of a household differ. */
  readonly #personal: readonly number[]

  constructor(slots: Slots, treatment: Treatment) {
    this.#slots = slots
    this.#treatment = treatment
    this.#photo = slots.identifiers.map(isPhotoIdKind)
    this.#nameAt = slots.identifiers.length
    const attributesAt = this.#nameAt + (slots.name ? 1 : 0)
    const at = (attribute: string) => {
      const position = slots.attributes.indexOf(attribute)
      return position === -1 ? -1 : attributesAt + position
    }
    this.#dob = at('dob')
    this.#yob = at('yob')
    this.#personal = ['dob', 'yob', 'gender'].map(at).filter((slot) => slot !== -1)
  }

  compare(a: Comparable, i: number, b: Comparable, j: number, hits: number): Comparison {
    const levels = this.#identifierLevels(a, i, b, j, hits)
    if (this.#slots.name) levels.push(this.#name(a, i, b, j))
    for (const [k] of this.#slots.attributes.entries()) {
      levels.push(valueLevel(a.values[k] ?? null, i, b.values[k] ?? null, j, this.#isDate(k)))
    }
    for (const kind of this.#slots.unchecked) {
      const k = this.#slots.identifiers.indexOf(kind)
      levels.push(uncheckedLevel(a.identifiers[k] ?? null, i, b.identifiers[k] ?? null, j))
    }
    this.#dobOverYob(levels)
    return { levels, score: this.#score(levels), someoneElse: this.#isSomeoneElse(levels) }
  }

  #identifierLevels(a: Comparable, i: number, b: Comparable, j: number, hits: number): Level[] {
    const otherPhotoId = this.#photo.some(
      (photo, k) => photo && b.identifiers[k]?.held[j] === HELD.valid,
    )
    return this.#slots.identifiers.map((_, k) => {
      if ((hits >> k) & 1) return LEVEL.exact
      const level = identifierLevel(a.identifiers[k] ?? null, i, b.identifiers[k] ?? null, j)
      return level === LEVEL.blankInSource && this.#photo[k] && otherPhotoId
        ? LEVEL.otherKind
        : level
    })
  }

  #name(a: Comparable, i: number, b: Comparable, j: number): Level {
    if (a.name === null || a.name.caseClass[i] === NAME_CASE.blank) return LEVEL.blankInDump
    if (b.name === null || b.name.caseClass[j] === NAME_CASE.blank) return LEVEL.blankInSource
    return nameLevel(a.name, i, b.name, j, this.#treatment)
  }

  #isDate(attribute: number): boolean {
    return this.#slots.attributes[attribute]?.startsWith('date') ?? false
  }

  /** The year of birth says nothing more where both have the whole date. */
  #dobOverYob(levels: Level[]): void {
    const dob = levels[this.#dob]
    if (
      this.#yob !== -1 &&
      (dob === LEVEL.exact || dob === LEVEL.canonical || dob === LEVEL.different)
    ) {
      levels[this.#yob] = LEVEL.none
    }
  }

  #score(levels: readonly Level[]): number {
    let score = 0
    let photo = false
    for (const [slot, level] of levels.entries()) {
      if (this.#photo[slot]) photo ||= level === LEVEL.exact
      else score += this.#slotScore(slot, level)
    }
    return score + (photo ? SCORE.photoId : 0)
  }

  #slotScore(slot: number, level: Level): number {
    if (slot === this.#nameAt && this.#slots.name) return nameScore(level)
    if (level !== LEVEL.exact && level !== LEVEL.canonical) return 0
    switch (this.#slots.all[slot]) {
      case 'reference-id':
        return SCORE.reference
      case 'email':
        return SCORE.email
      case 'phone':
        return SCORE.phone
      case 'gender':
        return SCORE.gender
      default:
        return SCORE.other
    }
  }

  /**
   * Shares an identifier and is another person: no strong identifier agrees and the names share no word, or only a word while
   * birth or gender differ (a housemate); or an ID of the same kind differs and the names do not agree (method.md 1.2).
   */
  #isSomeoneElse(levels: readonly Level[]): boolean {
    const name = this.#slots.name ? levels[this.#nameAt] : LEVEL.none
    const strong = this.#slots.identifiers.some(
      (kind, k) => kind !== 'phone' && levels[k] === LEVEL.exact,
    )
    if (!strong && name === LEVEL.different) return true
    if (!strong && name === LEVEL.partial && this.#differsInPerson(levels)) return true
    return this.#hasOtherId(levels) && name !== LEVEL.exact && name !== LEVEL.canonical
  }

  #differsInPerson(levels: readonly Level[]): boolean {
    return this.#personal.some((slot) => levels[slot] === LEVEL.different)
  }

  /** A photo ID of the same kind differs, and none agrees. */
  #hasOtherId(levels: readonly Level[]): boolean {
    const isAt = (level: Level) => this.#photo.some((photo, k) => photo && levels[k] === level)
    return !isAt(LEVEL.exact) && isAt(LEVEL.different)
  }
}

function nameScore(level: Level): number {
  if (level === LEVEL.exact) return SCORE.nameExact
  if (level === LEVEL.canonical) return SCORE.nameCanonical
  return level === LEVEL.partial ? SCORE.namePartial : 0
}

function identifierLevel(
  a: IdentifierData | null,
  i: number,
  b: IdentifierData | null,
  j: number,
): Level {
  const ours = a?.held[i] ?? HELD.blank
  const theirs = b?.held[j] ?? HELD.blank
  if (a === null || ours === HELD.blank || ours === HELD.unchecked) return LEVEL.blankInDump
  if (b === null || theirs === HELD.blank || theirs === HELD.unchecked) return LEVEL.blankInSource
  if (ours === HELD.valid && theirs === HELD.valid) return LEVEL.different
  return maskedLevel(a, i, b, j)
}

/** At least one side is masked: what both show can only be consistent or contradict. */
function maskedLevel(a: IdentifierData, i: number, b: IdentifierData, j: number): Level {
  let level: Level = LEVEL.none
  for (const [form, ours] of a.visible.entries()) {
    const [left, right] = [ours[i] ?? 0, b.visible[form]?.[j] ?? 0]
    if (left === 0 || right === 0) continue
    if (left !== right) return LEVEL.maskedContradictory
    level = LEVEL.maskedConsistent
  }
  return level
}

function uncheckedLevel(
  a: IdentifierData | null,
  i: number,
  b: IdentifierData | null,
  j: number,
): Level {
  const ours = a?.unchecked[i] ?? 0
  if (ours === 0) return LEVEL.blankInDump
  const theirs = b?.unchecked[j] ?? 0
  if (theirs === 0) return LEVEL.blankInSource
  return ours === theirs ? LEVEL.exact : LEVEL.different
}

function valueLevel(
  a: ValueData | null,
  i: number,
  b: ValueData | null,
  j: number,
  date: boolean,
): Level {
  const ours = a?.canonical[i] ?? 0
  if (ours === 0) return LEVEL.blankInDump
  const theirs = b?.canonical[j] ?? 0
  if (theirs === 0) return LEVEL.blankInSource
  const sameExact = a?.exact[i] === b?.exact[j]
  // A month and a day can neither agree nor differ.
  if (date && !sameExact) return LEVEL.none
  if (ours !== theirs) return LEVEL.different
  return sameExact ? LEVEL.exact : LEVEL.canonical
}
