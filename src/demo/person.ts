/** One invented person: name, birth, papers, telephone and habits. */
import { dayOf, isoDay } from './days.ts'
import {
  digits,
  inventAadhaar,
  inventDrivingLicence,
  inventEpic,
  inventPan,
  inventPassport,
} from './identifiers.ts'
import { NAMES, type NameOrder, type NameTable, type NameWord, type Region } from './names.ts'
import { inventLine, type Line, type Numbers } from './phones.ts'
import type { Place } from './places.ts'
import type { Random } from './random.ts'

export interface FullName {
  readonly given: NameWord
  readonly middle: NameWord
  readonly family: NameWord
  /** The given name of the father, or of a wife's husband. */
  readonly father: NameWord
  readonly order: NameOrder
}

export interface Household {
  readonly place: Place
  readonly pincode: string
  readonly house: string
  readonly street: string
  readonly landmark: string
  readonly region: Region
  /** The number that members without a telephone of their own give. */
  readonly line: Line
  /** The head first. */
  readonly members: readonly Person[]
}

export type Gender = 'M' | 'F' | 'O'

export interface Person {
  /** Position in the population, from 0. */
  readonly id: number
  readonly household: Household
  readonly head: boolean
  readonly name: FullName
  /** How easily this name is written otherwise, about 1 on average; whoever writes it down. */
  readonly nameTrouble: number
  readonly gender: Gender
  /** Day number. */
  readonly born: number
  /** The household's where the person has none. */
  readonly line: Line
  readonly aadhaar: string
  readonly pan: string | null
  readonly epic: string | null
  readonly passport: string | null
  readonly drivingLicence: string | null
  readonly email: string | null
  /** 0 in no system … 1 young, urban and in every one. */
  readonly online: number
}

/** What everybody's papers and numbers are drawn from. */
export interface Offices {
  readonly random: Random
  readonly numbers: Numbers
  readonly rollHeads: readonly string[]
}

/** What the names of one household have in common. */
export interface Shared {
  readonly family: NameWord
  readonly order: NameOrder
  readonly headWord: NameWord
}

export interface Member {
  readonly gender: Gender
  readonly age: number
  readonly head: boolean
  readonly father: NameWord
}

/** The day on which ages, papers and habits are counted. */
const TODAY = dayOf('2021-06-01')
const NEW_YEAR_BIRTHS = 0.09
const MAIL_HOSTS = ['mail.example', 'post.example', 'letters.example'] as const

export function inventPerson(
  offices: Offices,
  household: Household,
  member: Member,
  shared: Shared,
  id: number,
): Person {
  const { random } = offices
  const { age, gender, head } = member
  const name = inventName(random, NAMES[household.region], member, shared)
  const born = inventBirth(random, age)
  const online = likelyOnline(random, age, household.place.urban, gender)
  const bornYear = Number(isoDay(born).slice(0, 4))
  const adult = age >= 18
  return {
    id,
    household,
    head,
    name,
    nameTrouble: Math.exp(0.8 * random.normal() - 0.32),
    gender,
    born,
    line:
      head || !hasTelephone(random, age, gender)
        ? household.line
        : inventLine(random, offices.numbers),
    aadhaar: inventAadhaar(random),
    pan: adult && random.chance(0.3 + 0.6 * online) ? inventPan(random, name.family.latin) : null,
    epic: adult && random.chance(0.82) ? inventEpic(random, offices.rollHeads) : null,
    passport: random.chance(0.2 * online) ? inventPassport(random) : null,
    drivingLicence:
      adult && random.chance(gender === 'M' ? 0.5 : 0.15)
        ? inventDrivingLicence(
            random,
            household.place.code,
            Math.min(2022, bornYear + random.between(18, 30)),
          )
        : null,
    email: random.chance(0.05 + 0.9 * online) ? inventEmail(random, name, bornYear) : null,
    online,
  }
}

function inventName(random: Random, table: NameTable, member: Member, shared: Shared): FullName {
  const side = member.gender === 'F' ? 'F' : 'M'
  return {
    given: member.head
      ? shared.headWord
      : random.pickCommon(side === 'F' ? table.women : table.men),
    middle: random.pickCommon(table.middles[side]),
    family: side === 'F' && random.chance(0.2) ? random.pick(table.middles.F) : shared.family,
    father: member.father,
    order: random.chance(0.9) ? shared.order : random.pick(table.orders),
  }
}

/** A day of birth; many of the older have the first of January on their papers. */
function inventBirth(random: Random, age: number): number {
  const day = TODAY - Math.floor((age + random.unit()) * 365.25)
  const unknown = random.chance(age > 45 ? 3 * NEW_YEAR_BIRTHS : NEW_YEAR_BIRTHS)
  return unknown ? dayOf(`${isoDay(day).slice(0, 4)}-01-01`) : day
}

function likelyOnline(random: Random, age: number, urban: number, gender: Gender): number {
  const young = age < 14 ? -3 : 1.6 - Math.abs(age - 29) / 13
  const score = young + 1.8 * (urban - 0.5) - (gender === 'F' ? 0.35 : 0) + 0.8 * random.normal()
  return 1 / (1 + Math.exp(-score))
}

function hasTelephone(random: Random, age: number, gender: Gender): boolean {
  if (age < 15) return false
  if (age < 19) return random.chance(0.4)
  if (age > 62) return random.chance(0.45)
  return random.chance(gender === 'F' ? 0.62 : 0.92)
}

function inventEmail(random: Random, name: FullName, bornYear: number): string {
  const tail = random.pick([String(bornYear), String(bornYear).slice(2), digits(random, 3), ''])
  const joint = random.pick(['.', '', '_'])
  return `${name.given.latin}${joint}${name.family.latin}${tail}@${random.pick(MAIL_HOSTS)}`.toLowerCase()
}
