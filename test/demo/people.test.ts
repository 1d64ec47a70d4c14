import { describe, expect, test } from 'vitest'
import { dayOf } from '../../src/demo/days.ts'
import { inventPeople } from '../../src/demo/people.ts'
import type { Person } from '../../src/demo/person.ts'
import { numberOn } from '../../src/demo/phones.ts'
import { Random } from '../../src/demo/random.ts'

const PEOPLE = inventPeople(new Random('population'), 6000)
const share = (people: readonly Person[], holds: (person: Person) => boolean): number =>
  people.filter(holds).length / people.length

describe('an invented population', () => {
  test('has as many people as asked for, in households whose head is one of them', () => {
    expect(PEOPLE).toHaveLength(6000)
    expect(PEOPLE.every((person, i) => person.id === i)).toBe(true)
    for (const person of PEOPLE) {
      expect(person.household.members).toContain(person)
      expect(person.household.members[0]?.head).toBe(true)
    }
  })

  test('shares telephones within families, and not between them at one time', () => {
    const day = dayOf('2022-06-01')
    const holders = Map.groupBy(PEOPLE, ({ line }) => numberOn(line, day))
    const shared = [...holders.values()].filter((people) => people.length > 1)
    expect(shared.length).toBeGreaterThan(500)
    for (const people of shared)
      expect(new Set(people.map(({ household }) => household)).size).toBe(1)
  })

  test('hands numbers that were given up to strangers', () => {
    const families = new Map<string, Set<object>>()
    for (const { line, household } of PEOPLE) {
      for (const { number } of line) {
        families.set(number, (families.get(number) ?? new Set()).add(household))
      }
    }
    const recycled = [...families.values()].filter((households) => households.size > 1)
    expect(recycled.length).toBeGreaterThan(50)
  })

  test('changes numbers in the course of time', () => {
    const moved = share(
      PEOPLE,
      ({ line }) => numberOn(line, dayOf('2012-01-01')) !== numberOn(line, dayOf('2023-01-01')),
    )
    expect(moved).toBeGreaterThan(0.1)
    expect(moved).toBeLessThan(0.3)
  })

  test('gives papers for grown-ups to grown-ups only', () => {
    const children = PEOPLE.filter(({ born }) => born > dayOf('2006-01-01'))
    expect(children.length).toBeGreaterThan(500)
    expect(
      children.every(({ pan, epic, drivingLicence }) => !(pan || epic || drivingLicence)),
    ).toBe(true)
  })

  test('is young, urban and in everything, or old, rural and in little', () => {
    const online = (people: readonly Person[]): number =>
      people.reduce((sum, person) => sum + person.online, 0) / people.length
    const young = PEOPLE.filter(
      ({ born }) => born > dayOf('1986-01-01') && born < dayOf('2001-01-01'),
    )
    const old = PEOPLE.filter(({ born }) => born < dayOf('1956-01-01'))
    const city = PEOPLE.filter(({ household }) => household.place.urban >= 0.8)
    const village = PEOPLE.filter(({ household }) => household.place.urban <= 0.2)
    expect(online(young)).toBeGreaterThan(online(old) + 0.2)
    expect(online(city)).toBeGreaterThan(online(village) + 0.1)
  })

  test('is the same for the same seed', () => {
    const again = inventPeople(new Random('population'), 300)
    expect(again.map(({ aadhaar }) => aadhaar)).toEqual(
      PEOPLE.slice(0, 300).map(({ aadhaar }) => aadhaar),
    )
  })
})
