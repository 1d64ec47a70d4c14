/**
 * Runs whole worlds through ingest and match, scores them against their truth, and writes table and Tippett plot to bench/results/:
 * `npm run worlds -- --seeds 1-20 [--scenarios portal,older] [--people 20000] [--rows 1000] [--calibrate 200] [--out FILE.jsonl]`
 * `--from FILE.jsonl` starts from the scores of earlier runs, and skips what they hold.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { match } from '../src/case/match.ts'
import { caseOf } from '../test/worlds/case-of.ts'
import { SCENARIOS } from '../test/worlds/scenarios/index.ts'
import { score, type WorldScore } from '../test/worlds/score.ts'
import { worlds } from '../test/worlds/world.ts'
import { tippettPlot } from './tippett.ts'
import { worldsTable } from './worlds-table.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-3' },
    scenarios: { type: 'string' },
    people: { type: 'string', default: '20000' },
    rows: { type: 'string', default: '1000' },
    calibrate: { type: 'string', default: '200' },
    from: { type: 'string' },
    out: { type: 'string' },
  },
})
const [first = 1, last = first] = values.seeds.split('-').map(Number)
const wanted = values.scenarios?.split(',')
const names = SCENARIOS.map(({ name }) => name).filter((name) => wanted?.includes(name) ?? true)
const size = { people: Number(values.people), rows: Number(values.rows) }

const scores: WorldScore[] = earlier(values.from)
for (let seed = first; seed <= last; seed++) {
  for (const name of names) {
    if (scores.some((known) => known.scenario === name && known.seed === seed)) continue
    const scored = await scoreWorld(name, seed)
    scores.push(scored)
    if (values.out !== undefined) appendFileSync(values.out, `${JSON.stringify(scored)}\n`)
    process.stderr.write(
      `${name} ${seed}: ${scored.verdict}${scored.isRight ? '' : scored.fallsShort ? ' (falls short)' : ' WRONG'}\n`,
    )
  }
}
const table = worldsTable(scores)
process.stdout.write(table)
const results = new URL('results/', import.meta.url)
mkdirSync(results, { recursive: true })
writeFileSync(new URL('worlds.md', results), `${heading()}\n${table}`)
writeFileSync(new URL('worlds.svg', results), tippettPlot(scores))

function earlier(path: string | undefined): WorldScore[] {
  if (path === undefined || !existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}

async function scoreWorld(name: (typeof names)[number], seed: number): Promise<WorldScore> {
  const world = worlds(name, seed, size)
  const environment = await caseOf(world)
  const { document } = await match(environment, { seed: 1, calibrate: Number(values.calibrate) })
  rmSync(environment.workingFolder, { recursive: true })
  return score(world, document)
}

function heading(): string {
  const seeds = scores.map(({ seed }) => seed)
  return `# Worlds: seeds ${Math.min(...seeds)}–${Math.max(...seeds)}, ${size.people} people, ${size.rows} rows, ${values.calibrate} pretend dumps without each source\n`
}
