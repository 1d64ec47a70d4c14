/** The whole corpus on its way from bytes to tokens: every fixture says its rows, its rejects and how many identifiers of each kind it holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decideTable } from '../../src/columns/decide-table.ts'
import { isIdentifierKind } from '../../src/core/kinds.ts'
import { openFile } from '../../src/evidence/file.ts'
import { FORMATS, startReading } from '../../src/readers/index.ts'
import type { RowBatch } from '../../src/readers/reader.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { RecordEncoder } from '../../src/tokens/record-encoder.ts'

interface Expected {
  readonly shows: string
  readonly columns: readonly (string | null)[]
  readonly rows: number
  readonly rejected?: Readonly<Record<string, number>>
  readonly queries?: number
  readonly whole?: boolean
  /** Valid ones by kind, in the columns that were decided to hold them. */
  readonly identifiers: Readonly<Record<string, number>>
}

/** Of the corpus, over all formats, containers and damages. */
const LEAST_FIXTURES = 150
const FIXTURES = join(import.meta.dirname, '../../fixtures')
const signal = new AbortController().signal
const { derivation } = CaseKey.generate()

const filesOf = (folder: string): string[] =>
  readdirSync(join(FIXTURES, folder)).filter((name) => name !== 'expected.json')
const expectedOf = (folder: string): Record<string, Expected> =>
  JSON.parse(readFileSync(join(FIXTURES, folder, 'expected.json'), 'utf8'))

async function read(path: string) {
  const file = await openFile(path, signal)
  try {
    const { format, reading } = await startReading(file, signal)
    const tables = new Map<number, RowBatch[]>()
    for await (const batch of reading.batches) {
      tables.set(batch.table.ordinal, [...(tables.get(batch.table.ordinal) ?? []), batch])
    }
    const { ending } = await file.finish()
    const whole = ending.whole && reading.ending().whole
    return { format, whole, tables: [...tables.values()] }
  } finally {
    await file.close()
  }
}

function identifiersIn(batches: readonly RowBatch[]): [kind: string, valid: number][] {
  const [first] = batches
  const decisions = first === undefined ? [] : decideTable(first.table, batches, [])
  const encoder = new RecordEncoder(derivation, decisions, { fingerprint: false, asked: false })
  for (const { rows } of batches) encoder.encode(rows)
  return decisions.flatMap(({ index, kind }) =>
    kind !== null && (isIdentifierKind(kind) || kind === 'id-number')
      ? [[kind, encoder.states.get(index)?.valid ?? 0]]
      : [],
  )
}

function sum(counts: readonly (readonly [string, number])[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [key, count] of counts) if (count > 0) total[key] = (total[key] ?? 0) + count
  return total
}

describe.each(FORMATS)('%s', (format) => {
  test('every fixture says what it shows', () => {
    expect(Object.keys(expectedOf(format)).sort()).toEqual(filesOf(format).sort())
  })

  test.each(Object.entries(expectedOf(format)))('%s', async (name, wanted) => {
    const { tables, ...found } = await read(join(FIXTURES, format, name))
    const batches = tables.flat()
    expect({
      ...found,
      columns: tables.flatMap(
        ([first]) => first?.table.columns.map((column) => column?.expose() ?? null) ?? [],
      ),
      rows: batches.reduce((rows, batch) => rows + batch.rows.length, 0),
      queries: batches.reduce((queries, batch) => queries + batch.queries.length, 0),
      rejected: sum(batches.flatMap(({ rejected }) => Object.entries(rejected))),
      identifiers: sum(tables.flatMap(identifiersIn)),
    }).toEqual({
      format,
      whole: wanted.whole ?? true,
      columns: wanted.columns,
      rows: wanted.rows,
      queries: wanted.queries ?? 0,
      rejected: wanted.rejected ?? {},
      identifiers: wanted.identifiers,
    })
  })
})

test('the corpus is as large as it is said to be', () => {
  const folders = readdirSync(FIXTURES)
  expect(folders.flatMap(filesOf).length).toBeGreaterThanOrEqual(LEAST_FIXTURES)
})
