/** Invents a population: households of one to eight who share an address and often a telephone. */
import { inventRollHeads, inventSeries } from './identifiers.ts'
import { NAMES, type NameOrder, type NameWord } from './names.ts'
import { type Household, inventPerson, type Member, type Offices, type Person } from './person.ts'
import { inventLine, Numbers } from './phones.ts'
import { LANDMARKS, PLACES, type Place, STREETS } from './places.ts'
import type { Random } from './random.ts'

interface World extends Offices {
  readonly places: readonly Place[]
}

/** `count` people in households of one to eight; the same seed gives the same people. */
export function inventPeople(random: Random, count: number): Person[] {
  const world: World = {
    random,
    numbers: new Numbers(random.fork('numbers'), inventSeries(random.fork('series'))),
    rollHeads: inventRollHeads(random.fork('rolls')),
    places: PLACES.flatMap((place) => Array.from({ length: place.weight }, () => place)),
  }
  const people: Person[] = []
  while (people.length < count) addHousehold(world, people, count)
  return people
}

function addHousehold(world: World, people: Person[], count: number): void {
  const { random } = world
  const members: Person[] = []
  const place = random.pick(world.places)
  const region = random.chance(0.04) ? random.pick(world.places).region : place.region
  const headAge = random.between(24, 72)
  const household: Household = {
    place,
    region,
    pincode: `${place.pincodeHead}${String(random.between(1, 60)).padStart(3, '0')}`,
    house: `${random.between(1, 240)}${random.chance(0.4) ? `/${random.between(1, 30)}` : ''}`,
    street: random.pick(STREETS),
    landmark: random.chance(0.5) ? random.pick(LANDMARKS) : '',
    line: inventLine(random, world.numbers),
    members,
  }
  const table = NAMES[region]
  const headWord = random.pickCommon<NameWord>(table.men)
  const family = random.pickCommon<NameWord>(table.families)
  const order = random.pick<NameOrder>(table.orders)
  const shared = { family, order, headWord }
  for (const member of inventMembers(random, headAge, headWord, random.pickCommon(table.men))) {
    if (people.length === count) return
    const person = inventPerson(world, household, member, shared, people.length)
    members.push(person)
    people.push(person)
  }
}

function inventMembers(
  random: Random,
  age: number,
  head: NameWord,
  grandfather: NameWord,
): Member[] {
  const members: Member[] = [{ gender: 'M', age, head: true, father: grandfather }]
  if (random.chance(0.8)) {
    members.push({ gender: 'F', age: age - random.between(0, 7), head: false, father: head })
  }
  const children = age < 26 ? 0 : random.between(0, age > 40 ? 4 : 3)
  for (let i = 0; i < children; i++) {
    const childAge = age - random.between(21, 38)
    const gender = random.chance(0.004) ? 'O' : random.chance(0.52) ? 'M' : 'F'
    if (childAge >= 0) members.push({ gender, age: childAge, head: false, father: head })
  }
  if (random.chance(0.25)) {
    const gender = random.chance(0.6) ? 'F' : 'M'
    members.push({ gender, age: age + random.between(19, 30), head: false, father: grandfather })
  }
  return members
}
