/** A run that is not the one that was recorded is told of, though its boxes open under the key. */
import { beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { withCase } from '../../src/case/open-case.ts'
import { report } from '../../src/case/report.ts'
import { verify } from '../../src/case/verify.ts'
import { addRun, readRun } from '../../src/store/runs.ts'
import { smallCase } from '../store/small-case.ts'

let environment: Environment
beforeAll(async () => {
  environment = (await smallCase()).environment
})

const reported = () =>
  report(environment, {
    run: 1,
    format: 'json',
    tlp: null,
    medium: 'md',
    withEvidence: false,
    isPublic: false,
    since: null,
    signWith: null,
  })

test('by report and by verify: a copy of the case that went another way has a run of the same number', async () => {
  expect(JSON.parse((await reported()).text).run).toBe(1)
  await withCase(environment, ({ db, sealer }) => {
    const stored = readRun(db, sealer, 1)
    const document = stored.document.replace('"total":5', '"total":6')
    expect(document).not.toBe(stored.document)
    db.prepare('DELETE FROM run WHERE id = 1').run()
    addRun(db, sealer, { ...stored, document })
  })
  const message = 'run 1 is not the one that the trail tells of'
  await expect(reported()).rejects.toMatchObject({ code: 'STORE_DAMAGED', message })
  expect((await verify(environment, null)).faults).toEqual([message])
})
