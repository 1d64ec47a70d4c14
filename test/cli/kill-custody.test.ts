/** SIGKILL at random moments of forget, match and key protect: the case opens, nothing is half-done, a second try succeeds. */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { forget } from '../../src/case/forget.ts'
import { ingest } from '../../src/case/ingest.ts'
import { protectKey } from '../../src/case/key-protect.ts'
import { log } from '../../src/case/log.ts'
import { status } from '../../src/case/status.ts'
import { verify } from '../../src/case/verify.ts'
import { Random } from '../../src/demo/random.ts'
import { DIGESTED } from '../../src/store/box-writer.ts'
import { Workplace } from './leakcheck.ts'
import { Moments } from './moments.ts'
import { environmentOf, openCase } from './opened.ts'

/** `KILLS=250 npx vitest run test/cli/kill-custody.test.ts` is the long run: so many of each command. */
const KILLS = Number(process.env['KILLS'] ?? 4)
const ROWS = Number(process.env['KILL_ROWS'] ?? 5000)
const HOUR_MS = 3_600_000

const place = new Workplace()
const random = new Random('kills of custody')
const passphrase = {
  env: { LEAKCHECK_PASSPHRASE_FILE: 'chosen', LEAKCHECK_NEW_PASSPHRASE_FILE: 'chosen' },
}
/** What is killed is a process of its own; what is looked at and done between two kills is done in this one. */
const environment = environmentOf(place, 'seven brown owls')

const ingestPortal = () =>
  ingest(environment, [place.path('people.csv')], {
    role: 'registry',
    name: 'portal',
    complete: true,
    mappings: [],
    allowPartial: false,
    dryRun: false,
  })
const forgetPortal = () => forget(environment, 'portal', 'a test')

beforeAll(async () => {
  const rows = Array.from(
    { length: ROWS },
    (_, i) => `9${800_000_000 + 11 * i},Person ${i % 97},1980`,
  )
  place.write('people.csv', `mobile,name,yob\n${rows.join('\n')}\n`)
  place.write('few.csv', `mobile,name,yob\n${rows.slice(0, 200).join('\n')}\n`)
  place.write('chosen', 'seven brown owls\n')
  await place.must(['init'])
  await place.must(['ingest', 'few.csv', '--as', 'dump', '--name', 'dump'])
  await ingestPortal()
})

async function timed(args: readonly string[]): Promise<number> {
  const started = performance.now()
  await place.must(args, passphrase)
  return performance.now() - started
}

const tell = (moments: Moments): void => {
  if (KILLS > 4) process.stdout.write(`${moments}`)
}
const faults = async () => (await verify(environment, null)).faults
const trailLength = async () => (await log(environment)).entries.length

/** The nonces and tags of every box of the portal. */
function marks(): Buffer[] {
  const { db } = openCase(place)
  const boxes = DIGESTED.flatMap((table) =>
    db
      .prepare<[], Buffer>(
        `SELECT box FROM ${table} JOIN part ON part.id = ${table}.part JOIN file ON file.id = part.file
          JOIN source ON source.id = file.source WHERE source.name = 'portal'`,
      )
      .pluck()
      .all(),
  )
  db.close()
  return boxes.flatMap((box) => [Buffer.from(box.subarray(0, 12)), Buffer.from(box.subarray(-16))])
}

const left = (wanted: readonly Buffer[]): number => {
  const folder = place.path('.leakcheck')
  const files = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`))
  return wanted.filter((mark) => files.some((bytes) => bytes.includes(mark))).length
}

/** By turns: under the passphrase, and not. */
const WRAPPED = [/^age-encryption/, /^leakcheck-key-1/]

const readKeys = (): string[] =>
  readdirSync(place.path('data/leakcheck/keys'))
    .toSorted()
    .map((name) => readFileSync(place.path(`data/leakcheck/keys/${name}`), 'latin1'))

describe('killed', () => {
  test(`${KILLS} times in forget`, { timeout: HOUR_MS }, async () => {
    const command = ['forget', 'portal', '--reason', 'a test']
    const wholeMs = await timed(command)
    const moments = new Moments(`forget of ${ROWS} rows`, random, wholeMs)
    await ingestPortal()
    for (let i = 0; i < KILLS; i++) {
      const wanted = marks()
      expect(left(wanted)).toBe(wanted.length)
      const killAfterMs = moments.draw()
      const { signal } = await place.run(command, { killAfterMs })
      moments.stopped(signal !== null)
      const { sources } = await status(environment)
      const isThere = sources.some(({ name }) => name === 'portal')
      moments.found(!isThere)
      expect(left(wanted), `killed after ${killAfterMs} ms`).toBe(isThere ? wanted.length : 0)
      expect(await faults()).toEqual([])
      if (isThere) await forgetPortal()
      expect(left(wanted)).toBe(0)
      await ingestPortal()
    }
    tell(moments)
  })

  test(`${KILLS} times in match`, { timeout: HOUR_MS }, async () => {
    const match = ['match', '--calibrate', '2']
    const wholeMs = await timed(match)
    const moments = new Moments('match', random, wholeMs)
    for (let i = 0; i < KILLS; i++) {
      const before = [(await status(environment)).runs.length, await trailLength()] as const
      const killAfterMs = moments.draw()
      const { signal } = await place.run(match, { killAfterMs })
      moments.stopped(signal !== null)
      const stored = (await status(environment)).runs.length - before[0]
      moments.found(stored > 0)
      expect(await trailLength()).toBe(before[1] + stored)
      expect(await faults()).toEqual([])
    }
    await place.must(match)
    tell(moments)
  })

  test(`${KILLS} times in key protect`, { timeout: HOUR_MS }, async () => {
    const wholeMs = await timed(['key', 'protect'])
    await timed(['key', 'protect', '--plain'])
    const moments = new Moments('key protect', random, wholeMs)
    for (let i = 0; i < KILLS; i++) {
      const args = ['key', 'protect', ...(i % 2 === 0 ? [] : ['--plain'])]
      const killAfterMs = moments.draw()
      const { signal } = await place.run(args, { ...passphrase, killAfterMs })
      moments.stopped(signal !== null)
      moments.found(WRAPPED[i % 2]?.test(readKeys()[0] ?? '') === true)
      // Whichever of the two key files is there, it is whole.
      expect(await faults()).toEqual([])
      await protectKey(environment, i % 2 === 0 ? 'passphrase' : 'plain')
      expect(readKeys()).toEqual([expect.stringMatching(WRAPPED[i % 2] ?? /never/)])
    }
    tell(moments)
  })
})
