/** The linker, from the store alone, against the sketch of the method: the same links, levels and emission tables, to the count. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { type Counts, openedCase, ourCounts } from './ours.ts'
import { referenceWorlds } from './worlds.ts'

test.each(referenceWorlds().map((world) => [world.scenario, world] as const))(
  '%s',
  async (scenario, world) => {
    const golden = new URL(`golden/${scenario}.json`, import.meta.url)
    const { key, ...expected }: Counts & { key: string } = JSON.parse(readFileSync(golden, 'utf8'))
    // Probe records are chosen by the case's key, so the golden world's key is used again.
    const store = await openedCase(world, CaseKey.parse(key))
    const { linkable, links, emission } = await ourCounts(store)
    expect(linkable).toBe(expected.linkable)
    expect(links).toEqual(expected.links)
    expect(emission).toEqual(expected.emission)
  },
)
