import { describe, expect, test } from 'vitest'
import type { ColumnKind } from '../../src/core/kinds.ts'
import { dayOf } from '../../src/demo/days.ts'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import { inventPeople } from '../../src/demo/people.ts'
import { Random } from '../../src/demo/random.ts'
import { collect } from '../../src/demo/sources.ts'
import { BREACH_TYPES } from './breach-types.ts'
import { csvText, ingestList, ingestOptions } from './files.ts'
import { SCENARIOS, type ScenarioName } from './scenarios/index.ts'
import { type World, type WorldFile, worlds } from './world.ts'

const SMALL = { people: 2000, rows: 200 }
const NAMES = SCENARIOS.map(({ name }) => name)
const small = (name: ScenarioName, seed = 1): World => worlds(name, seed, SMALL)

const fileOf = (world: World, name: string): WorldFile => {
  const file = world.files.find((one) => one.name === name)
  if (!file) throw new Error(`no file of this name: ${name}`)
  return file
}
const valuesOf = (file: WorldFile, kind: ColumnKind): string[] => {
  const at = file.columns.indexOf(kind)
  return at < 0 ? [] : file.rows.map((row) => row[at] ?? '')
}
const bare = (values: readonly string[]): string[] =>
  values.map((value) => value.replace(/\D/g, '').slice(-10))
const phonesOf = (file: WorldFile): Set<string> =>
  new Set(bare(valuesOf(file, 'phone')).filter((phone) => phone.length === 10))

describe('the list of scenarios', () => {
  test('has at least 24, each with its own name and sentence', () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(24)
    expect(new Set(NAMES).size).toBe(NAMES.length)
    expect(new Set(SCENARIOS.map(({ about }) => about)).size).toBe(NAMES.length)
  })

  test('draws on eight types of breach, each with its own fields', () => {
    expect(BREACH_TYPES).toHaveLength(8)
    const shapes = BREACH_TYPES.map(({ columns }) => columns.map(([, kind]) => kind).join())
    expect(new Set(shapes).size).toBe(8)
  })
})

describe.each(NAMES)('%s', (name) => {
  const world = small(name)
  const { truth, files } = world
  const dump = fileOf(world, 'dump')

  test('is the same for the same seed, and another for the next', () => {
    expect(small(name)).toEqual(world)
    expect(fileOf(small(name, 2), 'dump').rows).not.toEqual(dump.rows)
  })

  test('has one dump, the last file, and sources of different names', () => {
    expect(files.filter(({ role }) => role === 'dump')).toEqual([files.at(-1)])
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length)
    for (const file of files) {
      expect(file.headers).toHaveLength(file.columns.length)
      expect(new Set(file.headers).size).toBe(file.headers.length)
      expect(file.rows.every((row) => row.length === file.headers.length)).toBe(true)
    }
  })

  test('has shares over every source that add up to 1', () => {
    const sources = files.filter(({ role }) => role !== 'dump').map((file) => file.name)
    expect(new Set(Object.keys(truth.shares))).toEqual(
      new Set([...sources, '(unknown)', '(fabricated)']),
    )
    expect(Object.values(truth.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  })

  test('counts its records', () => {
    const { total, distinct, linkable } = truth.records
    expect(total).toBe(dump.rows.length)
    expect(truth.origins).toHaveLength(total)
    expect(distinct).toBe(new Set(dump.rows.map((row) => row.join('\n'))).size)
    expect(linkable).toBeLessThanOrEqual(distinct)
    expect(linkable).toBeGreaterThan(20)
  })

  test('was published after every older breach and seen after the export', () => {
    const { seen = '' } = dump.options
    for (const { options } of files) {
      expect((options.published ?? '') < seen).toBe(true)
      expect((options.taken ?? '') < seen).toBe(true)
    }
  })

  test('says decidable only where inconclusive is not right', () => {
    expect(truth.decidable).toBe(!truth.verdicts.includes('inconclusive'))
    expect(truth.verdicts.length).toBeGreaterThan(0)
  })
})

/** Part of the dump's telephones that a file holds. */
const phoneOverlap = (world: World, name: string): number => {
  const phones = [...phonesOf(fileOf(world, 'dump'))]
  const held = phonesOf(fileOf(world, name))
  return phones.filter((phone) => held.has(phone)).length / phones.length
}
const firstBreach = (world: World): WorldFile => {
  const [first] = world.files.filter(({ role }) => role === 'breach')
  if (!first) throw new Error('no breach in this world')
  return first
}

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

describe('worlds as files', () => {
  test('the options of ingest say what the world states', () => {
    const world = small('registry-sampled')
    const options = ingestOptions(fileOf(world, 'portal')).join(' ')
    expect(options).toMatch(/^--as registry --name portal --taken 2023-\d\d-\d\d --sampled 0\.3 /)
    expect(ingestOptions(fileOf(small('older'), 'portal')).at(-1)).toBe('--complete')
    expect(ingestOptions(fileOf(world, 'dump')).slice(0, 4)).toEqual([
      '--as',
      'dump',
      '--name',
      'dump',
    ])
  })

  test('the list for the sketch names every file once, and the CSV has every row', () => {
    const world = small('older')
    expect(ingestList(world).map(({ name }) => name)).toEqual(world.files.map(({ name }) => name))
    for (const file of world.files) {
      expect(csvText(file).trimEnd().split('\n')).toHaveLength(file.rows.length + 1)
    }
  })
})
