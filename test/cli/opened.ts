/** The case of a workplace in this process, with its key: to look at what a command stored, without another process for each look. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Environment } from '../../src/case/environment.ts'
import { type CaseStore, LockedStore } from '../../src/store/case-store.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { worldAround } from '../case/world-around.ts'
import type { Workplace } from './leakcheck.ts'

/** What the commands of the workplace are given, for a passphrase of its own. */
export const environmentOf = (place: Workplace, passphrase: string | null = null): Environment => ({
  ...worldAround(place.folder),
  caseFolder: null,
  keyFolder: place.path('data/leakcheck/keys'),
  passphrase: async () => passphrase,
})

export function openCase(place: Workplace): CaseStore {
  const folder = place.path('data/leakcheck/keys')
  const [name] = readdirSync(folder)
  const key = CaseKey.parse(readFileSync(`${folder}/${name}`, 'latin1'))
  return LockedStore.open(place.path('.leakcheck/case.db')).unlock(key)
}
