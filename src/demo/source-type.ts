/** What describes a system that holds records: whom it reaches, when, what it writes and with which faults. */
import type { ColumnKind } from '../core/kinds.ts'
import type { Gender, Household, Person } from './person.ts'
import type { Random } from './random.ts'
import type { NameHabit } from './spelling.ts'
import type { Style } from './table.ts'

export type ByKind<Value> = Readonly<Partial<Record<ColumnKind, Value>>>

/** Plain values: ISO dates, bare digits, `M`/`F`/`O`; a missing or empty one is a blank. */
export type Values = ByKind<string>

/** What a system wrote about one person on one day. */
export interface Entry {
  readonly person: Person
  readonly day: number
  readonly values: Values
}

/** One person before the clerk: what is needed to write down any field. */
export interface Subject {
  readonly person: Person
  readonly day: number
  readonly random: Random
  /** Day number as stated here, faults included. */
  readonly born: number
  readonly gender: Gender
  readonly paper: Paper
  /** The household of which the place is stated. */
  readonly home: Household
}

export interface Paper {
  readonly type: string
  readonly number: string
}

/** Odds of faults, for one value. */
export interface Faults {
  /** One wrong digit in a number. */
  readonly digit: number
  /** Another year or day of birth than on the papers; a tenth as often another gender. */
  readonly birth: number
  /** Another place than the household's: a former one, or where the work is. */
  readonly place: number
}

export interface SourceType {
  readonly name: string
  readonly columns: readonly (readonly [header: string, kind: ColumnKind])[]
  /** First and last day of its records, ISO. */
  readonly opened: string
  readonly closed: string
  /** Of the whole population. */
  readonly coverage: number
  /** Relative odds that a person is in it; 0: never. */
  readonly appeal: (person: Person) => number
  readonly day?: (person: Person, random: Random) => number
  readonly names: NameHabit
  /** Copies names letter for letter from this service. */
  readonly verifiedBy?: 'aadhaar' | 'pan'
  /** The odds that a member of a household gives its number and not the own one. */
  readonly sharesPhone: (person: Person) => number
  /** The odds that the head of the household stands for the person who uses the number. */
  readonly headStandsIn?: number
  /** How many may register with one number. */
  readonly perPhone?: number
  readonly faults: Faults
  /** Odds that a field is left empty. */
  readonly blanks: ByKind<number>
  /** Writers of the fields that only this system has, or has in its own way. */
  readonly writes?: ByKind<(subject: Subject) => string>
  /** The first serial number. */
  readonly serial?: number
  /** The odds that somebody stands in it twice, written anew on another day. */
  readonly twice?: number
  readonly style: Style
}
