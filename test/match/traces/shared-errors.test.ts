/** Errors that dump and source share. All people are invented. */
import { describe, expect, test } from 'vitest'
import { traceFindings } from '../../../src/match/traces/index.ts'
import { linked } from '../linked.ts'
import { failed, file, type Invented, numbers, person } from './people.ts'

const people = numbers(240).map(person)

const found = async (sources: Readonly<Record<string, string>>) => {
  const given = Object.entries(sources).map(([name, csv]) => {
    const role = name === 'dump' || name === 'portal' ? name : 'breach'
    return [name, { role: role === 'portal' ? 'registry' : role, csv }] as const
  })
  const document = await linked(Object.fromEntries(given))
  return traceFindings(document, 0)
    .filter(({ code }) => code === 'shared-errors')
    .map(({ source, field, records }) => [source, field, records])
}

describe('numbers that fail their check', () => {
  /** Every fourth number has a wrong last digit, of this source's own making. */
  const csv = (by: number) =>
    file('mobile,name,aadhaar', [...people.entries()], ([i, one]) => [
      one.phone,
      one.name,
      i % 4 === 0 ? failed(one, by) : one.aadhaar,
    ])

  test('the same wrong digits in dump and source', async () => {
    const sources = { dump: csv(1), portal: csv(1), kyc: csv(2), food: csv(3) }
    expect(await found(sources)).toEqual([['portal', 'aadhaar', 60]])
  })

  test('each source with wrong digits of its own', async () => {
    expect(await found({ dump: csv(4), portal: csv(1), kyc: csv(2), food: csv(3) })).toEqual([])
  })

  test('wrong digits that every source has', async () => {
    expect(await found({ dump: csv(1), portal: csv(1), kyc: csv(1), food: csv(1) })).toEqual([])
  })

  test('nobody to measure by', async () => {
    expect(await found({ dump: csv(1), portal: csv(1) })).toEqual([])
  })
})

test('a person whom the dump repeats counts once', async () => {
  const [first, second] = [person(1), person(2)]
  const row = (one: Invented, yob: number) => [one.phone, one.name, failed(one, 1), String(yob)]
  const dump = numbers(20).flatMap((i) => [row(first, 1950 + i), row(second, 1950 + i)])
  const header = 'mobile,name,aadhaar,yob'
  const valid = numbers(40).map((i) => person(i + 100))
  const rest = valid.map((one) => [one.phone, one.name, one.aadhaar, one.yob])
  const document = await linked({
    dump: { role: 'dump', csv: file(header, [...dump, ...rest], (cells) => cells) },
    portal: {
      role: 'registry',
      csv: file(header, [row(first, 1960), row(second, 1960), ...rest], (cells) => cells),
    },
  })
  expect(document.traces).toContainEqual({
    code: 'shared-errors',
    source: 0,
    slot: 'aadhaar',
    counts: { compared: 2, shown: 2 },
    elsewhere: [],
  })
})

describe('names', () => {
  const misspelt = ({ given, family }: Invented) => `${given} ${family}h`
  const csv = (spell: (one: Invented, i: number) => string) =>
    file('mobile,name', [...people.entries()], ([i, one]) => [one.phone, spell(one, i)])
  const own = (own: number) => (one: Invented, i: number) =>
    i % 4 === own ? misspelt(one) : one.name
  const others = { kyc: csv(own(1)), food: csv(own(2)), lender: csv(({ name }) => name) }

  test('a spelling that only one source has', async () => {
    expect(await found({ dump: csv(own(0)), portal: csv(own(0)), ...others })).toEqual([
      ['portal', 'name', 60],
    ])
  })

  test('spellings of the dump’s own', async () => {
    expect(await found({ dump: csv(own(3)), portal: csv(own(0)), ...others })).toEqual([])
  })

  test('a style is no spelling: initials, the family first', async () => {
    const initials = ({ given, family }: Invented) => `${given.charAt(0)} ${family}`
    const familyFirst = ({ given, family }: Invented) => `${family} ${given}`
    for (const style of [initials, familyFirst])
      expect(await found({ dump: csv(style), portal: csv(style), ...others })).toEqual([])
  })

  test('two sources do not make a common spelling', async () => {
    const sources = { dump: csv(own(0)), portal: csv(own(0)), kyc: csv(own(1)) }
    expect(await found(sources)).toEqual([])
  })
})
