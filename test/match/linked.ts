/** Small tables linked by the real path: ingested into a case of their own and matched, without the statistics. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type IngestOptions, ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { openKey } from '../../src/case/key-file.ts'
import { chooseSources, matchInputs, rowRank } from '../../src/case/match-inputs.ts'
import type { Role } from '../../src/core/kinds.ts'
import { buildPatterns } from '../../src/match/build.ts'
import type { PatternsDocument } from '../../src/match/patterns.ts'
import { LockedStore } from '../../src/store/case-store.ts'
import { environmentIn } from '../worlds/case-of.ts'
import { setOtherVersion } from './other-version.ts'

export interface SmallSource {
  readonly role: Role
  readonly csv: string
  readonly stated?: Partial<IngestOptions>
  /** Fields that another version of their normaliser is to have written. */
  readonly otherVersions?: readonly string[]
}

/** The first dump against everything else. */
export async function linked(
  sources: Readonly<Record<string, SmallSource>>,
): Promise<PatternsDocument> {
  const environment = environmentIn(mkdtempSync(join(tmpdir(), 'leakcheck-link-')))
  await init(environment, { passphrase: false })
  for (const [name, { role, csv, stated }] of Object.entries(sources)) {
    const path = join(environment.workingFolder, `${name}.csv`)
    writeFileSync(path, csv)
    await ingest(environment, [path], {
      role,
      name,
      mappings: [],
      allowPartial: false,
      dryRun: false,
      ...stated,
    })
  }
  const matched = Object.keys(sources).find((name) => sources[name]?.role === 'dump')
  const others = Object.keys(sources).filter((name) => name !== matched)
  const locked = LockedStore.open(join(environment.workingFolder, '.leakcheck', 'case.db'))
  const { key } = await openKey(environment, locked.facts.caseId)
  const store = locked.unlock(key)
  for (const [name, { otherVersions = [] }] of Object.entries(sources))
    for (const field of otherVersions) setOtherVersion(store.db, name, field)
  const { dump, sources: compared } = matchInputs(
    store,
    chooseSources(store, { dump: matched, against: others }),
  )
  const { document } = await buildPatterns(dump, compared, {
    rank: rowRank(store),
    breathe: async () => {},
    onProgress: () => {},
  })
  store.close()
  return document
}

/** The level of each slot for the only record of a dump, by slot; `null` where no record is linked. */
export function levels(
  { slots, patterns }: PatternsDocument,
  source = 0,
): Record<string, number> | null {
  const code = patterns[0]?.links[source] ?? null
  if (code === null) return null
  return Object.fromEntries(slots.map((slot, i) => [slot, Number.parseInt(code[i] ?? '0', 16)]))
}
