/** The invented people of the torture set, before anything happens to the file that they are written in. */
import { isoDay } from '../../../src/demo/days.ts'
import { inventPeople } from '../../../src/demo/people.ts'
import type { Person } from '../../../src/demo/person.ts'
import { numberOn } from '../../../src/demo/phones.ts'
import { Random } from '../../../src/demo/random.ts'
import { PLAIN_HABIT, writeName } from '../../../src/demo/spelling.ts'

export type Row = readonly string[]

export interface Table {
  readonly header: Row
  readonly rows: readonly Row[]
}

/** Rows a file: enough for a dialect to show, few enough for thousands of files. */
export const ROWS = 48
const SEEN_ON = 19_000

/** Eight columns; every fourth address and a few names hold what must be quoted. */
export function registry(seed: string): Table {
  const random = new Random(seed)
  const people = inventPeople(random, ROWS)
  return {
    header: ['ref', 'name', 'mobile', 'email', 'dob', 'address', 'city', 'pincode'],
    rows: people.map((person, index) => [
      String(700_100 + 7 * index),
      nameOf(person, index, random),
      numberOn(person.line, SEEN_ON),
      person.email ?? '',
      isoDay(person.born),
      addressOf(person, index),
      person.household.place.district,
      person.household.pincode,
    ]),
  }
}

function nameOf(person: Person, index: number, random: Random): string {
  const name = writeName(person, PLAIN_HABIT, random)
  if (index % 16 === 5) return name.replace(' ', ' "Babu" ')
  return index % 16 === 11 ? `${name} D'Souza` : name
}

function addressOf({ household: { house, street, landmark } }: Person, index: number): string {
  const line = `${house} ${street}`
  if (index % 24 === 9) return `${line},\n${landmark || 'Ward 4'}`
  return index % 4 === 1 ? `${line}, ${landmark || 'Ward 4'}` : line
}

const WORDS = ['monsoon', 'Cricket', 'Tiger', 'lotus', 'Bhagya', 'chai', 'Peepal', 'river'] as const

/** A password, of which every third holds the delimiter. */
const password = (random: Random, index: number, delimiter: string): string =>
  `${random.pick(WORDS)}${index % 3 === 1 ? delimiter : ''}${random.between(10, 9999)}`

const mailOf = (random: Random, index: number): string =>
  `${random.pick(WORDS)}.${100 + index}@mail.example`.toLowerCase()

/** `address:password`; the values hold the delimiter, and nothing quotes them. */
export const passwords = (seed: string, delimiter: string): Table => {
  const random = new Random(seed)
  const row = (_: unknown, index: number): Row => [
    mailOf(random, index),
    password(random, index, delimiter),
  ]
  return { header: ['email', 'password'], rows: Array.from({ length: ROWS }, row) }
}

/** `https://…:login:password`, as stealers write them: the first value holds the delimiter too. */
export const logins = (seed: string): Table => {
  const random = new Random(seed)
  const row = (_: unknown, index: number): Row => [
    `https://${random.pick(WORDS)}.example${index % 4 === 0 ? ':8443' : ''}/login`.toLowerCase(),
    mailOf(random, index),
    password(random, index, ':'),
  ]
  return { header: ['url', 'login', 'password'], rows: Array.from({ length: ROWS }, row) }
}

/** A social network's profiles, colons between them and inside their times. */
export const profiles = (seed: string): Table => {
  const random = new Random(seed)
  const people = inventPeople(random, ROWS)
  const two = (most: number): string => String(random.between(1, most)).padStart(2, '0')
  return {
    header: ['phone', 'id', 'name', 'gender', 'city', 'joined'],
    rows: people.map((person, index) => [
      `91${numberOn(person.line, SEEN_ON)}`,
      String(100_000_400 + 31 * index),
      writeName(person, PLAIN_HABIT, random),
      person.gender,
      person.household.place.district,
      `${two(12)}/${two(28)}/2018 ${two(12)}:${two(59)}:00 AM`,
    ]),
  }
}
