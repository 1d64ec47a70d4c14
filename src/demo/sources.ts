/** How a system comes to hold records: whom it reaches, when, what it writes about them, and with which faults. */
import { type ColumnKind, isDateAttribute } from '../core/kinds.ts'
import { dayOf, isoDay } from './days.ts'
import { inventReference, inventUan } from './identifiers.ts'
import type { Gender, Household, Person } from './people.ts'
import { numberOn } from './phones.ts'
import type { Random } from './random.ts'
import { type NameHabit, verifiedName, writeName } from './spelling.ts'
import { type Style, spelled, type Table } from './table.ts'

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

/** The system's records of this population, oldest first. */
export function collect(people: readonly Person[], type: SourceType, random: Random): Entry[] {
  const count = Math.round(type.coverage * people.length)
  const closed = dayOf(type.closed)
  const dated = random
    .fork('members')
    .draw(people, count, type.appeal)
    .flatMap((person) => (random.chance(type.twice ?? 0) ? [person, person] : [person]))
    .map((person) => ({ person, day: dayOfEntry(person, type, random) }))
    .filter(({ day }) => day <= closed)
    .sort((a, b) => a.day - b.day)
  const entries = dated.map(({ person, day }) =>
    writeEntry(person, day, type, random, random.pick(people).household),
  )
  return numbered(type.perPhone ? limited(entries, type.perPhone) : entries, type)
}

function dayOfEntry(person: Person, type: SourceType, random: Random): number {
  return type.day?.(person, random) ?? random.between(dayOf(type.opened), dayOf(type.closed))
}

/** One record of a person, whether or not a member; `elsewhere`: where a wrong place is taken from. */
export function writeEntry(
  user: Person,
  day: number,
  type: SourceType,
  random: Random,
  elsewhere: Household = user.household,
): Entry {
  const head = user.household.members[0]
  const person = head && random.chance(type.headStandsIn ?? 0) ? head : user
  const subject = question(person, day, type.faults, random, elsewhere)
  const shares = random.chance(type.sharesPhone(user))
  const phone = numberOn(shares ? user.household.line : user.line, day)
  const values: { [kind in ColumnKind]?: string } = {}
  for (const [, kind] of type.columns) {
    if (random.chance(type.blanks[kind] ?? 0)) continue
    const plain = kind === 'phone' ? phone : writeField(kind, subject, type)
    values[kind] =
      NUMBERED.has(kind) && random.chance(type.faults.digit) ? wrongDigit(plain, random) : plain
  }
  return { person, day, values }
}

function question(
  person: Person,
  day: number,
  faults: Faults,
  random: Random,
  elsewhere: Household,
): Subject {
  const { gender, household } = person
  return {
    person,
    day,
    random,
    born: statedBirth(person, faults.birth, random),
    gender: random.chance(faults.birth / 10) ? OPPOSITE[gender] : gender,
    paper: choosePaper(person, random),
    home: random.chance(faults.place) ? elsewhere : household,
  }
}

const OPPOSITE = { M: 'F', F: 'M', O: 'F' } as const satisfies Record<Gender, Gender>

const NUMBERED: ReadonlySet<ColumnKind> = new Set(['phone', 'aadhaar', 'pan', 'epic', 'id-number'])

function writeField(kind: ColumnKind, subject: Subject, type: SourceType): string {
  const own = type.writes?.[kind]
  if (own) return own(subject)
  if (isDateAttribute(kind)) return isoDay(subject.day)
  if (kind !== 'name') return WRITERS[kind]?.(subject) ?? ''
  return type.verifiedBy
    ? verifiedName(subject.person, type.verifiedBy)
    : writeName(subject.person, type.names, subject.random)
}

const WRITERS: ByKind<(subject: Subject) => string> = {
  dob: ({ born }) => isoDay(born),
  yob: ({ born }) => isoDay(born).slice(0, 4),
  gender: ({ gender }) => gender,
  'id-type': ({ paper }) => paper.type,
  'id-number': ({ paper }) => paper.number,
  'reference-id': ({ random }) => inventReference(random),
  aadhaar: ({ person }) => person.aadhaar,
  pan: ({ person }) => person.pan ?? '',
  epic: ({ person }) => person.epic ?? '',
  uan: ({ random }) => inventUan(random),
  email: ({ person }) => person.email ?? '',
  address: ({ home, random }) => writeAddress(home, random),
  pincode: ({ home }) => home.pincode,
  district: ({ home }) => home.place.district,
  state: ({ home }) => home.place.state,
}

/** The photo ID that people show: Aadhaar as a rule, another that they have now and then. */
export function choosePaper(person: Person, random: Random): Paper {
  const { epic, pan, drivingLicence, passport, aadhaar } = person
  const roll = random.unit()
  if (roll < 0.09 && epic) return { type: 'Voter ID', number: epic }
  if (roll < 0.17 && pan) return { type: 'PAN Card', number: pan }
  if (roll < 0.2 && drivingLicence) return { type: 'Driving License', number: drivingLicence }
  if (roll > 0.98 && passport) return { type: 'Passport', number: passport }
  return { type: 'Aadhaar Card', number: aadhaar }
}

function statedBirth(person: Person, odds: number, random: Random): number {
  if (!random.chance(odds)) return person.born
  const year = Number(isoDay(person.born).slice(0, 4))
  if (random.chance(0.3)) return dayOf(`${year}-01-01`)
  return person.born + random.pick([-730, -365, 365, 365, 9, -30, 31])
}

function writeAddress(home: Household, random: Random): string {
  const { house, street, landmark, place } = home
  const number = `${random.pick(['H.No. ', 'House No ', '', '', '#'])}${house}`
  const near = landmark !== '' && random.chance(0.6) ? `, ${landmark}` : ''
  return `${number}, ${street}${near}, ${place.district}`
}

/** A number in which one digit is wrong. */
export function wrongDigit(number: string, random: Random): string {
  const places = [...number.matchAll(/\d/g)].map((match) => match.index)
  if (places.length === 0) return number
  const at = random.pick(places)
  const other = (Number(number[at]) + random.between(1, 9)) % 10
  return `${number.slice(0, at)}${other}${number.slice(at + 1)}`
}

function limited(entries: readonly Entry[], perPhone: number): Entry[] {
  const registered = new Map<string, number>()
  return entries.filter(({ values }) => {
    const phone = values.phone ?? ''
    const before = registered.get(phone) ?? 0
    registered.set(phone, before + 1)
    return phone === '' || before < perPhone
  })
}

function numbered(entries: readonly Entry[], type: SourceType): Entry[] {
  const { serial } = type
  if (serial === undefined) return [...entries]
  return entries.map((entry, i) => ({
    ...entry,
    values: { ...entry.values, 'field:serial': String(serial + i) },
  }))
}

/** The records as a table in the system's own style, columns and headers. */
export function toTable(entries: readonly Entry[], { columns, style }: SourceType): Table {
  return {
    headers: columns.map(([header]) => header),
    rows: entries.map(({ values }) =>
      columns.map(([, kind]) => spelled(kind, values[kind] ?? '', style)),
    ),
  }
}
