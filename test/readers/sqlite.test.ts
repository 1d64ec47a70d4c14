/** SQLite files: every stored table, nothing run that the file brings along, and nothing left beside the evidence. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { openFile } from '../../src/evidence/file.ts'
import { startReading } from '../../src/readers/index.ts'
import { SqliteProcess } from '../../src/readers/sqlite-process.ts'
import { openBytes } from '../evidence/scratch.ts'
import { insertsInto, toDatabase, writtenDatabase } from './database.ts'

const signal = new AbortController().signal
const PEOPLE = [
  ['Asha Bhide', '9822011201'],
  ['रवि मेनन', '9845022302'],
]

async function read(file: Awaited<ReturnType<typeof openBytes>>) {
  try {
    const { format, reading } = await startReading(file, signal)
    const tables = new Map<string, { columns: (string | null)[]; rows: (readonly string[])[] }>()
    const rejected: Record<string, number> = {}
    for await (const { table, rows, rejected: counts } of reading.batches) {
      const name = table.name?.expose() ?? ''
      const columns = table.columns.map((column) => column?.expose() ?? null)
      const before = tables.get(name)?.rows ?? []
      tables.set(name, { columns, rows: [...before, ...rows.expose()] })
      for (const [reason, n] of Object.entries(counts))
        rejected[reason] = (rejected[reason] ?? 0) + n
    }
    const { ending } = await file.finish()
    const broken = [ending, reading.ending()].find(({ whole }) => !whole)
    return {
      format,
      tables: Object.fromEntries(tables),
      rejected,
      broken,
      words: reading.dialect(),
    }
  } finally {
    await file.close()
  }
}

const readBytes = async (bytes: Buffer) => read(await openBytes(bytes))
const readPath = async (path: string) => read(await openFile(path, signal))

describe('what is read', () => {
  test('each table with its columns, whatever its kind and the encoding of its texts', async () => {
    const { format, tables, words } = await readBytes(
      toDatabase(`PRAGMA encoding='UTF-16le';
        CREATE TABLE people(name TEXT, mobile TEXT);${insertsInto('people', PEOPLE)}
        CREATE TABLE "odd ""name"(id TEXT PRIMARY KEY, n INT, r REAL, b BLOB, z) WITHOUT ROWID;
        INSERT INTO "odd ""name" VALUES ('a', 9007199254740993, 9.87654321e9, x'74657874', NULL);
        CREATE INDEX people_mobile ON people(mobile);
        CREATE VIEW v AS SELECT upper(name) FROM people;`),
    )
    expect(format).toBe('sqlite')
    expect(tables).toEqual({
      people: { columns: ['name', 'mobile'], rows: PEOPLE },
      'odd "name': {
        columns: ['id', 'n', 'r', 'b', 'z'],
        rows: [['a', '9007199254740993', '9876543210', 'text', '']],
      },
    })
    expect(words).toBe('2 tables, 1 view not read')
  })

  test('packed, too, from memory', async () => {
    const bytes = toDatabase(`CREATE TABLE p(name, mobile);${insertsInto('p', PEOPLE)}`)
    const { tables, broken } = await readBytes(gzipSync(bytes))
    expect(tables['p']?.rows).toEqual(PEOPLE)
    expect(broken).toBeUndefined()
  })

  test('nothing is computed that the file brings along', async () => {
    const { tables, words } = await readBytes(
      toDatabase(`CREATE TABLE p(name, mobile, twice AS (name || name), kept AS (hex(mobile)) STORED);
        INSERT INTO p(name, mobile) VALUES ('Asha Bhide', '9822011201');
        CREATE VIRTUAL TABLE f USING fts5(name);`),
    )
    expect(tables['p']).toEqual({
      columns: ['name', 'mobile'],
      rows: [['Asha Bhide', '9822011201']],
    })
    expect(Object.keys(tables)).not.toContain('f')
    expect(words).toMatch(/1 virtual table not read/)
  })

  test('a cell over the limit rejects its row, bytes that are no text are counted', async () => {
    const { tables, rejected, words } = await readBytes(
      toDatabase(`CREATE TABLE p(a, b);
        INSERT INTO p VALUES (hex(zeroblob(${LIMITS.cellBytes})), 'long'), (x'00ff', 'bytes'), (zeroblob(9000000), 'zeros'), ('Asha', 'whole');`),
    )
    expect(tables['p']?.rows).toEqual([
      ['', 'bytes'],
      ['Asha', 'whole'],
    ])
    expect(rejected).toEqual({ 'cell-too-long': 2 })
    expect(words).toBe('1 table, 1 cell of bytes not read')
  })
})

describe('the evidence', () => {
  test.each(['DELETE', 'WAL'])(
    'a database with journal %s: its folder stays as it is',
    async (mode) => {
      const path = writtenDatabase(
        `PRAGMA journal_mode=${mode}; CREATE TABLE p(name, mobile);${insertsInto('p', PEOPLE)}`,
      )
      const before = { bytes: readFileSync(path), changed: statSync(path).mtimeMs }
      const { tables } = await readPath(path)
      expect(tables['p']?.rows).toEqual(PEOPLE)
      expect(readdirSync(dirname(path))).toEqual(['dump.db'])
      expect({ bytes: readFileSync(path), changed: statSync(path).mtimeMs }).toEqual(before)
    },
  )

  test('what was not merged into it is told of', async () => {
    const path = writtenDatabase(`PRAGMA journal_mode=WAL; CREATE TABLE p(name, mobile);`)
    const writer = new DatabaseSync(path)
    writer.exec(insertsInto('p', PEOPLE))
    const { broken, tables } = await readPath(path)
    writer.close()
    expect(tables).toEqual({})
    expect(broken).toMatchObject({ whole: false, where: expect.stringContaining('-wal') })
  })
})

describe('damage', () => {
  const bytes = toDatabase(
    `PRAGMA page_size=512; CREATE TABLE p(name, mobile);${insertsInto('p', Array(60).fill(PEOPLE).flat())}`,
  )

  test('a cut file is never whole', async () => {
    const last = bytes.length / 512 - 1
    for (const pages of [1, 2, 9, last]) {
      for (const cut of [512 * pages, 512 * pages + 100, 512 * pages + 511]) {
        const outcome = await readBytes(bytes.subarray(0, cut)).catch(({ code }) => ({ code }))
        expect(outcome).not.toMatchObject({ broken: undefined, format: 'sqlite' })
      }
    }
  })

  test('pages that are used again and again end the reading', async () => {
    const bomb = Buffer.from(bytes)
    // The root of the table is an inner page: every child of it becomes the first one.
    const root = bomb.subarray(512, 1024)
    expect(root[0]).toBe(5)
    const cells = root.readUInt16BE(3)
    const first = root.readUInt32BE(root.readUInt16BE(12))
    for (let cell = 0; cell < cells; cell++) {
      root.writeUInt32BE(first, root.readUInt16BE(12 + 2 * cell))
    }
    const again = await readBytes(bomb)
    expect(again.broken).toBeUndefined()
    expect(again.tables['p']?.rows.length).toBeLessThanOrEqual(bomb.length / 6)
    // As its own child it goes round until it is found out.
    for (let cell = 0; cell < cells; cell++) root.writeUInt32BE(2, root.readUInt16BE(12 + 2 * cell))
    expect((await readBytes(bomb)).broken).toMatchObject({ whole: false })
  })

  test('a schema that cannot be understood, or none', async () => {
    const broken = Buffer.from(bytes)
    broken.write('CREATE TABEL', broken.indexOf('CREATE TABLE'))
    expect((await readBytes(broken)).broken).toMatchObject({ where: 'its schema' })
    const empty = toDatabase('CREATE TABLE p(a); DROP TABLE p;')
    await expect(readBytes(empty)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' })
  })

  test('stops when it is told to', async () => {
    const file = await openBytes(bytes)
    const { reading } = await startReading(file, AbortSignal.abort())
    await expect(Array.fromAsync(reading.batches)).rejects.toMatchObject({ code: 'INTERRUPTED' })
    await file.close()
  })

  test('a process that gives nothing is ended', async () => {
    using silent = new SqliteProcess(signal, 100)
    // Nothing was opened, so there is nothing that could come next.
    await expect(silent.ask({ kind: 'next' })).rejects.toMatchObject({
      code: 'INPUT_LIMIT',
      message: 'the database gives nothing for over 0.1 seconds',
    })
    using usual = new SqliteProcess(signal)
    expect(usual.silentMs).toBe(LIMITS.silentMs)
  })

  test('another format that is asked for is refused', async () => {
    const path = writtenDatabase('CREATE TABLE p(a)')
    writeFileSync(path, bytes)
    const file = await openFile(path, signal)
    await expect(startReading(file, signal, 'csv')).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    })
    await file.close()
  })
})
