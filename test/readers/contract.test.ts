/** What is asked of every reader, over its folder of fixtures: `expected.json` says what each file shows and holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { openFile } from '../../src/evidence/file.ts'
import { chooseReader, READERS } from '../../src/readers/index.ts'
import { ROWS_PER_BATCH } from '../../src/readers/reader.ts'
import { pieces, readAll } from './reading.ts'

interface Expected {
  readonly shows: string
  readonly columns: readonly (string | null)[]
  readonly rows: number
  readonly rejected?: Readonly<Record<string, number>>
  readonly queries?: number
  readonly whole?: boolean
}

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const signal = new AbortController().signal

async function textOf(path: string): Promise<{ head: string; text: string; whole: boolean }> {
  const file = await openFile(path, signal)
  const head = await file.head()
  let text = ''
  for await (const piece of file.text()) text += piece
  const { ending } = await file.finish()
  return { head, text, whole: ending.whole }
}

describe.each(READERS.map((reader) => [reader.name, reader] as const))('%s', (name, reader) => {
  const folder = join(FIXTURES, name)
  const expected: Record<string, Expected> = JSON.parse(
    readFileSync(join(folder, 'expected.json'), 'utf8'),
  )

  test('every fixture says what it shows', () => {
    const files = readdirSync(folder).filter((file) => file !== 'expected.json')
    expect(Object.keys(expected).sort()).toEqual(files.sort())
    expect(Object.values(expected).every(({ shows }) => shows.length > 0)).toBe(true)
  })

  test.each(Object.entries(expected))('%s', async (file, wanted) => {
    const { head, text, whole } = await textOf(join(folder, file))
    expect(chooseReader(head).name).toBe(name)
    const read = await readAll(reader, pieces(text))
    expect(read.rows).toHaveLength(wanted.rows)
    expect(read.columns).toEqual(wanted.columns)
    expect(read.rejected).toEqual(wanted.rejected ?? {})
    expect(read.queries).toHaveLength(wanted.queries ?? 0)
    expect(whole && read.whole).toBe(wanted.whole ?? true)
  })

  test.each(Object.keys(expected))('%s reads the same in pieces of any length', async (file) => {
    const { text } = await textOf(join(folder, file))
    const atOnce = await readAll(reader, pieces(text, text.length))
    for (const length of [1, 2, 3, 7, 64]) {
      const inPieces = await readAll(reader, pieces(text, length))
      expect(inPieces.rows).toEqual(atOnce.rows)
      expect({ ...inPieces, batches: null, queries: null }).toEqual({
        ...atOnce,
        batches: null,
        queries: null,
      })
      expect(
        inPieces.queries.map((query) => [query.text.expose(), query.rows, query.answered]),
      ).toEqual(atOnce.queries.map((query) => [query.text.expose(), query.rows, query.answered]))
    }
  })

  test.each(Object.keys(expected))(
    '%s: batches keep the bounds and hide their text',
    async (file) => {
      const { text } = await textOf(join(folder, file))
      const { batches, dialect } = await readAll(reader, pieces(text))
      for (const batch of batches) {
        expect(batch.rows.length).toBeLessThanOrEqual(ROWS_PER_BATCH)
        expect(batch.table.columns.length).toBeLessThanOrEqual(LIMITS.columns)
        for (const row of batch.rows.expose()) {
          expect(row.length).toBeLessThanOrEqual(batch.table.columns.length)
        }
        for (const query of batch.queries) {
          expect(query.firstRow + query.rows).toBeLessThanOrEqual(batch.rows.length)
        }
      }
      const printed = JSON.stringify([batches, dialect])
      for (const row of batches.flatMap((batch) => batch.rows.expose())) {
        for (const cell of row.filter((text) => text.length > 4))
          expect(printed).not.toContain(cell)
      }
    },
  )

  test('stops between batches when it is told to', async () => {
    const [file = ''] = Object.keys(expected)
    const { text } = await textOf(join(folder, file))
    const reading = reader.read({ text: pieces(text), signal: AbortSignal.abort() })
    await expect(Array.fromAsync(reading.batches)).rejects.toMatchObject({ code: 'INTERRUPTED' })
  })
})
