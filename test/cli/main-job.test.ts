/** The main job as a responder runs it: the demo's commands over an invented case of known truth. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { inventCase } from '../../src/demo/june-2023.ts'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { Workplace } from './leakcheck.ts'

const validates = (name: string) =>
  new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')),
  )
const isIngest = validates('ingest')
const isProvenance = validates('provenance')

const place = new Workplace()
const { files, truth } = inventCase(7)
interface Ingested {
  readonly rows: number
  readonly records: number
  readonly rejected: Readonly<Record<string, number>>
  readonly queries: unknown
}
const ingested: { files: Ingested[] }[] = []
let document: ProvenanceDocument

beforeAll(async () => {
  await place.must(['init'])
  for (const { name, text, ingest } of files) {
    place.write(name, text)
    ingested.push(await place.json(['ingest', name, ...ingest]))
  }
  document = await place.json(['match', '--created', '2023-06-13T00:00:00Z'])
})

describe('ingest', () => {
  test('its documents are of their schema', () => {
    for (const one of ingested) expect(isIngest(one), JSON.stringify(isIngest.errors)).toBe(true)
  })

  test('every row is accounted for', () => {
    for (const { rows, records, rejected } of ingested.flatMap((one) => one.files)) {
      expect(rows).toBe(records + Object.values(rejected).reduce((sum, n) => sum + n, 0))
      expect(records).toBeGreaterThan(500)
    }
  })

  test('every question to the bot is kept, and what came of it', () => {
    const bot = ingested.flatMap((one) => one.files).at(-1)
    expect(bot?.queries).toEqual({
      asked: truth.questions,
      missed: truth.misses,
      unanswered: truth.unanswered,
    })
  })
})

describe('match', () => {
  test('its document is of its schema', () => {
    expect(isProvenance(document), JSON.stringify(isProvenance.errors)).toBe(true)
  })

  test('every distinct, linkable record is counted once', () => {
    const { records, presentIn } = document
    const held = presentIn.reduce((sum, { records: n }) => sum + n, 0)
    expect(held + records.noMatch + records.unlinkable).toBe(records.distinct)
    expect(records.total).toBeGreaterThanOrEqual(records.distinct)
  })

  test('the shares add up, and the portal’s is what the bot was given', () => {
    const shares = document.sources.map(({ share }) => share.estimate ?? 0)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1)
    const portal = document.sources.find(({ name }) => name === 'portal')
    expect(Math.abs((portal?.share.estimate ?? 0) - truth.shares.portal)).toBeLessThan(0.05)
  })

  test('what the portal does not collect is found', () => {
    const fields = document.findings
      .filter(({ code }) => code === 'field-not-collected')
      .map(({ field }) => field)
    expect(fields.sort()).toEqual(['address', 'dob'])
  })

  test('nobody is said to have leaked, and nobody is cleared', () => {
    const text = JSON.stringify(document)
    expect(text).not.toMatch(/hacked|leaked by|cleared|innocent|guilty|accused/i)
  })

  test('the same case gives the same document, seconds aside', async () => {
    const again = await place.json<ProvenanceDocument>([
      'match',
      '--created',
      '2023-06-13T00:00:00Z',
    ])
    const timeless = ({
      run: _run,
      method: { seconds: _seconds, ...method },
      ...rest
    }: ProvenanceDocument) => ({ ...rest, method })
    expect(timeless(again)).toEqual(timeless(document))
  })

  test('the page fits a terminal of 80 columns', async () => {
    const page = await place.must(['match'])
    const wide = page.split('\n').filter((line) => [...line].length > 80)
    expect(wide).toEqual([])
  })

  test('a source that is left out is named with its reason', async () => {
    const partial = await place.json<ProvenanceDocument>(['match', '--against', 'portal'])
    expect(partial.notUsed.map(({ source }) => source).sort()).toEqual(['food-app', 'telecom-kyc'])
    expect(partial.sources.map(({ name }) => name)).toEqual(['portal', '(unknown)', '(fabricated)'])
  })
})

describe('report', () => {
  test('the newest run, as the document of match', async () => {
    const runs = (await place.json<{ runs: { run: number }[] }>([])).runs
    const reported = await place.json<ProvenanceDocument>(['report', '1'])
    expect(reported).toMatchObject({ ...document })
    expect((await place.json<ProvenanceDocument>(['report'])).run).toBe(runs.at(-1)?.run)
  })

  test('Markdown names every input with its hash', async () => {
    const text = await place.must(['report', '1', '--format', 'md'])
    for (const { sha256 } of document.inputs) expect(text).toContain(sha256)
  })

  test('nothing is written over another file', async () => {
    place.write('there.md', 'mine')
    const trail = await place.must(['log'])
    expect((await place.run(['report', '-o', 'there.md'])).code).toBe(2)
    expect(readFileSync(place.path('there.md'), 'utf8')).toBe('mine')
    expect(await place.must(['log']), 'the trail tells of no report that was not made').toBe(trail)
  })

  test('the trail line that was printed is found again, another is not', async () => {
    const { err } = await place.run(['report'])
    const [, sequence, hash] = /trail (\d+) ([0-9a-f]+)/.exec(err) ?? []
    expect((await place.run(['verify', '--head', `${sequence}:${hash}`])).code).toBe(0)
    expect((await place.run(['verify', '--head', `${sequence}:0000${hash?.slice(4)}`])).code).toBe(
      5,
    )
  })
})
