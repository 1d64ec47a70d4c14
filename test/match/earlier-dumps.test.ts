import { expect, test } from 'vitest'
import { earlierDumpFindings } from '../../src/match/earlier-dumps.ts'
import { conclude } from '../../src/provenance/conclude.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { linked } from './linked.ts'

const HEAD = 'mobile,name,birth_year'
const FIRST = ['Asha', 'Bela', 'Chetan', 'Divya', 'Esha', 'Farid', 'Gita', 'Hari', 'Indu', 'Jaya']
const LAST = ['Kumar', 'Lal', 'Mehta', 'Nair', 'Ojha', 'Patel', 'Rao', 'Sen', 'Thomas', 'Varma']

const person = (i: number, year = 1950 + (i % 50)): string =>
  `98765${10_000 + i},${FIRST[i % 10]} ${LAST[Math.floor(i / 10) % 10]},${year}`
const people = (from: number, to: number, year?: number): string[] =>
  Array.from({ length: to - from }, (_, i) => person(from + i, year))
const csv = (rows: readonly string[]): string => [HEAD, ...rows].join('\n')

const registry = { role: 'registry', csv: csv(people(0, 600)) } as const

test('records that another dump holds whole, far oftener than a registry’s own, repeat it', async () => {
  const document = await linked({
    dump: { role: 'dump', csv: csv(people(0, 40)) },
    portal: registry,
    earlier: { role: 'dump', csv: csv(people(0, 60)) },
  })
  expect(earlierDumpFindings(document)).toMatchObject([
    { code: 'repeats-dump', source: 'earlier', records: 40 },
  ])
})

test('a common origin is no repetition', async () => {
  const document = await linked({
    dump: { role: 'dump', csv: csv(people(0, 40)) },
    portal: registry,
    earlier: { role: 'dump', csv: csv(people(30, 90)) },
  })
  expect(earlierDumpFindings(document)).toMatchObject([{ code: 'shared-with-dump', records: 10 }])
})

test('a value that differs is not alike', async () => {
  const document = await linked({
    dump: { role: 'dump', csv: csv(people(0, 40)) },
    portal: registry,
    earlier: { role: 'dump', csv: csv(people(0, 60, 2001)) },
  })
  expect(earlierDumpFindings(document)).toEqual([])
})

test('another dump is no origin: it has no share and no ratio, and changes nobody’s', async () => {
  const files = { dump: { role: 'dump', csv: csv(people(0, 40)) }, portal: registry } as const
  const sourcesOf = async (more: Parameters<typeof linked>[0]) => {
    const document = await linked({ ...files, ...more })
    return conclude(document, fitted(document), { seed: 1, calibrate: 0 }).sources
  }
  const alone = await sourcesOf({})
  const [portal, earlier, ...origins] = await sourcesOf({
    earlier: { role: 'dump', csv: csv(people(0, 60)) },
  })
  expect(earlier).toMatchObject({
    role: 'dump',
    share: { estimate: null, identified: false },
  })
  expect(earlier).not.toHaveProperty('contributed')
  const shares = (sources: typeof alone) =>
    sources.map(({ name, share }) => [name, share.estimate?.toFixed(6), share.identified])
  expect(shares([portal, ...origins].flatMap((source) => source ?? []))).toEqual(shares(alone))
})
