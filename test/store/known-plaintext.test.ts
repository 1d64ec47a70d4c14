/** Whoever has case.db and the dump, but no key, can line up nothing: no token, fingerprint or text stands in any box. */
import { beforeAll, describe, expect, test } from 'vitest'
import { inventAadhaar, inventPan, inventPhone, inventSeries } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import type { CaseStore } from '../../src/store/case-store.ts'
import { Fingerprinter, Tokeniser } from '../../src/tokens/tokenise.ts'
import { Workplace } from '../cli/leakcheck.ts'
import { openCase } from '../cli/opened.ts'

const PEOPLE = 3000
const random = new Random('known-plaintext')
const series = inventSeries(random)
const people = Array.from({ length: PEOPLE }, (_, i) => ({
  phone: inventPhone(random, series),
  aadhaar: inventAadhaar(random),
  pan: inventPan(random, 'Sharma'),
  name: `Person${'abcdefghij'[i % 10]} Family${'klmnopqrst'[Math.floor(i / 10) % 10]}`,
  yob: String(random.between(1940, 2005)),
  gender: random.pick(['M', 'F']),
  district: random.pick(['Lucknow', 'Pune', 'Salem']),
}))
const columns = ['phone', 'aadhaar', 'pan', 'name', 'yob', 'gender', 'district'] as const
const csv = (rows: typeof people) =>
  [
    columns.join(','),
    ...rows.map((person) => columns.map((column) => person[column]).join(',')),
  ].join('\n')

const place = new Workplace()
let store: CaseStore
let boxes: Buffer[]
let opened: Buffer[]

beforeAll(async () => {
  await place.must(['init'])
  place.write('registry.csv', csv(people))
  place.write('dump.csv', csv(people.slice(0, 500)))
  await place.must(['ingest', 'registry.csv', '--as', 'registry', '--name', 'portal', '--complete'])
  await place.must(['ingest', 'dump.csv', '--as', 'dump', '--name', 'dump'])
  store = openCase(place)
  const sql = ['segment', 'segment_index', 'block', 'dictionary', 'probe'].map(
    (table) => `SELECT box FROM ${table}`,
  )
  boxes = sql.flatMap((text) =>
    store.db
      .prepare<[], { box: Buffer }>(text)
      .all()
      .map(({ box }) => box),
  )
  opened = [1, 2].flatMap((source) =>
    store.parts(source).flatMap((part) => [
      ...['phone', 'aadhaar', 'pan'].flatMap((kind) => {
        const index = part.index(kind)
        return Array.from({ length: index?.segments ?? 0 }, (_, i) => part.segment(kind, i).tokens)
      }),
      ...['gender', 'district', 'yob'].map((attribute) =>
        Buffer.from(part.dictionary(attribute).buffer),
      ),
    ]),
  )
})

/** Everything that the key makes of the first people: what an attacker with the key would look for. */
function derived(): Buffer[] {
  const { derivation } = store.key
  const tokens = (['phone', 'aadhaar', 'pan'] as const).flatMap((kind) => {
    const version =
      store.parts(1)[0]?.layout.identifiers.find((column) => column.kind === kind)?.version ?? ''
    const tokeniser = new Tokeniser(derivation, kind, version)
    return people
      .slice(0, 100)
      .map((person) =>
        Buffer.from(tokeniser.token(kind === 'phone' ? `+91${person.phone}` : person[kind])),
      )
  })
  const version =
    store.parts(1)[0]?.layout.attributes.find(({ attribute }) => attribute === 'district')
      ?.version ?? ''
  const fingerprints = ['lucknow', 'pune', 'salem'].map((district) => {
    const { low, high } = new Fingerprinter(derivation, 'district/canonical', version).hash64(
      district,
    )
    const bytes = Buffer.alloc(8)
    bytes.writeUInt32LE(low)
    bytes.writeUInt32LE(high, 4)
    return bytes
  })
  return [...tokens, ...fingerprints]
}

const holds = (haystack: readonly Buffer[], needle: Buffer): boolean =>
  haystack.some((bytes) => bytes.includes(needle))

describe('without the key', () => {
  test('no token or fingerprint stands in a box, and every one stands in the boxes when they are opened', () => {
    const needles = derived()
    expect(needles).toHaveLength(303)
    expect(needles.filter((needle) => holds(boxes, needle))).toHaveLength(0)
    // So that the search could have found them.
    expect(needles.filter((needle) => !holds(opened, needle))).toHaveLength(0)
  })

  test('no text of the dump stands in the file', () => {
    const texts = people
      .slice(0, 100)
      .flatMap(({ phone, aadhaar, pan, name }) => [phone, aadhaar, pan, name])
    expect(texts.filter((text) => holds(boxes, Buffer.from(text)))).toEqual([])
  })

  test('the same person in two sources leaves no equal bytes behind', () => {
    const seen = new Set<string>()
    let repeated = 0
    for (const box of boxes) {
      for (let at = 0; at + 8 <= box.length; at += 8) {
        const word = box.subarray(at, at + 8).toString('latin1')
        if (seen.has(word)) repeated += 1
        seen.add(word)
      }
    }
    // 64-bit words of uniform bytes: some 10^5 of them repeat with a probability of about 10^-9.
    expect(repeated).toBe(0)
  })
})
