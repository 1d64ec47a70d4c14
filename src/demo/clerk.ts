/** How a system writes one person down, field by field. */
import { type ColumnKind, isDateAttribute } from '../core/kinds.ts'
import { dayOf, isoDay } from './days.ts'
import { inventReference, inventUan } from './identifiers.ts'
import type { Gender, Household, Person } from './person.ts'
import { numberOn } from './phones.ts'
import type { Random } from './random.ts'
import type { ByKind, Entry, Faults, Paper, SourceType, Subject } from './source-type.ts'
import { verifiedName, writeName } from './spelling.ts'

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
function choosePaper(person: Person, random: Random): Paper {
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
