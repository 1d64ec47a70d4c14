/**
 * Runs whole worlds through ingest and match and scores them against their truth:
 * `npm run worlds -- --seeds 1-20 [--scenarios portal,older] [--people 20000] [--rows 1000] [--calibrate 200] [--out FILE.jsonl]`
 */
import { appendFileSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { match } from '../src/case/match.ts'
import { caseOf } from '../test/worlds/case-of.ts'
import { SCENARIOS } from '../test/worlds/scenarios/index.ts'
import { score, type WorldScore } from '../test/worlds/score.ts'
import { worlds } from '../test/worlds/world.ts'
import { worldsTable } from './worlds-table.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-3' },
    scenarios: { type: 'string' },
    people: { type: 'string', default: '20000' },
    rows: { type: 'string', default: '1000' },
    calibrate: { type: 'string', default: '200' },
    out: { type: 'string' },
  },
})
const [first = 1, last = first] = values.seeds.split('-').map(Number)
const wanted = values.scenarios?.split(',')
const names = SCENARIOS.map(({ name }) => name).filter((name) => wanted?.includes(name) ?? true)
const size = { people: Number(values.people), rows: Number(values.rows) }

const scores: WorldScore[] = []
for (let seed = first; seed <= last; seed++) {
  for (const name of names) {
    const world = worlds(name, seed, size)
    const environment = await caseOf(world)
    const { document } = await match(environment, { seed: 1, calibrate: Number(values.calibrate) })
    rmSync(environment.workingFolder, { recursive: true })
    const scored = score(world, document)
    scores.push(scored)
    if (values.out !== undefined) appendFileSync(values.out, `${JSON.stringify(scored)}\n`)
    process.stderr.write(
      `${name} ${seed}: ${scored.verdict}${scored.isRight ? '' : scored.fallsShort ? ' (falls short)' : ' WRONG'}\n`,
    )
  }
}
process.stdout.write(worldsTable(scores))
