/** A source that another version of a normaliser wrote is refused: what cannot be found must not look as if it were not there. */
import { beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { match } from '../../src/case/match.ts'
import { trailEntry, withCase } from '../../src/case/open-case.ts'
import { setOtherVersion } from '../match/other-version.ts'
import { smallCase } from '../store/small-case.ts'

let environment: Environment
beforeAll(async () => {
  environment = (await smallCase()).environment
})

test('by the kind and the two sources, unless it is left out', async () => {
  await withCase(environment, (store) =>
    store.change(() => {
      setOtherVersion(store.db, 'portal', 'phone')
      store.record(trailEntry(environment, 'upgrade', {}))
    }),
  )
  await expect(match(environment, { seed: 1, calibrate: 0 })).rejects.toMatchObject({
    code: 'USAGE',
    message: 'phone of portal and of bot was stored by different versions of its normaliser',
    hint: expect.stringContaining('--against'),
  })
  const { document } = await match(environment, { seed: 1, calibrate: 0, against: ['older'] })
  expect(document.notUsed.map(({ source }) => source)).toEqual(['portal'])
})
