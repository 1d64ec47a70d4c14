/** A source that is forgotten: not one byte of its boxes is left, whenever the command was killed. */
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { forget } from '../../src/case/forget.ts'
import { withCase } from '../../src/case/open-case.ts'
import { listSources } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import { DIGESTED } from '../../src/store/box-writer.ts'
import type { CaseStore } from '../../src/store/case-store.ts'
import { completeErasure, removeSource } from '../../src/store/erasure.ts'
import { sourceRows } from '../../src/store/sources.ts'
import { worldAround } from '../case/world-around.ts'
import { CASE_FILE, smallCase } from './small-case.ts'

const MARK_BYTES = 16

let environment: Environment
let marks: { portal: Buffer[]; older: Buffer[] }

beforeEach(async () => {
  environment = (await smallCase()).environment
  marks = await withCase(environment, (store) => ({
    portal: marksOf(store, 'portal'),
    older: marksOf(store, 'older'),
  }))
})

/** Pieces of every box of a source, from its nonce to its tag. */
function marksOf(store: CaseStore, name: string): Buffer[] {
  const source = sourceRows(store.db).find((row) => row.name === name)
  return store.parts(source?.id ?? 0).flatMap(({ part }) =>
    DIGESTED.flatMap((table) =>
      store.db
        .prepare<[number], Buffer>(`SELECT box FROM ${table} WHERE part = ?`)
        .pluck()
        .all(part)
        .flatMap((box) => pieces(box)),
    ),
  )
}

const pieces = (box: Buffer): Buffer[] =>
  Array.from({ length: Math.floor(box.length / MARK_BYTES) }, (_, i) =>
    Buffer.from(box.subarray(i * MARK_BYTES, (i + 1) * MARK_BYTES)),
  )

/** How many of the marks stand in any file of the case. */
function left(wanted: readonly Buffer[], folder = environment.workingFolder): number {
  const files = readdirSync(join(folder, '.leakcheck')).map((name) =>
    readFileSync(join(folder, '.leakcheck', name)),
  )
  return wanted.filter((mark) => files.some((bytes) => bytes.includes(mark))).length
}

const names = async (around = environment) => (await listSources(around)).map(({ name }) => name)

describe('after forget', () => {
  test('no mark is left in the database, its free pages or its journal, and the other sources are whole', async () => {
    expect(marks.portal.length).toBeGreaterThan(20)
    expect(left(marks.portal)).toBe(marks.portal.length)
    await forget(environment, 'portal', 'a test')
    expect(left(marks.portal)).toBe(0)
    expect(left(marks.older)).toBe(marks.older.length)
    expect((await verify(environment, null)).faults).toEqual([])
    expect(await names()).toEqual(['older', 'bot'])
  })

  test('the last source leaves nothing either', async () => {
    for (const name of await names()) await forget(environment, name, 'a test')
    expect(left([...marks.portal, ...marks.older])).toBe(0)
    expect((await verify(environment, null)).faults).toEqual([])
  })
})

describe('killed', () => {
  test('within the transaction: the source is there, whole', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'leakcheck-killed-'))
    await withCase(environment, (store) => {
      // With no memory to keep pages in, SQLite writes them before the transaction ends.
      store.db.pragma('cache_size = 1')
      const work = () => {
        removeSource(store.db, 1)
        cpSync(environment.workingFolder, copy, { recursive: true })
        throw new Error('killed')
      }
      expect(() => store.change(work)).toThrow('killed')
    })
    const written = readFileSync(join(copy, CASE_FILE))
    expect(marks.portal.some((mark) => !written.includes(mark))).toBe(true)
    const around = worldAround(copy)
    expect(await names(around)).toContain('portal')
    expect((await verify(around, null)).faults).toEqual([])
  })

  test('between the transaction and the wiping: the next command wipes', async () => {
    await withCase(environment, (store) =>
      store.change(() => {
        removeSource(store.db, 1)
        store.record({ action: 'forget', at: '', operator: '', host: '', version: '' })
      }),
    )
    // So that the search could find what is left: the journal has it.
    expect(left(marks.portal)).toBeGreaterThan(20)
    expect(await names()).toEqual(['older', 'bot'])
    expect(left(marks.portal)).toBe(0)
    expect((await verify(environment, null)).faults).toEqual([])
  })

  test('during the wiping: it is done again, and finds nothing the second time', () => {
    const path = join(environment.workingFolder, CASE_FILE)
    completeErasure(path)
    expect(completeErasure(path).wiped).toBe(0)
  })
})

test('what rows leave between one another is wiped, and no row with it', async () => {
  const path = join(environment.workingFolder, CASE_FILE)
  const rows = (store: CaseStore) => store.db.prepare('SELECT sequence, entry FROM trail').all()
  const filler = (i: number) => Buffer.alloc(200 + ((i * 37) % 1500), `remnant-${i % 7}-`)
  await withCase(environment, ({ db }) => {
    // As an earlier program would have left it, which did not overwrite.
    db.pragma('secure_delete = OFF')
    const add = db.prepare(
      'INSERT INTO spill (part, kind, lead, count, box) VALUES (1, ?, 0, 1, ?)',
    )
    for (let i = 0; i < 400; i++) add.run(`k${i}`, filler(i))
    db.prepare('DELETE FROM spill WHERE id % 3 > 0').run()
    db.prepare('DELETE FROM spill').run()
  })
  const remnant = Buffer.from('remnant-')
  const before = await withCase(environment, rows)
  expect(readFileSync(path).includes(remnant)).toBe(true)
  expect(completeErasure(path).wiped).toBeGreaterThan(0)
  expect(left([remnant])).toBe(0)
  expect(await withCase(environment, rows)).toEqual(before)
  expect((await verify(environment, null)).faults).toEqual([])
})
