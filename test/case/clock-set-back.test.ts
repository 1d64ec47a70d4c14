/** A clock that was set back: the trail keeps its order, what came later is still later, and whoever checks the case is told. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { ingest } from '../../src/case/ingest.ts'
import { log } from '../../src/case/log.ts'
import { report } from '../../src/case/report.ts'
import { verify } from '../../src/case/verify.ts'
import { smallCase } from '../store/small-case.ts'

let environment: Environment
beforeAll(async () => {
  environment = (await smallCase()).environment
})

const reported = (around: Environment) =>
  report(around, {
    run: null,
    format: 'md',
    tlp: null,
    medium: 'md',
    withEvidence: false,
    isPublic: false,
    since: null,
    signWith: null,
  })

test('hides no file that came after a run, and is told of by verify', async () => {
  expect((await reported(environment)).isOutdated).toBe(false)
  expect((await verify(environment, null)).notices).toEqual([])
  const back = { ...environment, now: () => new Date('2020-01-01T00:00:00Z') }
  const path = join(environment.workingFolder, 'late.csv')
  writeFileSync(path, 'mobile,name\n9876501299,Person z\n')
  await ingest(back, [path], {
    role: 'breach',
    name: 'late',
    mappings: [],
    allowPartial: false,
    dryRun: false,
  })
  expect((await reported(environment)).isOutdated).toBe(true)
  const { faults, notices } = await verify(environment, null)
  const late = (await log(environment)).entries.find(({ at }) => at.startsWith('2020'))
  expect(faults).toEqual([])
  expect(notices).toEqual([
    `trail entry ${late?.sequence} is dated before the one before it: the clock was set back`,
  ])
})
