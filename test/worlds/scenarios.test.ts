import { describe, expect, test } from 'vitest'
import { dayOf } from '../../src/demo/days.ts'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import { inventPeople } from '../../src/demo/people.ts'
import { Random } from '../../src/demo/random.ts'
import { collect } from '../../src/demo/sources.ts'
import { BREACH_TYPES } from './breach-types.ts'
import { fileOf, firstBreach, phoneOverlap, phonesOf, small, valuesOf } from './reading.ts'
import { type World, worlds } from './world.ts'

describe('what scenarios declare', () => {
  test('check digits are right but for a few wrong digits', () => {
    const aadhaar = valuesOf(fileOf(small('portal'), 'portal'), 'id-number').filter((value) =>
      /^\d{12}$/.test(value),
    )
    const right = aadhaar.filter((value) => verhoeffDigit(value.slice(0, -1)) === value.at(-1))
    expect(aadhaar.length).toBeGreaterThan(500)
    expect(right.length / aadhaar.length).toBeGreaterThan(0.98)
    expect(right.length).toBeLessThanOrEqual(aadhaar.length)
  })

  test.each(['older', 'older-relabelled', 'two-older', 'three-older', 'sold-twice'] as const)(
    '%s: no registry row, and every telephone in a supplied breach',
    (name) => {
      const world = small(name)
      expect(world.truth.shares['portal']).toBe(0)
      expect(world.truth.origins.includes('portal')).toBe(false)
      const held = new Set(
        world.files.filter(({ role }) => role === 'breach').flatMap((file) => [...phonesOf(file)]),
      )
      const phones = [...phonesOf(fileOf(world, 'dump'))]
      expect(phones.filter((phone) => held.has(phone)).length / phones.length).toBeGreaterThan(0.98)
    },
  )

  test('portal: all telephones are the registry’s, names letter for letter', () => {
    const world = small('portal')
    expect(phoneOverlap(world, 'portal')).toBeGreaterThan(0.97)
    const names = new Set(valuesOf(fileOf(world, 'portal'), 'name'))
    const leaked = valuesOf(fileOf(world, 'dump'), 'name').filter((value) => value !== '')
    expect(leaked.filter((value) => names.has(value)).length / leaked.length).toBeGreaterThan(0.97)
  })

  test('portal-with-references: every reference is the portal’s, none registered after the snapshot', () => {
    const world = small('portal-with-references')
    const portal = fileOf(world, 'portal')
    const [references, days] = [
      valuesOf(portal, 'reference-id'),
      valuesOf(portal, 'date:registered'),
    ]
    const registered = new Map(references.map((reference, i) => [reference, days[i] ?? '']))
    const leaked = valuesOf(fileOf(world, 'dump'), 'reference-id').filter((value) =>
      registered.has(value),
    )
    expect(leaked.length).toBeGreaterThan(190)
    for (const reference of leaked) {
      expect((registered.get(reference) ?? '') <= (world.truth.snapshot?.day ?? '')).toBe(true)
    }
    expect(days.some((day) => day > (world.truth.snapshot?.day ?? ''))).toBe(true)
  })

  test('older-with-forged-references: not one reference is the portal’s', () => {
    const world = small('older-with-forged-references')
    const real = new Set(valuesOf(fileOf(world, 'portal'), 'reference-id'))
    const forged = valuesOf(fileOf(world, 'dump'), 'reference-id')
    expect(forged.length).toBeGreaterThan(190)
    expect(forged.some((reference) => real.has(reference) && reference !== '')).toBe(false)
  })

  test('fabricated: nothing stands in any file; padded: only the invented part does not', () => {
    const world = small('fabricated')
    expect(world.truth.shares['(fabricated)']).toBeCloseTo(1, 9)
    for (const { name, role } of world.files) {
      if (role !== 'dump') expect(phoneOverlap(world, name)).toBeLessThan(0.01)
    }
    const padded = small('padded')
    const overlap = phoneOverlap(padded, firstBreach(padded).name)
    expect(overlap).toBeGreaterThan(0.55)
    expect(overlap).toBeLessThan(0.85)
  })

  test('unknown-high-coverage: nearly all telephones are known, none of the rows is', () => {
    const world = worlds('unknown-high-coverage', 1, { people: 6000, rows: 600 })
    expect(world.truth.shares['(unknown)']).toBeCloseTo(1, 9)
    const known = new Set(world.files.slice(0, -1).flatMap((file) => [...phonesOf(file)]))
    const phones = [...phonesOf(fileOf(world, 'dump'))]
    expect(phones.filter((phone) => known.has(phone)).length / phones.length).toBeGreaterThan(0.8)
  })

  test.each([
    ['mixture-trace', 0.03, 0.07],
    ['mixture-thin', 0.07, 0.13],
    ['mixture', 0.25, 0.75],
    ['mixture-heavy', 0.92, 0.98],
    ['portal-unknown', 0.44, 0.56],
  ] as const)('%s: the portal’s share lies between %d and %d', (name, low, high) => {
    for (const seed of [1, 2, 3]) {
      const share = small(name, seed).truth.shares['portal'] ?? 0
      expect(share).toBeGreaterThan(low)
      expect(share).toBeLessThan(high)
    }
  })

  test('sold-twice: the two files hold mostly the same telephones', () => {
    const world = small('sold-twice')
    const first = phonesOf(firstBreach(world))
    const again = phonesOf(fileOf(world, `${firstBreach(world).name}-list`))
    expect(again.isSubsetOf(first)).toBe(true)
    expect(again.size / first.size).toBeGreaterThan(0.75)
  })

  test('registry-sampled: the portal’s file is three tenths, and says so', () => {
    const file = fileOf(small('registry-sampled'), 'portal')
    expect(file.options.sampled).toBe(0.3)
    expect(file.options.complete).toBeUndefined()
    expect(phoneOverlap(small('registry-sampled'), 'portal')).toBeLessThan(0.6)
    expect(fileOf(small('extract-taken-for-whole'), 'portal').options.complete).toBe(true)
    expect(fileOf(small('completeness-unstated'), 'portal').options).not.toHaveProperty('complete')
  })

  test('withheld and absent sources are not among the files', () => {
    expect(small('no-breach-portal').files.map(({ role }) => role)).toEqual(['registry', 'dump'])
    expect(small('no-registry').files.some(({ role }) => role === 'registry')).toBe(false)
    expect(small('older-withheld').truth.shares['(unknown)']).toBeCloseTo(1, 9)
    expect(small('two-portals').files.filter(({ role }) => role === 'registry')).toHaveLength(2)
  })

  test('narrow dumps show what they say', () => {
    expect(fileOf(small('phones-only-portal'), 'dump').columns).toEqual(['phone'])
    expect(fileOf(small('aadhaar-only-portal'), 'dump').columns).toEqual(['aadhaar'])
    expect(fileOf(small('tiny-portal'), 'dump').rows.length).toBeLessThan(40)
    expect(fileOf(small('large-mixture'), 'dump').rows.length).toBeGreaterThan(800)
    const masked = valuesOf(fileOf(small('masked-portal'), 'dump'), 'id-number')
    expect(masked.filter((value) => value !== '').every((value) => value.startsWith('XXX'))).toBe(
      true,
    )
    const capitals = valuesOf(fileOf(small('capitals-mixture'), 'dump'), 'name')
    expect(capitals.every((value) => value === value.toUpperCase())).toBe(true)
    const first = valuesOf(fileOf(small('first-names-portal'), 'dump'), 'name')
    expect(first.some((value) => value.includes(' '))).toBe(false)
    const native = valuesOf(fileOf(small('native-portal'), 'dump'), 'name')
    expect(native.some((value) => /\p{Script=Devanagari}/u.test(value))).toBe(true)
    expect(native.some((value) => /\p{Script=Tamil}/u.test(value))).toBe(true)
  })

  test('portal-with-invented-addresses has a field that the portal does not collect', () => {
    const world = small('portal-with-invented-addresses')
    expect(fileOf(world, 'dump').columns).toContain('address')
    expect(fileOf(world, 'portal').options.collects).not.toContain('address')
  })

  test('common upstream: one person’s name is the same letter for letter in two systems', () => {
    const agreement = (world: World): number => {
      const portal = fileOf(world, 'portal')
      const [papers, names] = [valuesOf(portal, 'id-number'), valuesOf(portal, 'name')]
      const byPaper = new Map(papers.map((paper, i) => [paper, names[i]]))
      const pairs = world.files.slice(1, -1).flatMap((file) => {
        const kind = file.columns.includes('aadhaar') ? 'aadhaar' : 'id-number'
        const theirs = valuesOf(file, 'name')
        return valuesOf(file, kind).flatMap((paper, i) => {
          const ours = byPaper.get(paper.replace(/[ -]/g, ''))
          return paper === '' || ours === undefined ? [] : [ours === theirs[i]]
        })
      })
      expect(pairs.length).toBeGreaterThan(50)
      return pairs.filter(Boolean).length / pairs.length
    }
    expect(agreement(small('common-upstream-portal', 2))).toBe(1)
    expect(agreement(small('portal', 2))).toBeLessThan(0.8)
  })

  test('membership is correlated: who is in one system is likelier in the next', () => {
    const people = inventPeople(new Random('members'), 4000)
    const adults = people.filter(({ born }) => born < dayOf('2001-01-01'))
    const members = BREACH_TYPES.filter(({ name }) =>
      ['telecom-kyc', 'food-app', 'e-commerce'].includes(name),
    ).map(
      (type) => new Set(collect(people, type, new Random(type.name)).map(({ person }) => person)),
    )
    const rate = (holds: (person: (typeof people)[number]) => boolean | undefined): number =>
      adults.filter(holds).length / adults.length
    const [telecom, foodApp, shop] = members
    const alone = rate((person) => telecom?.has(person)) * rate((person) => foodApp?.has(person))
    const both = rate((person) => telecom?.has(person) && foodApp?.has(person))
    expect(both).toBeGreaterThan(1.2 * alone)
    expect(shop?.intersection(foodApp ?? new Set()).size).toBeGreaterThan(0)
  })
})
