/** Opens the case of a workplace in this process, with its key, to look at what a command stored. */
import { readdirSync, readFileSync } from 'node:fs'
import { type CaseStore, LockedStore } from '../../src/store/case-store.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import type { Workplace } from './leakcheck.ts'

export function openCase(place: Workplace): CaseStore {
  const folder = place.path('data/leakcheck/keys')
  const [name] = readdirSync(folder)
  const key = CaseKey.parse(readFileSync(`${folder}/${name}`, 'latin1'))
  return LockedStore.open(place.path('.leakcheck/case.db')).unlock(key)
}
