/** `template bot`: what is typed into it is read as answers to questions, and marked wherever something follows from it. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { inventPhone, inventSeries } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { toWorkbook } from '../readers/workbook.ts'
import { Workplace } from './leakcheck.ts'

const random = new Random('template')
const series = inventSeries(random)
const phones = Array.from({ length: 30 }, () => inventPhone(random, series))

const place = new Workplace()
/** The template with a person a question, and a question that found nobody. */
let filled: (string | number)[][]

beforeAll(async () => {
  await place.must(['init'])
  const header = (await place.must(['template', 'bot'])).replace('\ufeff', '').trim().split(',')
  const row = (cells: Readonly<Record<string, string>>): string[] =>
    header.map((name) => cells[name] ?? '')
  filled = [
    header,
    ...phones.map((mobile, i) =>
      row({ 'transcribed from': `shot ${i}`, asked: mobile, name: `Person ${i}`, mobile }),
    ),
    row({ 'transcribed from': 'the last', asked: inventPhone(random, series) }),
  ]
  place.write('typed.csv', filled.map((cells) => `${cells.join()}\n`).join(''))
  place.write('typed.xlsx', toWorkbook([{ name: 'typed', rows: filled }]))
  place.write(
    'portal.csv',
    `mobile,name\n${phones.map((one, i) => `${one},Person ${i}\n`).join('')}`,
  )
})

interface Ingested {
  readonly files: readonly { transcribed?: true; records: number; queries: unknown }[]
}

describe('template bot', () => {
  test('is an empty table, and nothing is written over another file', async () => {
    await place.must(['template', 'bot', '-o', 'empty.csv'])
    const text = readFileSync(place.path('empty.csv'), 'utf8')
    expect(text).toBe(await place.must(['template', 'bot']))
    expect(text.trim().split('\n')).toHaveLength(1)
    expect((await place.run(['template', 'bot', '-o', 'empty.csv'])).code).toBe(2)
    expect(readFileSync(place.path('empty.csv'), 'utf8')).toBe(text)
    expect((await place.run(['template', 'portal'])).code).toBe(2)
    expect((await place.run(['ingest', 'empty.csv', '--as', 'dump'])).code).toBe(3)
  })

  test.each(['typed.csv', 'typed.xlsx'])('%s: persons, questions and a mark', async (file) => {
    const args = ['ingest', file, '--as', 'dump', '--name', 'typed', '--dry-run']
    const { files } = await place.json<Ingested>(args)
    expect(files).toMatchObject([
      { transcribed: true, records: 30, queries: { asked: 31, missed: 1, unanswered: 0 } },
    ])
    expect(await place.must(args)).toContain('TRANSCRIBED')
    expect(await place.json(['inspect', file])).toMatchObject({ files: [{ transcribed: true }] })
    expect(await place.must(['inspect', file])).toContain('typed from screenshots')
  })

  test('the mark stands in every report, and in none without such a file', async () => {
    await place.must(['ingest', 'typed.csv', '--as', 'dump', '--name', 'bot'])
    await place.must(['ingest', 'portal.csv', '--as', 'registry', '--complete'])
    expect(await place.must(['sources'])).toMatch(/TRANSCRIBED/)
    expect(await place.must(['match', '--calibrate', '0'])).toMatch(/transcribed/i)
    const formats = [...REPORTS, ...FORMS].map(({ name }) => name)
    for (const format of formats) {
      const text = await place.must(['report', '--format', format])
      expect(text, format).toMatch(/transcribed/i)
    }
    const { inputs } = await place.json<{ inputs: { transcribed?: true }[] }>(['report'])
    expect(inputs.map(({ transcribed }) => transcribed)).toEqual([true, undefined])
    await place.must(['ingest', 'portal.csv', '--as', 'dump', '--name', 'other'])
    await place.must(['match', 'other', '--calibrate', '0'])
    for (const { name } of REPORTS) {
      expect(await place.must(['report', '--format', name]), name).not.toMatch(/transcribed/i)
    }
  })
})
