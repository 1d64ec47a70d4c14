/** Cases that other versions wrote: an older one opens as it was left and goes on, a newer one is refused untouched. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { match } from '../../src/case/match.ts'
import { withCase } from '../../src/case/open-case.ts'
import { amend, listSources } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import { LockedStore } from '../../src/store/case-store.ts'
import { FORMAT } from '../../src/store/schema.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { worldAround } from '../case/world-around.ts'
import { CASE_FILE, everything } from './small-case.ts'

/** What `smallCase()` made when a format was the newest, with its key and the digest of `everything`; never written again. */
const stored = (name: string): Buffer => readFileSync(new URL(`cases/${name}`, import.meta.url))

let environment: Environment
let path: string

/** Puts a stored case of a format, and its key, where a command finds them. */
function place(format: number): void {
  environment = worldAround()
  path = join(environment.workingFolder, CASE_FILE)
  const line = stored(`format-${format}.key`).toString('latin1')
  mkdirSync(join(environment.workingFolder, '.leakcheck'))
  mkdirSync(environment.keyFolder)
  writeFileSync(path, gunzipSync(stored(`format-${format}.db.gz`)))
  writeFileSync(join(environment.keyFolder, `${CaseKey.parse(line).caseId}.key`), line, {
    mode: 0o600,
  })
}

describe.each(Array.from({ length: FORMAT - 1 }, (_, i) => i + 1))(
  'a case of format %i',
  (format) => {
    beforeEach(() => place(format))

    test('opens as it was left, and becomes one of this format', async () => {
      const answer = await withCase(environment, everything)
      const expected: { everything: string } = JSON.parse(
        stored(`format-${format}.json`).toString(),
      )
      expect(createHash('sha256').update(answer).digest('hex')).toBe(expected.everything)
      expect((await verify(environment, null)).faults).toEqual([])
      const { db } = LockedStore.open(path)
      expect(db.pragma('user_version', { simple: true })).toBe(FORMAT)
      db.close()
    })

    test('can be worked on', async () => {
      await amend(environment, 'bot', { seen: '2023-06-12', from: 'the desk' })
      const { document } = await match(environment, { seed: 1, calibrate: 0 })
      expect([document.run, document.dump]).toEqual([2, 'bot'])
      expect((await listSources(environment)).map(({ custody }) => custody)).toContainEqual({
        from: 'the desk',
      })
      expect((await verify(environment, null)).faults).toEqual([])
    })

    test('whose tables are not those of its format is refused', async () => {
      const { db } = LockedStore.open(path)
      db.exec('DROP TABLE stamp')
      db.pragma(`user_version = ${format}`)
      db.close()
      await expect(withCase(environment, everything)).rejects.toMatchObject({ exit: 5 })
    })
  },
)

test('a case of a newer format is refused, and not a byte of it is changed', async () => {
  place(1)
  await withCase(environment, everything)
  const store = LockedStore.open(path)
  store.db.pragma(`user_version = ${FORMAT + 1}`)
  store.close()
  const before = readFileSync(path)
  await expect(withCase(environment, everything)).rejects.toMatchObject({
    code: 'CASE_TOO_NEW',
    exit: 4,
    message: `case.db has format ${FORMAT + 1}, this version knows ${FORMAT}`,
  })
  expect(readFileSync(path).equals(before)).toBe(true)
})
