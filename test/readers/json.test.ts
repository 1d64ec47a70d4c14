/** JSON in its many layouts: where the records are, what becomes of their values, limits, and how it ends. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { json } from '../../src/readers/json.ts'
import { pieces, type Read, readAll } from './reading.ts'

const read = (text: string): Promise<Read> => readAll(json, pieces(text))
const cell = async (value: string): Promise<unknown> =>
  (await read(`[{"a":1,"b":${value}}]`)).rows[0]?.[1]

describe('values', () => {
  test.each([
    ['98220112011234567890', '98220112011234567890'],
    ['41729360581734001', '41729360581734001'],
    ['-1.50', '-1.50'],
    ['1e400', '1e400'],
    ['true', 'true'],
    ['null', ''],
    ['["x", null, "y"]', 'x; ; y'],
    ['{"$numberLong":"9822011201"}', '9822011201'],
    ['{"$oid":"5f3c1e2a"}', '5f3c1e2a'],
    ['{"$date":{"$numberLong":"86400000"}}', '1970-01-02T00:00:00.000Z'],
    ['{"$date":-86400000}', '1969-12-31T00:00:00.000Z'],
    ['{"$date":"1980-05-01"}', '1980-05-01'],
    ['{"$date":"99999999999999999999"}', '99999999999999999999'],
    ['"\\u0905\\ud83d\\ude00\\n"', 'अ😀\n'],
  ])('%s', async (written, text) => {
    expect(await cell(written)).toBe(text)
  })

  test('nested ones stand under their path, repeated ones together', async () => {
    const record = { a: { b: { c: 1 }, d: [{ e: 2 }, { e: 3, f: 4 }] }, 'a.b': 5 }
    const { columns, rows } = await read(JSON.stringify([record]))
    expect(columns).toEqual(['a.b.c', 'a.d.e', 'a.d.f', 'a.b'])
    expect(rows).toEqual([['1', '2; 3', '4', '5']])
  })

  test('keys that JavaScript knows otherwise are keys', async () => {
    const { columns, rows } = await read('[{"__proto__":"1","constructor":"2","a":"3"}]')
    expect(columns).toEqual(['__proto__', 'constructor', 'a'])
    expect(rows).toEqual([['1', '2', '3']])
  })
})

describe('records', () => {
  test('a list of numbers is a column', async () => {
    expect((await read('["9822011201", 9845022302]')).rows).toEqual([
      ['9822011201'],
      ['9845022302'],
    ])
  })

  test('lists inside many records belong to them', async () => {
    const person = { name: 'Asha', phones: [{ no: 1 }, { no: 2 }, { no: 3 }] }
    const { rows } = await read(`${JSON.stringify(person)}\n`.repeat(3))
    expect(rows).toEqual(Array(3).fill(['Asha', '1; 2; 3']))
  })

  test('of two lists in one object are two tables', async () => {
    const people = [{ name: 'Asha' }, { name: 'Ravi' }]
    const { batches } = await read(JSON.stringify({ people, centres: [{ city: 'Pune' }] }))
    expect(batches.map(({ table }) => table.name?.expose())).toEqual(['people', 'centres'])
    expect(batches.map(({ rows }) => rows.expose())).toEqual([[['Asha'], ['Ravi']], [['Pune']]])
  })

  test('beside a list are kept', async () => {
    const person = { name: 'Asha', mobile: 1, doses: [{ on: 1 }, { on: 2 }, { on: 3 }] }
    const { rows, columns } = await read(JSON.stringify(person))
    expect(columns).toEqual(['on', 'name', 'mobile'])
    expect(rows).toEqual([['1'], ['2'], ['3'], ['Asha', '1']])
  })

  test('without a value are rows all the same', async () => {
    expect((await read('[{"a":1},{},{"a":null}]')).rows).toEqual([['1'], [''], ['']])
  })

  test('come out of any values as they were put in', async () => {
    const key = fc.stringMatching(/^[a-z]{1,8}$/).filter((word) => word !== 'doc')
    const record = fc.dictionary(key, fc.string(), { minKeys: 1, maxKeys: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1 }), fc.nat(2), async (records, indent) => {
        const { rows, columns } = await read(JSON.stringify(records, null, indent))
        const expected = records.map((one) => columns.map((name) => one[name ?? ''] ?? ''))
        expect(rows).toEqual(expected)
      }),
    )
  })
})

describe('limits', () => {
  test.each([
    ['brackets', '['.repeat(LIMITS.jsonDepth + 1)],
    ['digits', `[${'9'.repeat(LIMITS.jsonNumberDigits + 1)}]`],
    ['a record', `[{"a":[${'"xxxxxxxx",'.repeat(LIMITS.recordBytes / 8)}`],
    ['a text', `["${'x'.repeat(2 * LIMITS.recordBytes)}`],
    ['keys', `[{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join()}}]`],
  ])('%s', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
  })

  test('a cell over its own is one reject', async () => {
    const { rows, rejected } = await read(`[{"a":"${'x'.repeat(LIMITS.cellBytes + 1)}"},{"a":1}]`)
    expect({ rows, rejected }).toEqual({ rows: [['1']], rejected: { 'cell-too-long': 1 } })
  })

  test('paths beyond theirs are rejects', async () => {
    const records = Array.from({ length: LIMITS.columns + 3 }, (_, i) => ({ [`k${i}`]: 1 }))
    const { columns, rejected } = await read(JSON.stringify(records))
    expect(columns).toHaveLength(LIMITS.columns)
    expect(rejected).toEqual({ 'too-many-columns': 3 })
  })
})

describe('ends', () => {
  test('a cut at any byte is told, and keeps the records before it', async () => {
    const text = '[{"a":"1","b":{"c":2}},{"a":3},[4]]'
    for (let cut = 1; cut < text.length; cut++) {
      const result = await read(text.slice(0, cut))
      expect(result.whole).toBe(false)
      expect(result.rows.length).toBe(cut < 22 ? 0 : cut < 30 ? 1 : cut < 34 ? 2 : 3)
    }
    expect((await read(text)).whole).toBe(true)
  })

  test.each(['[{"a":1}}', '{"a" 1}', '{"a":1,,}', '[1 2]', '{1:2}', '{"a":}', '[{"a":1}'])(
    '%s is damaged',
    async (text) => {
      expect((await read(text)).whole).toBe(false)
    },
  )

  test('JSON without a record is refused', async () => {
    await expect(read('{"index":{"_id":1}}')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' })
    await expect(read('[]')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' })
  })
})
