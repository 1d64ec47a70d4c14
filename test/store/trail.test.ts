/** A trail that was changed afterwards: what verify says of it, and what only a deposited line can tell. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { hold } from '../../src/case/hold.ts'
import { log } from '../../src/case/log.ts'
import { match } from '../../src/case/match.ts'
import { withLockedCase } from '../../src/case/open-case.ts'
import { amend } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import type { Connection } from '../../src/store/database.ts'
import { entryHash, trailRows } from '../../src/store/trail.ts'
import { CASE_FILE, smallCase } from './small-case.ts'

let environment: Environment
let whole: Buffer
let path: string

beforeAll(async () => {
  const made = await smallCase()
  environment = made.environment
  whole = made.bytes
  path = join(environment.workingFolder, CASE_FILE)
})
beforeEach(() => {
  writeFileSync(path, whole)
  writeFileSync(`${path}-journal`, '')
})

const tamper = (work: (db: Connection) => void) => withLockedCase(environment, ({ db }) => work(db))
const faults = async () => (await verify(environment, null)).faults

/** As somebody without the key would do it: every hash recomputed, every HMAC as it was. */
function rechain(db: Connection): void {
  let previous: Buffer = Buffer.alloc(32)
  for (const [i, row] of trailRows(db).entries()) {
    const hash = entryHash(i + 1, previous, row.entry)
    db.prepare('UPDATE trail SET sequence = ?, hash = ? WHERE sequence = ?').run(
      i + 1,
      hash,
      row.sequence,
    )
    previous = hash
  }
}

type Tampering = (db: Connection) => void

const reword: Tampering = (db) => {
  const entry = Buffer.from(trailRows(db)[1]?.entry.toString().replace('tester', 'nobody') ?? '')
  db.prepare('UPDATE trail SET entry = ? WHERE sequence = 2').run(entry)
}
const remove: Tampering = (db) => void db.prepare('DELETE FROM trail WHERE sequence = 3').run()
const swap: Tampering = (db) => {
  const [, second, third] = trailRows(db)
  const put = db.prepare('UPDATE trail SET entry = ?, hash = ?, mac = ? WHERE sequence = ?')
  put.run(second?.entry, second?.hash, second?.mac, 3)
  put.run(third?.entry, third?.hash, third?.mac, 2)
}
const cut: Tampering = (db) =>
  void db.prepare('DELETE FROM trail WHERE sequence = (SELECT max(sequence) FROM trail)').run()
const empty: Tampering = (db) => void db.prepare('DELETE FROM trail').run()

describe('verify tells of', () => {
  test.each([
    ['a changed entry', reword, 'trail entry 2 does not follow from the one before'],
    ['a removed entry', remove, 'trail entry 3 is missing'],
    ['two entries changed over', swap, 'trail entry 2 does not follow from the one before'],
    [
      'the newest entry cut off',
      cut,
      'what case.db says of its sources, files and runs is not what the newest trail entry left',
    ],
    ['no trail at all', empty, 'the trail is empty'],
  ] as const)('%s', async (_what, change, fault) => {
    await tamper(change)
    expect(await faults()).toContain(fault)
  })

  test.each([
    ['a changed entry', reword, 2],
    ['a removed entry', remove, 3],
    ['two entries changed over', swap, 2],
  ] as const)('%s whose hashes were made anew without the key', async (_what, change, at) => {
    await tamper((db) => {
      change(db)
      rechain(db)
    })
    expect(await faults()).toContain(`trail entry ${at} was not written with this key`)
  })
})

test.each([
  ['a role', "UPDATE source SET role = 'breach' WHERE name = 'portal'"],
  ['a date', "UPDATE source SET stated = '{}' WHERE name = 'older'"],
  ['a source', "UPDATE source SET name = 'newer' WHERE name = 'older'"],
  [
    'the account of a file',
    "UPDATE file SET account = replace(account, 'true', 'false') WHERE id = 1",
  ],
  ['an index', "UPDATE segment_index SET kind = 'email' WHERE part = 1"],
  ['the date of a run', "UPDATE run SET created = '2020-01-01'"],
])('match refuses a case in which %s was changed behind its back', async (_what, sql) => {
  await tamper((db) => void db.prepare(sql).run())
  await expect(match(environment, { seed: 1, calibrate: 0 })).rejects.toMatchObject({
    code: 'STORE_DAMAGED',
  })
  expect(await faults()).not.toEqual([])
})

test('a trigger that somebody planted is not run', async () => {
  await tamper(
    (db) =>
      void db.exec(
        "CREATE TRIGGER t AFTER INSERT ON run BEGIN UPDATE source SET role = 'breach'; END",
      ),
  )
  await expect(match(environment, { seed: 1, calibrate: 0 })).rejects.toMatchObject({
    code: 'STORE_DAMAGED',
  })
})

describe('only a deposited line tells of', () => {
  test('an entry that left no trace, cut off', async () => {
    const { head } = await hold(environment, true, 'a letter')
    await tamper(cut)
    expect(await verify(environment, `${head.sequence}:${head.hash}`)).toMatchObject({
      faults: [],
      headFound: false,
    })
  })

  test('an old copy of the case, put back', async () => {
    copyFileSync(path, `${path}.old`)
    const { head } = await amend(environment, 'older', { occurred: '2020' })
    copyFileSync(`${path}.old`, path)
    expect(await verify(environment, `${head.sequence}:${head.hash}`)).toMatchObject({
      faults: [],
      headFound: false,
    })
    const [first] = (await log(environment)).entries
    expect((await verify(environment, `${first?.sequence}:${first?.hash}`)).headFound).toBe(true)
  })
})
