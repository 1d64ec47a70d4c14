import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Token } from '../../src/core/secret.ts'
import { wordsOf } from '../../src/kernels/entries.ts'
import { type AttributeData, decodeBlock, encodeBlock } from '../../src/store/block.ts'
import { DictionaryWriter, decodeDictionary } from '../../src/store/dictionary.ts'
import { decodeProbe, encodeProbe, ProbeSelection } from '../../src/store/probe.ts'
import { decodeQueries, encodeQueries } from '../../src/store/query-block.ts'
import { decodeSegment, ENTRY_BYTES, encodeSegment, sortEntries } from '../../src/store/segment.ts'
import type {
  EncodedQuery,
  EncodedRecord,
  EncodedValue,
  PartLayout,
} from '../../src/tokens/record.ts'
import { type Coder, NO_DAY, RecordColumns } from '../../src/tokens/record-columns.ts'

const layout: PartLayout = {
  identifiers: [
    { kind: 'phone', version: '1', maskForms: ['first2last2', 'last4'] },
    { kind: 'aadhaar', version: '1', maskForms: ['last4'] },
    { kind: 'pan', version: '1', maskForms: [] },
    { kind: 'epic', version: '1', maskForms: ['last4'] },
    { kind: 'email', version: '1', maskForms: [] },
  ],
  attributes: [
    { attribute: 'name', shape: 'name', version: '1' },
    { attribute: 'gender', shape: 'coded', version: '1' },
    { attribute: 'address', shape: 'text', version: '1' },
    { attribute: 'date:registered', shape: 'date', version: '1' },
  ],
  fingerprint: true,
}

function blockOf(own: PartLayout, records: readonly EncodedRecord[], code: Coder): Buffer {
  const columns = new RecordColumns(own, records.length, code)
  for (const one of records) columns.put(one)
  return encodeBlock(own, columns)
}

const u32 = fc.integer({ min: 1, max: 2 ** 32 - 1 })
const hash = fc.record({ low: u32, high: u32 })
const token = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => bytes as Token)
const value = fc.record({ canonical: hash, exact: hash })
const record = fc.record({
  identifiers: fc.tuple(
    ...layout.identifiers.map(({ maskForms }) =>
      fc.record({
        held: fc.constantFrom(0, 1, 2, 3) as fc.Arbitrary<0 | 1 | 2 | 3>,
        tokens: fc.array(token, { maxLength: 3 }),
        visible: fc.array(fc.integer({ min: 0, max: 65535 }), {
          minLength: maskForms.length,
          maxLength: maskForms.length,
        }),
        unchecked: fc.oneof(fc.constant(0), u32),
      }),
    ),
  ),
  attributes: fc.tuple(
    fc.option(
      fc.record({
        caseClass: fc.integer({ min: 1, max: 4 }),
        folded: u32,
        exact: fc.integer({ min: 1, max: 65535 }),
        words: fc.array(fc.integer({ min: 0, max: 2 ** 24 - 1 }), { maxLength: 16 }),
      }),
    ),
    fc.option(value),
    fc.option(value),
    fc.option(
      fc.record({
        day: fc.integer({ min: -100_000, max: 100_000 }),
        precision: fc.integer({ min: 0, max: 3 }),
      }),
    ),
  ),
  fingerprint: hash,
}) as fc.Arbitrary<EncodedRecord>

/** What the records say of each column, computed the plain way. */
function plainColumns(records: readonly EncodedRecord[], code: (value: EncodedValue) => number) {
  return {
    held: layout.identifiers.map((_, i) => records.map(({ identifiers }) => identifiers[i]?.held)),
    visible: layout.identifiers.map(({ maskForms }, i) =>
      maskForms.map((_, form) => records.map(({ identifiers }) => identifiers[i]?.visible[form])),
    ),
    unchecked: layout.identifiers.map((_, i) =>
      records.map(({ identifiers }) => identifiers[i]?.unchecked),
    ),
    codes: records.map(({ attributes }) =>
      attributes[1] === null ? 0 : code(attributes[1] as EncodedValue),
    ),
    days: records.map(({ attributes }) => (attributes[3] as { day: number } | null)?.day ?? NO_DAY),
    words: records.map(
      ({ attributes }) => (attributes[0] as { words: number[] } | null)?.words ?? [],
    ),
    fingerprints: records.flatMap(({ fingerprint }) => [fingerprint.low, fingerprint.high]),
  }
}

function namesOf(column: AttributeData | undefined): number[][] {
  if (column?.shape !== 'name') throw new Error('no names')
  return Array.from(column.caseClass, (_, i) =>
    Array.from(column.words.subarray(column.start[i], column.start[i + 1])),
  )
}

describe('blocks', () => {
  test('a block opens to what was written, column by column', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 40 }), (records) => {
        const dictionary = new DictionaryWriter()
        const bytes = blockOf(layout, records, (_, coded) => dictionary.code(coded))
        const block = decodeBlock(layout, bytes, records.length)
        const plain = plainColumns(records, (coded) => dictionary.code(coded))
        expect(block.identifiers.map(({ held }) => [...held])).toEqual(plain.held)
        expect(block.identifiers.map(({ visible }) => visible.map((form) => [...form]))).toEqual(
          plain.visible,
        )
        expect(block.identifiers.map(({ unchecked }) => [...unchecked])).toEqual(plain.unchecked)
        expect(namesOf(block.attributes[0])).toEqual(plain.words)
        const [, coded, , dates] = block.attributes
        expect(coded?.shape === 'coded' && [...coded.codes]).toEqual(plain.codes)
        expect(dates?.shape === 'date' && [...dates.day]).toEqual(plain.days)
        expect(block.fingerprints && [...block.fingerprints]).toEqual(plain.fingerprints)
      }),
    )
  })

  test('codes take as many bytes as the largest of the block needs', () => {
    const coded = {
      ...layout,
      identifiers: [],
      attributes: layout.attributes.slice(1, 2),
      fingerprint: false,
    }
    const one = {
      identifiers: [],
      attributes: [{ canonical: { low: 1, high: 1 }, exact: { low: 1, high: 1 } }],
      fingerprint: { low: 1, high: 1 },
    }
    for (const [code, width] of [
      [255, 1],
      [256, 2],
      [65535, 2],
      [65536, 4],
    ] as const) {
      const bytes = blockOf(coded, [one], () => code)
      expect(bytes.length).toBe(1 + width)
      const [column] = decodeBlock(coded, bytes, 1).attributes
      expect(column?.shape === 'coded' && column.codes[0]).toBe(code)
    }
  })

  test('a block that is shorter than its count is damage, never a silent zero', () => {
    const bytes = blockOf(
      { ...layout, identifiers: [], attributes: layout.attributes.slice(2) },
      [],
      () => 0,
    )
    expect(() => decodeBlock(layout, bytes, 3)).toThrow(/shorter than its count/)
  })
})

describe('segments', () => {
  const entries = fc
    .array(fc.tuple(fc.uint8Array({ minLength: 16, maxLength: 16, max: 3 }), u32), {
      maxLength: 200,
    })
    .map((pairs) =>
      Buffer.concat(
        pairs.flatMap(([bytes, row]) => {
          const number = Buffer.alloc(4)
          number.writeUInt32LE(row)
          return [Buffer.from(bytes), number]
        }),
      ),
    )

  test('sorting agrees with a plain sort by token, then record', () => {
    fc.assert(
      fc.property(entries, (bytes) => {
        const plain = Array.from({ length: bytes.length / ENTRY_BYTES }, (_, i) =>
          bytes.subarray(i * ENTRY_BYTES, (i + 1) * ENTRY_BYTES),
        ).sort(
          (a, b) =>
            a.subarray(0, 16).compare(b.subarray(0, 16)) || a.readUInt32LE(16) - b.readUInt32LE(16),
        )
        expect(sortEntries(bytes)).toEqual(Buffer.concat(plain))
      }),
    )
  })

  test('a segment opens to its entries', () => {
    fc.assert(
      fc.property(entries, (bytes) => {
        const sorted = sortEntries(bytes)
        const count = sorted.length / ENTRY_BYTES
        const { tokens, records } = decodeSegment(encodeSegment(wordsOf(sorted)), count)
        for (let i = 0; i < count; i++) {
          expect(tokens.subarray(16 * i, 16 * i + 16)).toEqual(sorted.subarray(20 * i, 20 * i + 16))
          expect(records[i]).toBe(sorted.readUInt32LE(20 * i + 16))
        }
      }),
    )
  })
})

describe('dictionary, probe, questions', () => {
  test('a dictionary numbers distinct values from 1 and opens to them', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const writer = new DictionaryWriter()
        const codes = values.map((one) => writer.code(one))
        const opened = decodeDictionary(writer.encode(), writer.count)
        codes.forEach((code, i) => {
          const { canonical, exact } = values[i] as EncodedValue
          expect([...opened.subarray(4 * code - 4, 4 * code)]).toEqual([
            canonical.low,
            canonical.high,
            exact.low,
            exact.high,
          ])
        })
      }),
    )
  })

  test('a probe keeps the records of least hash, in order of row', () => {
    const one = fc.sample(record, 1)[0] as EncodedRecord
    fc.assert(
      fc.property(
        fc.array(hash, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (hashes, size) => {
          const selection = new ProbeSelection(size)
          for (const [row, rank] of hashes.entries()) selection.offer(rank, row, () => one)
          const rank = ({ low, high }: { low: number; high: number }) =>
            high * 2 ** 21 + (low >>> 11)
          const kept = new Set(selection.finish().map(({ row }) => row))
          const worst = Math.max(
            ...[...kept].map((row) => rank(hashes[row] ?? { low: 0, high: 0 })),
          )
          expect(kept.size).toBe(Math.min(size, hashes.length))
          hashes.forEach((offered, row) => {
            if (!kept.has(row)) expect(rank(offered)).toBeGreaterThanOrEqual(worst)
          })
        },
      ),
    )
  })

  test('a probe opens to its rows, tokens and block', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 10 }), (records) => {
        const dictionary = new DictionaryWriter()
        const chosen = records.map((one, i) => ({ row: 7 * i, record: one }))
        const bytes = encodeProbe(layout, chosen, (_, coded) => dictionary.code(coded))
        const probe = decodeProbe(layout, bytes)
        expect([...probe.rows]).toEqual(chosen.map(({ row }) => row))
        expect(probe.tokens).toEqual(
          layout.identifiers.map((_, i) =>
            records.map(({ identifiers }) => identifiers[i]?.tokens),
          ),
        )
        expect(probe.block.count).toBe(records.length)
      }),
    )
  })

  test('questions open to what was asked', () => {
    const query: fc.Arbitrary<EncodedQuery> = fc
      .record({
        kind: fc.constantFrom('phone', 'aadhaar', 'email', null) as fc.Arbitrary<
          EncodedQuery['kind']
        >,
        token,
        day: fc.option(fc.integer({ min: 0, max: 30_000 })),
        firstRecord: u32,
        records: fc.integer({ min: 0, max: 65535 }),
        answered: fc.boolean(),
      })
      .map((one) => (one.kind === null ? { ...one, token: null } : one))
    fc.assert(
      fc.property(fc.array(query), (queries) => {
        expect(decodeQueries(encodeQueries(queries), queries.length)).toEqual(queries)
      }),
    )
  })
})
