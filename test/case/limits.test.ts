/** Each limit on input, crossed by one: a counted reject, an invalid cell or exit 3, and what the program says of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { match } from '../../src/case/match.ts'
import type { Role } from '../../src/core/kinds.ts'
import { LIMITS } from '../../src/core/limits.ts'
import type { FileAccount } from '../../src/store/sources.ts'
import { worldAround } from './world-around.ts'

let environment: Environment
beforeAll(async () => {
  environment = worldAround()
  await init(environment, { passphrase: false })
})

async function take(
  text: string,
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
