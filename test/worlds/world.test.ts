import { describe, expect, test } from 'vitest'
import { BREACH_TYPES } from './breach-types.ts'
import { csvText, ingestList, ingestOptions } from './files.ts'
import { fileOf, small } from './reading.ts'
import { SCENARIOS } from './scenarios/index.ts'

/** Enough for structure; three worlds a scenario are made. */
const TINY = { people: 800, rows: 80 }
const NAMES = SCENARIOS.map(({ name }) => name)

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
  const world = small(name, 1, TINY)
  const { truth, files } = world
  const dump = fileOf(world, 'dump')

  test('is the same for the same seed, and another for the next', () => {
    expect(small(name, 1, TINY)).toEqual(world)
    expect(fileOf(small(name, 2, TINY), 'dump').rows).not.toEqual(dump.rows)
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
