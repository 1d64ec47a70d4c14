/** A trail that was changed afterwards: what verify says of it, and what only a deposited line can tell. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { hold } from '../../src/case/hold.ts'
import { log } from '../../src/case/log.ts'
import { match } from '../../src/case/match.ts'
import { withLockedCase, withUncheckedCase } from '../../src/case/open-case.ts'
import { amend } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import type { Connection } from '../../src/store/database.ts'
import { entryHash, entryMac, type TrailHead, trailRows } from '../../src/store/trail.ts'
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

/** As somebody with the key would do it: every hash and every HMAC made anew. */
async function remake(change: Tampering): Promise<void> {
  await withUncheckedCase(environment, ({ db, key }) => {
    change(db)
    rechain(db)
    const put = db.prepare('UPDATE trail SET mac = ? WHERE sequence = ?')
    for (const { sequence, hash } of trailRows(db)) put.run(entryMac(key, hash), sequence)
  })
}

const restate: Tampering = (db) => void db.exec("UPDATE source SET role = 'breach' WHERE id = 1")

interface Done {
  /** What the newest entry is of; a hold where it does not matter. */
  readonly newest?: () => Promise<{ readonly head: TrailHead }>
  readonly work: () => Promise<unknown> | undefined
}

const aHold = () => hold(environment, true, 'a letter')
const both =
  (one: Tampering, other: Tampering): Tampering =>
  (db) => {
    one(db)
    other(db)
  }
const removeReading: Tampering = (db) =>
  void db.exec('DELETE FROM trail WHERE sequence = (SELECT max(sequence) - 1 FROM trail)')

/** By the words of docs/threat-model.md. */
const DONE: Readonly<Record<string, Done>> = {
  'an entry reworded': { work: () => tamper(reword) },
  'an entry removed': { work: () => tamper(remove) },
  'two entries changed over': { work: () => tamper(swap) },
  'an entry reworded, and all hashes after it made anew without the key': {
    work: () => tamper(both(reword, rechain)),
  },
  'an entry removed, and all hashes after it made anew without the key': {
    work: () => tamper(both(remove, rechain)),
  },
  'the newest entry, of an ingest, a run or a change, cut off': {
    newest: () => amend(environment, 'older', { occurred: '2020' }),
    work: () => tamper(cut),
  },
  'the newest entry, of a reading (`check`, `hold`, `report`), cut off': {
    work: () => tamper(cut),
  },
  'the whole trail taken out': { work: () => tamper(empty) },
  'what stands in clear changed': { work: () => tamper(restate) },
  'an old copy of the whole case put back': { work: async () => writeFileSync(path, whole) },
  'the entry of a reading removed, and the trail made anew with the key': {
    newest: async () => {
      await aHold()
      return aHold()
    },
    work: () => remake(removeReading),
  },
}

const documented = Array.from(
  readFileSync(new URL('../../docs/threat-model.md', import.meta.url), 'utf8').matchAll(
    /^\| (.+) \| (silent|told) \| (silent|told) \| (silent|told) \|$/gm,
  ),
  ([, done = '', command, verified, line]) => ({ done, command, verified, line }),
)

const word = (isTold: boolean): string => (isTold ? 'told' : 'silent')

async function matchIsRefused(): Promise<boolean> {
  try {
    await match(environment, { seed: 1, calibrate: 0 })
    return false
  } catch (error) {
    expect(error).toMatchObject({ code: 'STORE_DAMAGED', exit: 5 })
    return true
  }
}

describe('the table of docs/threat-model.md', () => {
  test('has a row for each', () => {
    expect(documented.map(({ done }) => done)).toEqual(Object.keys(DONE))
  })

  test.each(documented)('$done', async ({ done, command, verified, line }) => {
    const { newest = aHold, work } = DONE[done] ?? { work: () => undefined }
    const { head } = await newest()
    await work()
    const { faults: found, headFound } = await verify(environment, `${head.sequence}:${head.hash}`)
    const seen = [await matchIsRefused(), found.length > 0, headFound === false].map(word)
    expect(seen).toEqual([command, verified, line])
  })
})

test('an old line is found in the case that goes on from it', async () => {
  const [first] = (await log(environment)).entries
  expect((await verify(environment, `${first?.sequence}:${first?.hash}`)).headFound).toBe(true)
})
