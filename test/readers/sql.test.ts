/** SQL dumps: literals, statements, what is counted, limits, and how they end. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { sql } from '../../src/readers/sql.ts'
import { pieces, type Read, readAll } from './reading.ts'

const read = (text: string): Promise<Read> => readAll(sql, pieces(text, 65_536))
const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/sql', name), 'utf8')

test.each([
  [
    'mysqldump.sql',
    [
      ['1', 'Asha "A" O\'Bhide', '9822011201', 'x\0y'],
      ['2', 'Ravi; (Menon)\n', '9845022302', 'Asha'],
      ['3', 'Meena -- /* no comment', '9811033403', ''],
      ['4', 'C:\\temp', '9811033404', ''],
      ['Kochi', '1'],
    ],
  ],
  [
    'pg_dump.sql',
    [
      ['1', 'Asha Bhide', '9822011201'],
      ['2', 'Ravi \t Menon\\', ''],
      ['3', 'Meena; DROP', '9811033403'],
      ['1', "Kochi's \\ C"],
      ['2', 'Pune\n'],
    ],
  ],
  [
    'sql-server.sql',
    [
      ['1', "Asha 'A' Bhide", '9822011201', '1975-02-03'],
      ['2', 'रवि \\', '', ''],
    ],
  ],
  [
    'sqlite.sql',
    [
      ['1', 'Asha Bhide', '9822011201', '-1.5'],
      ['2', 'Ravi "R" Menon', '9845022302', 'Kochi'],
    ],
  ],
  [
    'oracle.sql',
    [
      ['1', 'Asha Bhide', '03-02-75'],
      ['2', 'Ravi Menon', ''],
    ],
  ],
])('%s', async (name, rows) => {
  expect((await read(fixture(name))).rows).toEqual(rows)
})

test('a dialect that somebody only writes of is not the dump’s', async () => {
  const text =
    "-- MySQL dump 10\nINSERT INTO `a` VALUES ('PostgreSQL, it\\'s [dbo] FROM stdin','x');\n-- Dump completed\n"
  expect(await read(text)).toMatchObject({
    rows: [["PostgreSQL, it's [dbo] FROM stdin", 'x']],
    dialect: 'MySQL, 1 table',
    whole: true,
  })
})

describe('statements', () => {
  test.each([
    "INSERT INTO a VALUES (1,'x'),(2,'y');",
    "insert into a values (1,'x');\nreplace into a values (2,'y');",
    "INSERT INTO a (id, n) OVERRIDING SYSTEM VALUE VALUES (1,'x'),(2,'y');",
    "INSERT INTO a VALUES ROW(1,'x'), ROW(2,'y') ON CONFLICT DO NOTHING;",
    "INSERT INTO a VALUES (1,'x')\nINSERT INTO a VALUES (2,'y')",
    "INSERT INTO a VALUES (1,'x') -- one; two\n, /* (3,'z') */ (2,'y');",
  ])('%s', async (text) => {
    const { rows, whole } = await read(text)
    expect(rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ])
    expect(whole).toBe(true)
  })

  test('tables in turns are told apart, and their columns by name', async () => {
    const { batches } = await read(
      'INSERT INTO a (x,y) VALUES (1,2);\nINSERT INTO b (x) VALUES (3);\nINSERT INTO p.a (y,x) VALUES (4,5);',
    )
    expect(batches.map(({ table, rows }) => [table.name?.expose(), rows.expose()])).toEqual([
      [
        'a',
        [
          ['1', '2'],
          ['5', '4'],
        ],
      ],
      ['b', [['3']]],
    ])
  })

  test('a row in a spelling that is not read is counted', async () => {
    expect(await read("INSERT INTO a SET x='1';INSERT INTO a VALUES (2);")).toMatchObject({
      rows: [['2']],
      rejected: { 'not-understood': 1 },
    })
  })
})

describe('limits', () => {
  const long = 'x'.repeat(3 * LIMITS.recordBytes)

  test.each([
    ['a text', `'${long}'`],
    ['a text with escapes', `'${"\\'x''".repeat(LIMITS.recordBytes)}'`],
    ['hexadecimal', `0x${'0a'.repeat(2 * LIMITS.recordBytes)}`],
  ])('%s over the limit is one reject, and the next row is read', async (_, literal) => {
    const text = `/* MySQL */ INSERT INTO a VALUES (1,${literal}),(2,'y');`
    expect(await read(text)).toMatchObject({
      rows: [['2', 'y']],
      rejected: { 'record-too-long': 1 },
      whole: true,
    })
  })

  test('a comment of any length is passed over', async () => {
    expect((await read(`/*${long}*/ INSERT INTO a VALUES (1); --${long}\n`)).rows).toEqual([['1']])
  })

  test('a line of COPY over the limit is one reject', async () => {
    const text = `COPY a (x) FROM stdin;\n1\n${long}\n2\n\\.\n`
    expect(await read(text)).toMatchObject({
      rows: [['1'], ['2']],
      rejected: { 'record-too-long': 1 },
    })
  })

  test('tables beyond theirs are refused', async () => {
    const text = Array.from({ length: 1025 }, (_, i) => `INSERT INTO t${i} VALUES (1);`).join('\n')
    await expect(read(text)).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
  })
})

describe('ends', () => {
  test.each([
    ['mysqldump.sql', 'Dump completed'],
    ['pg_dump.sql', 'dump complete'],
    ['sqlite.sql', 'COMMIT'],
  ])('%s: a cut at any byte is told', async (name, last) => {
    const text = fixture(name)
    const told = text.lastIndexOf(last) + last.length
    for (let cut = 200; cut < told; cut += 2) {
      const result = await read(text.slice(0, cut)).catch((error: unknown) => error)
      expect(result).not.toMatchObject({ whole: true })
    }
    expect(await read(text)).toMatchObject({ whole: true })
  })

  test.each([
    "INSERT INTO a VALUES (1,'x'),",
    "INSERT INTO a VALUES (1,'x')",
    "INSERT INTO a VALUES (1,'x",
    "INSERT INTO a VALUES (1,'x'); /* cut",
    'COPY a FROM stdin;\n1\n',
  ])('%s is cut', async (text) => {
    expect((await read(text)).whole).toBe(false)
  })

  test('a dump without rows is refused', async () => {
    await expect(read('CREATE TABLE a (x int);')).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    })
  })
})
