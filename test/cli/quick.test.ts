/** `ingest --quick`: the same cut in every source keeps their overlap, and everything that follows says that it is one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { inventPhone, inventSeries } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { Workplace } from './leakcheck.ts'

const PEOPLE = 1200
const LEAKED = 800
const CUT = 0.1

const random = new Random('quick')
const series = inventSeries(random)
const people = Array.from(
  new Set(Array.from({ length: PEOPLE }, () => inventPhone(random, series))),
  (phone, at) => `${phone},Person ${String.fromCharCode(65 + (at % 26))},${1950 + (at % 50)}\n`,
)
const csv = (rows: readonly string[]): string => `mobile,name,yob\n${rows.join('')}`

const place = new Workplace()

interface Ingested {
  readonly files: readonly [
    { quick?: number; rows: number; records: number; rejected: Record<string, number> },
  ]
}
const ingest = (file: string, role: string, ...more: readonly string[]) =>
  place.json<Ingested>(['ingest', file, '--as', role, ...more])
const match = () => place.json<ProvenanceDocument>(['match', '--calibrate', '0'])

beforeAll(async () => {
  place.write('dump.csv', csv(people.slice(0, LEAKED)))
  place.write('portal.csv', csv(people))
  await place.must(['init'])
})

describe('a quick cut', () => {
  test('keeps about its share of the records and counts the others', async () => {
    const { files } = await ingest('dump.csv', 'dump', '--quick', String(CUT))
    const [{ quick, rows, records, rejected }] = files
    expect({ quick, rows }).toEqual({ quick: CUT, rows: LEAKED })
    expect(records + (rejected['outside-quick-cut'] ?? 0)).toBe(LEAKED)
    expect(Math.abs(records - CUT * LEAKED)).toBeLessThan(5 * Math.sqrt(CUT * LEAKED))
  })

  test('keeps the overlap with a source that was cut at the same place or not at all', async () => {
    await ingest('portal.csv', 'registry', '--quick', String(CUT), '--complete')
    await ingest('portal.csv', 'registry', '--name', 'all-of-it', '--complete')
    const { records, presentIn } = await match()
    expect(records.noMatch).toBe(0)
    expect(presentIn).toEqual([{ sources: ['portal', 'all-of-it'], records: records.distinct }])
  })

  test('is said wherever something follows from it', async () => {
    const { verdict, limits, inputs } = await match()
    expect(verdict.sentence).toMatch(/^Quick look at 10 % of the records: /)
    expect(limits[0]).toMatch(/^quick: of dump, portal only/)
    expect(inputs.map(({ quick }) => quick)).toEqual([CUT, CUT, undefined])
    expect((await place.must(['sources'])).match(/QUICK 0\.1/g)).toHaveLength(2)
    expect(await place.must(['report', '--format', 'md'])).toContain('Quick look at 10 %')
    const asked = await place.run(['check', '--reason', 'a test'], { input: '9000000001\n' })
    expect(asked.out).toContain('of dump, portal only a quick cut')
  })

  test('of a source is refused where the dump is wider', async () => {
    const wide = new Workplace()
    wide.write('dump.csv', csv(people.slice(0, LEAKED)))
    wide.write('portal.csv', csv(people))
    await wide.must(['init'])
    await wide.must(['ingest', 'dump.csv', '--as', 'dump', '--quick', '0.5'])
    await wide.must(['ingest', 'portal.csv', '--as', 'registry', '--quick', '0.1'])
    const { code, err } = await wide.run(['match'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('narrower --quick') })
  })

  test.each(['0', '1', '2', '-1', 'x', ''])('is no cut at %j', async (fraction) => {
    const args = ['ingest', 'dump.csv', '--as', 'dump', '--name', 'other', '--quick', fraction]
    expect((await place.run(args)).code).toBe(2)
  })
})
