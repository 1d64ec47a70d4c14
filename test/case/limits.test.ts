/** Each limit on input, crossed by one: a counted reject, an invalid cell or exit 3, and what the program says of it. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { importKey } from '../../src/case/key-import.ts'
import { match } from '../../src/case/match.ts'
import { keepStamp } from '../../src/case/time-stamp.ts'
import { verifyReport } from '../../src/case/verify-report.ts'
import type { Role } from '../../src/core/kinds.ts'
import { LIMITS } from '../../src/core/limits.ts'
import { ARCHIVE_LIMITS, Bounds } from '../../src/evidence/bounds.ts'
import { heldInMemory } from '../../src/evidence/held-in-memory.ts'
import { BoxWriter } from '../../src/store/box-writer.ts'
import { CaseStore } from '../../src/store/case-store.ts'
import { PartWriter } from '../../src/store/part-writer.ts'
import type { FileAccount } from '../../src/store/sources.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { PairHasher } from '../../src/tokens/pair-hasher.ts'
import { toWorkbook } from '../readers/workbook.ts'
import { worldAround } from './world-around.ts'

const FACTS = { created: '', noticed: null, operator: null, reference: null }
const ENTRY = { action: 'init', at: '', operator: '', host: '', version: '' }

let environment: Environment
beforeAll(async () => {
  environment = worldAround()
  await init(environment, { passphrase: false })
})

async function take(
  text: string | Buffer,
  role: Role = 'breach',
  name = 'trial',
  dryRun = true,
): Promise<FileAccount | undefined> {
  const path = join(environment.workingFolder, `${name}.txt`)
  writeFileSync(path, text)
  const options = { role, name, mappings: [], allowPartial: false, dryRun }
  return (await ingest(environment, [path], options)).files[0]?.account
}

const csv = (...rows: readonly string[]): string =>
  `mobile,name\n9876501234,Asha Kumari\n${rows.join('\n')}\n9876501299,Ravi Varma\n`

const nested = (depth: number): string => `[${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`

/** Lists of one record each, no path of which is in another. */
const lists = (count: number, paths: number): string => {
  const record = (list: number): string =>
    `{${Array.from({ length: paths }, (_, i) => `"k${list}p${i}":1`).join()}}`
  return `{${Array.from({ length: count }, (_, list) => `"l${list}":[${record(list)}]`).join()}}`
}

const replies = (persons: number): string =>
  JSON.stringify({
    name: 'bot',
    type: 'personal_chat',
    id: 1,
    messages: [1, persons].map((count, id) => ({
      id,
      type: 'message',
      date: '2023-06-10T10:00:00',
      from: 'bot',
      from_id: 'bot',
      text: Array.from({ length: count }, (_, i) => `Name: A B\nMobile: ${9876501000 + i}`).join(
        '\n\n',
      ),
    })),
  })

describe('a row over a limit is counted under its reason', () => {
  test.each([
    ['a cell', csv(`9876501235,${'x'.repeat(LIMITS.cellBytes + 1)}`), 'cell-too-long', 1],
    ['a record', csv(`9876501235,${'x'.repeat(LIMITS.recordBytes)}`), 'record-too-long', 1],
    ['people in a message', replies(LIMITS.personsPerMessage + 3), 'too-many-persons', 3],
  ])('%s', async (_what, text, reason, rows) => {
    const account = await take(text)
    expect(account?.rejected).toEqual({ [reason]: rows })
    expect(account?.rows).toBe((account?.records ?? 0) + rows)
  })
})

const paths = (count: number): string =>
  Array.from({ length: count }, (_, i) => `{"mobile":"${9876501000 + i}","k${i}":"v"}`).join('\n')

test('paths over the limit of columns: the rows that have them are counted', async () => {
  // One column is that of the numbers.
  expect((await take(paths(LIMITS.columns + 2)))?.rejected).toEqual({ 'too-many-columns': 3 })
})

describe('a cell over a limit is counted invalid, and its row kept where another cell identifies it', () => {
  const phones = Array.from({ length: LIMITS.valuesPerCell + 1 }, (_, i) => 9876501000 + i)
  test.each([
    ['an identifier', 'phone', csv(`${'9'.repeat(LIMITS.identifierCharacters + 1)},A B`)],
    ['values in a cell', 'phone', csv(`${phones.join(';')},A B`)],
    ['a name', 'name', csv(`9876501235,${'a'.repeat(LIMITS.nameCodePoints + 1)}`)],
    ['the words of a name', 'name', csv(`9876501235,${'ab '.repeat(LIMITS.nameWords + 1)}`)],
  ])('%s', async (_what, kind, text) => {
    const account = await take(text)
    const column = account?.columns.find((one) => one.kind === kind)
    expect(column).toMatchObject({ valid: 2, invalid: 1 })
    expect(account?.rejected).toEqual(kind === 'phone' ? { 'no-identifier': 1 } : {})
  })
})

describe('a file over a limit is refused', () => {
  const wide = (cells: number) =>
    ['mobile', 9876501235, 9876501236].map((first) => `${first}${',v'.repeat(cells)}`).join('\n')
  const keys = Array.from({ length: LIMITS.jsonKeysPerObject + 1 }, (_, i) => `"k${i}":9876501234`)
  test.each([
    [
      'columns',
      wide(LIMITS.columns),
      'INPUT_LIMIT',
      `a row has more than ${LIMITS.columns} columns`,
    ],
    [
      'nesting',
      nested(LIMITS.jsonDepth + 1),
      'INPUT_LIMIT',
      'the nesting in the JSON is over the limit',
    ],
    [
      'digits of a number',
      `[{"mobile":${'9'.repeat(LIMITS.jsonNumberDigits + 1)}}]`,
      'INPUT_LIMIT',
      'a number in the JSON is over the limit',
    ],
    [
      'keys of an object',
      `[{${keys.join()}}]`,
      'INPUT_LIMIT',
      'an object in the JSON is over the limit',
    ],
    [
      'paths of a file, over all of its lists',
      lists(3, Math.ceil(LIMITS.jsonPathsPerFile / 2)),
      'INPUT_LIMIT',
      'the number of paths in the JSON is over the limit',
    ],
    [
      'lines before the table',
      'Some words\n'.repeat(LIMITS.preambleLines + 6) + csv(),
      'INPUT_UNREADABLE',
      'the format of the file is not understood',
    ],
  ])('%s', async (_what, text, code, message) => {
    await expect(take(text)).rejects.toMatchObject({ code, message, exit: 3 })
  })
})

describe('a workbook over a limit is refused', () => {
  const sheet = (depth: number) => ({
    name: 'S',
    rows: [],
    xml: `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`,
  })
  test.each([
    ['nesting', () => toWorkbook([sheet(LIMITS.xmlDepth)]), 'the nesting in the '],
    [
      'shared texts',
      () => toWorkbook([{ name: 'S', rows: sharedTexts(LIMITS.sharedStringBytes) }]),
      'the shared texts of the workbook are over 64 MiB',
    ],
  ])('%s', async (_what, make, message) => {
    await expect(take(make())).rejects.toMatchObject({
      code: 'INPUT_LIMIT',
      message: expect.stringContaining(message),
      exit: 3,
    })
  })

  test('bytes held in memory, where it cannot be read in place', async () => {
    const piece = Buffer.alloc(1024 * 1024)
    async function* pieces() {
      for (let i = 0; i * piece.length <= LIMITS.heldArchiveBytes; i++) yield piece
    }
    await expect(heldInMemory(pieces(), new Bounds(ARCHIVE_LIMITS, () => 0))).rejects.toMatchObject(
      {
        code: 'INPUT_LIMIT',
        message: 'an archive that cannot be read in place is over 256 MiB',
      },
    )
  })
})

/** Texts of so many bytes and more, that no packing makes small. */
function sharedTexts(bytes: number): string[][] {
  const noise = randomBytes(48 * 1024).toString('base64')
  return Array.from({ length: Math.ceil(bytes / noise.length) + 1 }, () => [noise])
}

test('records of a table: the last number that fits is the last that is given', () => {
  class Full extends PartWriter {
    override get nextRecord(): number {
      return LIMITS.rowsPerFile
    }
  }
  const layout = { identifiers: [], attributes: [], fingerprint: false }
  const { derivation } = CaseKey.generate()
  const store = CaseStore.create(':memory:', CaseKey.generate(), FACTS, ENTRY)
  const boxes = new BoxWriter(store.db, store.sealer, 1)
  const writer = new Full(layout, boxes, 1, new PairHasher(derivation))
  const record = { identifiers: [], attributes: [], fingerprint: { low: 0, high: 0 } }
  expect(() => writer.append(record)).toThrow(`a table has more than ${LIMITS.rowsPerFile} records`)
  store.close()
})

test('a file that is too long to be a report is not read', async () => {
  const path = join(environment.workingFolder, 'report.json')
  writeFileSync(path, '')
  truncateSync(path, LIMITS.reportBytes + 1)
  await expect(verifyReport(environment, path, { key: null, isFull: false })).rejects.toMatchObject(
    {
      code: 'INPUT_LIMIT',
      message: `a report has at most ${LIMITS.reportBytes} bytes`,
    },
  )
})

test('files that are no reply and no key are not read on', async () => {
  const path = (name: string, bytes: number) => {
    writeFileSync(join(environment.workingFolder, name), Buffer.alloc(bytes), { mode: 0o600 })
    return join(environment.workingFolder, name)
  }
  await expect(keepStamp(environment, path('tsr', LIMITS.stampBytes + 1))).rejects.toMatchObject({
    code: 'INPUT_LIMIT',
    message: `the reply has more than ${LIMITS.stampBytes} bytes`,
  })
  await expect(importKey(environment, path('key', LIMITS.keyFileBytes + 1))).rejects.toMatchObject({
    code: 'KEY_DAMAGED',
    message: 'the key file is too long to be one',
  })
})

test('every limit is crossed by a test', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const texts = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  expect(Object.keys(LIMITS).filter((name) => !texts.includes(`LIMITS.${name}`))).toEqual([])
})

test('the join bomb: rows that share a token beyond the limit are counted as crowded, not linked', async () => {
  const crowd = Array.from({ length: LIMITS.rowsPerToken + 1 }, (_, i) => `9876501235,Person ${i}`)
  await take(csv(...crowd), 'registry', 'portal', false)
  await take(csv('9876501235,Mina Das', '9876501235,Mina Dass'), 'dump', 'dump', false)
  const { document } = await match(environment, { seed: 1, calibrate: 0 })
  expect(document.findings).toContainEqual(
    expect.objectContaining({ code: 'crowded', source: 'portal', records: 2 }),
  )
  expect(document.presentIn.reduce((sum, { records }) => sum + records, 0)).toBe(2)
})
