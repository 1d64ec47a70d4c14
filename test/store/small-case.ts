/** A case as small as can be that has a row in every table, and everything that can be read from it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../../src/case/environment.ts'
import { ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { match } from '../../src/case/match.ts'
import type { CaseStore } from '../../src/store/case-store.ts'
import { listRuns, readRun } from '../../src/store/runs.ts'
import { fileRows, sourceRows } from '../../src/store/sources.ts'
import { worldAround } from '../case/world-around.ts'

const PEOPLE = Array.from(
  { length: 8 },
  (_, i) => `98765012${30 + i},Person ${'abcdefgh'[i]},198${i},F`,
)
const csv = (rows: readonly string[]) => `mobile,name,yob,gender\n${rows.join('\n')}\n`
const message = (id: number, from: string, text: string) => ({
  id,
  type: 'message',
  date: '2023-06-10T10:00:00',
  from,
  from_id: from,
  text,
})
const TELEGRAM = JSON.stringify({
  name: 'bot',
  type: 'personal_chat',
  id: 1,
  messages: PEOPLE.slice(0, 5).flatMap((person, i) => {
    const [phone, name] = person.split(',')
    return [
      message(2 * i + 1, 'me', phone ?? ''),
      message(2 * i + 2, 'bot', `Name: ${name}\nMobile: ${phone}\nGender: F`),
    ]
  }),
})

export const CASE_FILE = '.leakcheck/case.db'

export async function smallCase(): Promise<{ environment: Environment; bytes: Buffer }> {
  const environment = worldAround()
  const path = (name: string) => join(environment.workingFolder, name)
  await init(environment, { passphrase: false })
  const shared = { mappings: [], allowPartial: false, dryRun: false }
  const files = [
    {
      name: 'portal',
      role: 'registry',
      text: csv(PEOPLE),
      stated: { complete: true, taken: '2022' },
    },
    { name: 'older', role: 'breach', text: csv(PEOPLE.slice(2)), stated: { occurred: '2019' } },
    { name: 'bot', role: 'dump', text: TELEGRAM, stated: {} },
  ] as const
  for (const { name, role, text, stated } of files) {
    writeFileSync(path(name), text)
    await ingest(environment, [path(name)], { ...shared, ...stated, role, name })
  }
  await match(environment, { seed: 1, calibrate: 0 })
  return { environment, bytes: readFileSync(path(CASE_FILE)) }
}

/** Everything that `match` and `report` take from a store, opened. */
export function everything(store: CaseStore): string {
  const sources = sourceRows(store.db).map(({ id, ...source }) => ({
    ...source,
    parts: store.parts(id).map((part) => ({
      records: part.records,
      layout: part.layout,
      filled: part.filled,
      kinds: part.layout.identifiers.map(({ kind }) => {
        const index = part.index(kind)
        return Array.from({ length: index?.segments ?? 0 }, (_, i) => part.segment(kind, i))
      }),
      blocks: Array.from({ length: part.blocks }, (_, i) => part.block(i)),
      dictionaries: part.layout.attributes
        .filter(({ shape }) => shape === 'coded')
        .map(({ attribute }) => part.dictionary(attribute)),
      probe: part.probe(),
      queries: part.queries(),
    })),
  }))
  // What a run rests on is kept since reports can be recomputed; older formats have none.
  const runs = listRuns(store.db).map(({ run }) => {
    const { basis: _basis, ...told } = readRun(store.db, store.sealer, run)
    return told
  })
  return JSON.stringify({ facts: store.facts, sources, files: fileRows(store.db), runs })
}
