/** Ingests a file by kernels and in the plain way, and holds the stores against each other. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type IngestOptions, ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { withCase } from '../../src/case/open-case.ts'
import type { Role } from '../../src/core/kinds.ts'
import { CASE_FILE, everything } from '../store/small-case.ts'
import { worldAround } from './world-around.ts'

type Way = Exclude<IngestOptions['kernels'], undefined>

export interface Trial {
  readonly what: string
  readonly role: Role
  readonly text: () => string | Buffer
  /** Whether kernels see any of it. */
  readonly isRead: boolean
  readonly quick?: number
}

const environment = worldAround()
const path = (name: string): string => join(environment.workingFolder, name)

export async function emptyCase(): Promise<void> {
  await init(environment, { passphrase: false })
  copyFileSync(path(CASE_FILE), path('empty.db'))
}

async function stored(file: string, { role, quick }: Trial, kernels: Way) {
  copyFileSync(path('empty.db'), path(CASE_FILE))
  const options = { role, quick, name: 'trial', mappings: [], kernels }
  const { files } = await ingest(environment, [file], {
    ...options,
    allowPartial: true,
    dryRun: false,
  })
  const contents = await withCase(environment, everything)
  const [{ account, slowCells } = { account: null, slowCells: null }] = files
  return { contents, account: JSON.stringify(account), slowCells }
}

/** Whatever the kernels do, the store and the account are those of the plain way; returns the account. */
export async function compare(trial: Trial, ways: readonly Way[]) {
  const { what, text, isRead } = trial
  const file = path(`${what}.csv`)
  writeFileSync(file, text())
  const plain = await stored(file, trial, 'none')
  expect(plain.slowCells).toBeNull()
  for (const way of ways) {
    const fast = await stored(file, trial, way)
    expect(fast.account).toBe(plain.account)
    // Parsed only to be told apart.
    if (fast.contents !== plain.contents) {
      expect(JSON.parse(fast.contents)).toEqual(JSON.parse(plain.contents))
    }
    expect(fast.slowCells !== null).toBe(isRead)
  }
  return JSON.parse(plain.account)
}
