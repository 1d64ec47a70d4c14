/** A small fixed part of what `npm run worlds` runs: whole worlds through ingest and match. */
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { match } from '../../src/case/match.ts'
import { caseOf } from './case-of.ts'
import type { SCENARIOS } from './scenarios/index.ts'
import { SUPPORT, score } from './score.ts'
import { worlds } from './world.ts'

const SEED = 11
const SIZE = { people: 8000, rows: 700 }

type Name = (typeof SCENARIOS)[number]['name']

async function scored(name: Name) {
  const world = worlds(name, SEED, SIZE)
  const environment = await caseOf(world)
  const { document } = await match(environment, { seed: 1, calibrate: 100 })
  rmSync(environment.workingFolder, { recursive: true })
  return score(world, document)
}

test.each<Name>(['portal', 'older', 'unknown', 'fabricated', 'enriched', 'phones-only-unknown'])(
  '%s: the right verdict, and nobody who gave nothing is supported',
  async (name) => {
    const { isRight, isBare, verdict, sources } = await scored(name)
    const accused = sources.filter(
      ({ trueShare, isCopied, log10Lr }) =>
        trueShare === 0 && !isCopied && (log10Lr ?? 0) >= SUPPORT,
    )
    expect(accused).toEqual([])
    expect(isBare).toBe(false)
    expect({ verdict, isRight }).toMatchObject({ isRight: true })
  },
)
