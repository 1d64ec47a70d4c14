/** SIGKILL at random moments of an ingest: the case opens, holds all of the file or nothing, and a second try succeeds. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forget } from '../../src/case/forget.ts'
import { listSources } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import { Random } from '../../src/demo/random.ts'
import { Workplace } from './leakcheck.ts'
import { Moments } from './moments.ts'
import { environmentOf } from './opened.ts'

/** `KILLS=250 KILL_ROWS=5000 npx vitest run test/cli/kill.test.ts` is the long run. */
const KILLS = Number(process.env['KILLS'] ?? 6)
const ROWS = Number(process.env['KILL_ROWS'] ?? 20_000)

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

test(`${KILLS} kills of an ingest of ${ROWS} rows`, { timeout: 3_600_000 }, async () => {
  const place = new Workplace()
  const environment = environmentOf(place)
  const { stdout } = spawnSync(process.execPath, ['bench/registry-csv.ts', String(ROWS)], {
    maxBuffer: 2 ** 30,
  })
  place.write('registry.csv', stdout)
  const ingest = (name: string) => [
    'ingest',
    'registry.csv',
    '--as',
    'registry',
    '--name',
    name,
    '--complete',
  ]
  await place.must(['init'])
  const started = performance.now()
  await place.must(ingest('timed'))
  const wholeMs = performance.now() - started
  const random = new Random('kills')
  const moments = new Moments(`ingest of ${ROWS} rows`, random, wholeMs)
  let stored = 1
  for (let i = 0; i < KILLS; i++) {
    const name = `portal-${LETTERS[i % 26]}${LETTERS[Math.floor(i / 26) % 26]}${LETTERS[Math.floor(i / 676)]}`
    const killAfterMs = moments.draw()
    const { signal } = await place.run(ingest(name), { killAfterMs })
    moments.stopped(signal !== null)
    // The next to open the case: whatever the killed command left in the journal is rolled back here.
    const sources = await listSources(environment)
    const isStored = sources.length > stored
    moments.found(isStored)
    if (isStored) stored += 1
    else expect(signal, 'a file is lost without a kill').not.toBeNull()
    expect(sources).toHaveLength(stored)
    for (const { records } of sources) expect(records).toBe(ROWS)
    expect((await verify(environment, null)).faults, `killed after ${killAfterMs} ms`).toEqual([])
    // A case that stays small keeps the time that is killed in that of the command.
    if (isStored) {
      await forget(environment, name, 'a test')
      stored -= 1
    }
  }
  const again = await place.json<{ files: { records: number }[] }>(ingest('again'))
  expect(again.files[0]?.records).toBe(ROWS)
  expect((await place.run(['verify'])).code).toBe(0)
  expect(readFileSync(place.path('.leakcheck/case.db')).length).toBeGreaterThan(ROWS * 50)
  if (KILLS > 6) process.stdout.write(`${moments}`)
})
