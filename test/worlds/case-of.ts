/** A world as a real case on disk: its files ingested by the real code, in this process. */
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../src/case/environment.ts'
import { type IngestOptions, ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { crc32c } from '../../src/tokens/crc32c.ts'
import { csvText, fileName } from './files.ts'
import type { FileOptions, World } from './world.ts'

/** @param key of the case; it decides which rows are probes, so that it is drawn from the world's name and seed where not given */
export async function caseOf(world: World, key = keyOf(world)): Promise<Environment> {
  const environment = environmentIn(mkdtempSync(join(tmpdir(), 'leakcheck-world-')))
  await init(environment, { passphrase: false, key })
  for (const file of world.files) {
    const path = join(environment.workingFolder, fileName(file))
    writeFileSync(path, csvText(file))
    await ingest(environment, [path], {
      ...stated(file.options),
      role: file.role,
      name: file.name,
      ...PLAIN,
    })
  }
  return environment
}

function keyOf({ scenario, seed }: World): CaseKey {
  const bytes = createHash('sha512').update(`${scenario}/${seed}`).digest()
  const id = bytes.subarray(0, 16).toString('hex')
  const body = `leakcheck-key-1 ${id} ${bytes.subarray(32).toString('base64url')}`
  return CaseKey.parse(`${body} ${crc32c(body)}`)
}

const PLAIN = {
  mappings: [],
  allowPartial: false,
  dryRun: false,
} as const satisfies Partial<IngestOptions>

const stated = ({ collects, sampled, ...options }: FileOptions) => ({
  ...options,
  collects: collects?.join(','),
  sampled: sampled?.toString(),
})

export function environmentIn(folder: string): Environment {
  return {
    workingFolder: folder,
    keyFolder: join(folder, 'keys'),
    caseFolder: null,
    keyFile: null,
    passphrase: async () => null,
    now: () => new Date('2023-06-15T00:00:00Z'),
    operator: 'test',
    host: 'test',
    version: '0',
    waitMs: 0,
    signal: new AbortController().signal,
    onProgress: () => {},
  }
}
