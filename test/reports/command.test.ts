/** `leakcheck report` as it is typed: the format follows the name of the file, and the forms need no run. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { Workplace } from '../cli/leakcheck.ts'

const place = new Workplace()
const read = (name: string): string => readFileSync(place.path(name), 'utf8')

const names = [
  'Asha Rao',
  'Vikram Seth Iyer',
  'Meena K Das',
  'Ravi Teja',
  'Farah Khan',
  'John Mathew',
]
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => {
    const n = from + i
    return `98${String(10_000_019 + 7_919 * n).slice(-8)},${names[n % names.length]} ${'abcdefgh'.charAt(n % 8)},${1950 + (n % 50)}`
  }).join('\n')
const HEADER = 'mobile,name,year of birth'

beforeAll(async () => {
  await place.must(['init', '--noticed', '2023-06-12T09:30+05:30', '--ref', 'CASE-A'])
  place.write('dump.csv', `${HEADER}\n${rows(0, 120)}\n`)
  await place.must(['ingest', 'dump.csv', '--as', 'dump', '--name', 'seen'])
})

describe('before any run', () => {
  test('a report of a run is refused with the command that makes one', async () => {
    const { code, err } = await place.run(['report', '-o', 'early.html'])
    expect(code).toBe(2)
    expect(err).toContain('leakcheck match')
  })

  test.each(['cert-in', 'bsa-63', 'request'])('%s is drafted', async (form) => {
    const text = await place.must(['report', '--format', form])
    expect(text).toContain('DRAFT')
    expect(text).toContain('CASE-A')
  })

  test('a form as HTML, where the file is to be that', async () => {
    await place.must(['report', '--format', 'cert-in', '-o', 'cert-in.html'])
    expect(read('cert-in.html')).toMatch(/^<!doctype html>[\s\S]*2023-06-12 15:30:00 IST/)
  })
})

describe('with a run', () => {
  beforeAll(async () => {
    place.write('portal.csv', `${HEADER}\n${rows(0, 400)}\n`)
    await place.must(['ingest', 'portal.csv', '--as', 'registry', '--name', 'portal'])
    await place.must(['match', '--calibrate', '2', '--created', '2023-06-13T00:00:00Z'])
  })

  test.each(REPORTS.map(({ name, ending }) => [name, ending]))(
    '%s by the name of the file',
    async (name, ending) => {
      await place.must(['report', '-o', `named${ending}`])
      expect(read(`named${ending}`)).toBe(await place.must(['report', '--format', name]))
    },
  )

  test('HTML where the name says nothing, a page of text on the terminal', async () => {
    await place.must(['report', '-o', 'nameless'])
    expect(read('nameless')).toMatch(/^<!doctype html>/)
    expect(await place.must(['report'])).toMatch(/^Run 1: seen, /)
  })

  test.each([...REPORTS, ...FORMS].map(({ name }) => name))(
    '%s holds nobody of the files',
    async (name) => {
      const text = await place.must(['report', '--format', name])
      const persons = rows(0, 400)
        .split('\n')
        .map((row) => row.split(','))
      for (const [phone, person] of persons) {
        expect(text).not.toContain(phone)
        expect(text).not.toContain(person)
      }
    },
  )

  test('its JSON is of the schema that ships', async () => {
    const schema = new URL('../../schemas/provenance.schema.json', import.meta.url)
    const isProvenance = new Ajv2020({ allErrors: true }).compile(
      JSON.parse(readFileSync(schema, 'utf8')),
    )
    expect(isProvenance(await place.json(['report'])), JSON.stringify(isProvenance.errors)).toBe(
      true,
    )
  })

  test('its marking is what was asked for', async () => {
    expect(await place.must(['report', '--tlp', 'red', '--format', 'stix'])).toContain('TLP:RED')
    expect((await place.run(['report', '--tlp', 'pink'])).code).toBe(2)
  })
})
