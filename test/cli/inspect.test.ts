/** `inspect`: a first look in no time, with nothing stored, no case, and no value whole. */

import { once } from 'node:events'
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspect } from '../../src/case/inspect.ts'
import { maskedSample, maskedSamples } from '../../src/columns/masked-sample.ts'
import { worldAround } from '../case/world-around.ts'
import { cpuTime } from '../cpu-time.ts'
import { Workplace } from './leakcheck.ts'

interface Document {
  readonly schema: string
  readonly files: readonly {
    readonly name: string
    readonly format: string
    readonly containers: readonly string[]
    readonly rows: { readonly seen: number; readonly total: number; readonly exact: boolean }
    readonly rejected: Readonly<Record<string, number>>
    readonly broken: unknown
    readonly tables: readonly {
      readonly records: number
      readonly columns: readonly {
        readonly kind: string | null
        readonly header: string | null
        readonly sample: string | null
        readonly shares: { readonly valid: number }
      }[]
    }[]
    readonly next: string
  }[]
}

const NAMES = ['Asha Bhide', 'Ravi Menon', 'Meena Nair', 'Lakshmi Iyer']
const phone = (index: number): string => String(9_822_000_000 + ((index * 7919) % 999_983))
const person = (index: number): string =>
  `${NAMES[index % 4]},${phone(index)},${1950 + (index % 50)}`
const people = (rows: number): string =>
  `name,mobile,birth_year\n${Array.from({ length: rows }, (_, i) => person(i)).join('\n')}\n`

describe('what it says', () => {
  test('of a table: kinds, shares, rejects, and a command that works', async () => {
    const place = new Workplace()
    place.write('people.csv', `${people(60)}ragged\nNobody,,1960\n`)
    const { schema, files } = await place.json<Document>(['inspect', 'people.csv'])
    expect(schema).toBe('leakcheck.inspect/1')
    expect(files).toMatchObject([
      {
        name: 'people.csv',
        format: 'csv',
        rows: { seen: 62, total: 62, exact: true },
        rejected: { ragged: 1, 'no-identifier': 1 },
        broken: null,
        next: 'leakcheck ingest people.csv --as dump',
      },
    ])
    const columns = files[0]?.tables[0]?.columns ?? []
    expect(columns.map(({ kind }) => kind)).toEqual(['name', 'phone', 'yob'])
    await place.must(['init'])
    const next = files[0]?.next.split(' ').slice(1) ?? []
    const ingested = await place.json<{
      files: { records: number; rejected: Readonly<Record<string, number>> }[]
    }>(next)
    expect(ingested.files[0]).toMatchObject({
      records: files[0]?.tables[0]?.records,
      rejected: files[0]?.rejected,
    })
  })

  test('of a dump in pieces: tables, questions, what is broken', async () => {
    const place = new Workplace()
    place.write('dump.sql', `INSERT INTO a (mobile) VALUES ('${phone(1)}'),('${phone(2)}'`)
    const text = await place.must(['inspect', 'dump.sql'])
    expect(text).toContain('cut short or damaged: the SQL breaks off, after row 1')
    expect(text).toContain('--allow-partial')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('of a packed file that is cut, that it is', async () => {
    const place = new Workplace()
    place.write('people.csv.gz', gzipSync(people(500)).subarray(0, -20))
    const { files } = await place.json<Document>(['inspect', 'people.csv.gz'])
    expect(files[0]).toMatchObject({ containers: ['gzip'], broken: { why: /gzip/ } })
  })

  test('what the user says of columns goes into the command', async () => {
    const place = new Workplace()
    place.write('a b.txt', people(5).replace('mobile', 'col x'))
    const options = ['--map', 'col x=phone', '--format', 'csv']
    const { files } = await place.json<Document>(['inspect', 'a b.txt', ...options])
    expect(files[0]?.next).toBe(
      "leakcheck ingest 'a b.txt' --as dump --map 'col x=phone' --format csv",
    )
    expect(files[0]?.tables[0]?.columns[1]?.kind).toBe('phone')
  })

  test('nothing understood is exit 3', async () => {
    const place = new Workplace()
    place.write('prose.txt', 'Dear all\n\nThis was found yesterday\n')
    expect(await place.run(['inspect', 'prose.txt'])).toMatchObject({ code: 3, out: '' })
  })
})

test('needs no case, and leaves nothing behind', async () => {
  const place = new Workplace()
  place.write('people.csv', people(10))
  await place.must(['inspect', 'people.csv'])
  expect(readdirSync(place.folder).sort()).toEqual(['people.csv', 'tmp'])
  expect(readdirSync(place.path('tmp'))).toEqual([])
  expect(existsSync(place.path('data'))).toBe(false)
})

test('no value stands whole in what it prints, nor does a file’s name that holds one', async () => {
  const place = new Workplace()
  const values = [
    phone(3),
    'asha.b@example.in',
    'Vogelzang',
    '1961-04-17',
    'Zaffranweg 7',
    '411004',
  ]
  const header = 'mobile,email,name,dob,address,pincode'
  const file = place.write(`${phone(3)}.csv`, `${header}\n${`${values.join()}\n`.repeat(8)}`)
  for (const flags of [[], ['--json']]) {
    const { out, err } = await place.run(['inspect', file, ...flags])
    for (const value of values) expect(out + err).not.toContain(value)
    expect(out).toContain('98••••••')
    expect(out).toContain('leakcheck ingest FILE --as dump --name dump')
  }
})

test('a large file takes no longer than a small one', async () => {
  const place = new Workplace()
  const stream = createWriteStream(place.path('large.csv'))
  stream.write('name,mobile,birth_year\n')
  const piece = people(50_000).split('\n').slice(1).join('\n')
  for (let i = 0; i < 100; i++) if (!stream.write(piece)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
  const spent = cpuTime()
  const [file] = await inspect(worldAround(), [place.path('large.csv')], { mappings: [] })
  expect(spent()).toBeLessThan(5000)
  expect(file?.rows.exact).toBe(false)
  expect(file?.rows.total).toBeGreaterThan(4_000_000)
  expect(file?.rows.total).toBeLessThan(6_000_000)
})

test('of a large file the middle and the end are looked at too', async () => {
  const place = new Workplace()
  const rows = people(200_000).split('\n').slice(1, -1)
  const blank = rows.map((row) => `${row.split(',')[0]},,`)
  const text = ['name,mobile,birth_year', ...blank, ...rows, ...blank, 'Asha Bhide,98'].join('\n')
  place.write('large.csv', text)
  const { files } = await place.json<Document>(['inspect', 'large.csv'])
  const [file] = files
  expect(file?.rows).toMatchObject({ exact: false, spread: true })
  expect(file?.tables[0]?.columns.map(({ kind }) => kind)).toEqual(['name', 'phone', 'yob'])
  expect(file?.broken).not.toBeNull()
  expect(file?.next).toContain('--allow-partial')
})

describe('a masked sample', () => {
  test.each([
    ['9876543210', '98••••••10'],
    ['411004', '4•••••'],
    ['1961', '••••'],
    ['M', '•'],
    ['a\u202e\u0007234567\u0000', 'a\\u{202e}••••••7\\u{0000}'],
    ['x'.repeat(100), 'xx••••••••••••xx'],
  ])('%j', (value, masked) => {
    expect(maskedSample(value)).toBe(masked)
  })

  test('shows at most four characters, and never all', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z]{1,30}$/), (value) => {
        const shown = maskedSample(value).replaceAll('•', '')
        expect(shown.length).toBeLessThanOrEqual(Math.min(4, value.length / 2))
      }),
    )
  })

  test('comes from a row of its own', () => {
    const rows = ['a', 'b', 'c'].map((row) => ['1', '2', '3'].map((cell) => `${row}${cell}xxxxxxx`))
    expect(maskedSamples(rows, 3).map((sample) => sample?.slice(0, 2))).toEqual(['a1', 'b2', 'c3'])
    expect(maskedSamples(rows.slice(0, 1), 4)).toHaveLength(4)
  })
})
