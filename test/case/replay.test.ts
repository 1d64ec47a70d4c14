/** A run made again from its files: the same from the same, otherwise from anything else, and no trace of it in the case. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { forget } from '../../src/case/forget.ts'
import { ingest } from '../../src/case/ingest.ts'
import { log } from '../../src/case/log.ts'
import { match } from '../../src/case/match.ts'
import { withCase } from '../../src/case/open-case.ts'
import { replay } from '../../src/case/replay.ts'
import { amend } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import { inventCase } from '../../src/demo/june-2023.ts'
import { addRun, readRun } from '../../src/store/runs.ts'
import { Workplace } from '../cli/leakcheck.ts'
import { everything, smallCase } from '../store/small-case.ts'

let environment: Environment
let folder: string

beforeAll(async () => {
  environment = (await smallCase()).environment
  const place = new Workplace()
  folder = place.path('evidence')
  for (const name of ['portal', 'older', 'bot'])
    place.write(`evidence/${name}.renamed`, readFileSync(join(environment.workingFolder, name)))
})

const state = (): Promise<string> => withCase(environment, (store) => everything(store))

describe('replay', () => {
  test('finds the files by their hashes and comes out the same', async () => {
    const before = await state()
    expect(await replay(environment, [folder], { run: null })).toMatchObject({
      run: 1,
      isSame: true,
      differs: [],
      files: 3,
    })
    expect(await state()).toBe(before)
    expect((await log(environment)).entries.at(-1)).toMatchObject({
      action: 'replay',
      run: 1,
      isSame: true,
    })
    expect((await verify(environment, null)).faults).toEqual([])
  })

  test('takes what was stated at the time of the run, not what was amended since', async () => {
    await amend(environment, 'older', { occurred: '2024', from: 'the desk' })
    expect((await replay(environment, [folder], { run: 1 })).isSame).toBe(true)
  })

  test('tells a run whose evidence does not follow from the files', async () => {
    await withCase(environment, (store) =>
      store.change(() => {
        const stored = readRun(store.db, store.sealer, 1)
        const patterns = stored.patterns.replace('"n":', '"n":1')
        addRun(store.db, store.sealer, { ...stored, run: 2, patterns })
        store.record({ action: 'note', at: '', operator: '', host: '', version: '' })
      }),
    )
    expect(await replay(environment, [folder], { run: null })).toMatchObject({
      run: 2,
      isSame: false,
      differs: ['patterns'],
    })
  })

  test('refuses a file that is missing or has another byte, and names it', async () => {
    const files = readdirSync(folder).map((name) => join(folder, name))
    const [bot = '', older = '', portal = ''] = files
    await expect(replay(environment, [bot, older], { run: 1 })).rejects.toMatchObject({
      exit: 2,
      message: 'not among the files, or changed: portal of portal',
    })
    const changed = join(environment.workingFolder, 'changed')
    copyFileSync(portal, changed)
    const bytes = readFileSync(changed)
    bytes[bytes.length - 3] = 0x4d
    writeFileSync(changed, bytes)
    await expect(replay(environment, [bot, older, changed], { run: 1 })).rejects.toMatchObject({
      exit: 2,
    })
    await expect(replay(environment, ['-'], { run: 1 })).rejects.toMatchObject({ code: 'USAGE' })
    await expect(replay(environment, files, { run: 9 })).rejects.toMatchObject({ code: 'USAGE' })
  })

  test('comes out the same after other sources came and went in between', async () => {
    const path = (name: string) => join(folder, `${name}.renamed`)
    const options = { mappings: [], allowPartial: false, dryRun: false }
    await ingest(environment, [path('older')], { ...options, role: 'breach', name: 'gone' })
    await ingest(environment, [path('portal')], { ...options, role: 'breach', name: 'kept' })
    await forget(environment, 'gone', 'a test')
    const { document } = await match(environment, { seed: 1, calibrate: 0 })
    expect(await replay(environment, [folder], { run: null })).toMatchObject({
      run: document.run,
      isSame: true,
      files: 4,
    })
    await forget(environment, 'older', 'a test')
    const refusal = { code: 'USAGE', message: 'run 1 rests on older, which was forgotten since' }
    await expect(replay(environment, [folder], { run: 1 })).rejects.toMatchObject(refusal)
    await ingest(environment, [path('older')], { ...options, role: 'breach', name: 'older' })
    await expect(replay(environment, [folder], { run: 1 })).rejects.toMatchObject(refusal)
  })
})

test('on the command line, over the invented case with its tabulations', async () => {
  const place = new Workplace()
  await place.must(['init'])
  for (const { name, text, ingest: options } of inventCase(2023).files) {
    place.write(`files/${name}`, text)
    await place.must(['ingest', `files/${name}`, ...options])
  }
  await place.must(['match', '--calibrate', '0'])
  expect(await place.must(['replay', 'files'])).toMatch(/^run 1 follows from its \d+ files/)
  expect(await place.json(['replay', 'files', '--run', '1'])).toMatchObject({ isSame: true })
  expect((await place.run(['replay', 'files', '--run', '2'])).code).toBe(2)
})
