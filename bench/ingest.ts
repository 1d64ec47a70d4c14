/**
 * Ingest against peers on the same work, in turn, in rounds: `npm run bench -- [ROWS] [ROUNDS]`. Prints the ratio of each round;
 * raw figures go to bench/results/. Wall-clock time is for quiet machines; ratios of CPU time hold on busy ones too.
 */
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Usage } from './usage.ts'

/** The naive stack is given a part of the rows: it would take minutes, and its time grows with them. */
const NAIVE_ROWS = 20_000
const [rows = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number)

const folder = mkdtempSync(join(tmpdir(), 'leakcheck-bench-'))
const at = (name: string): string => join(folder, name)

interface Contestant {
  readonly name: string
  readonly rows: number
  readonly store: string
  readonly args: readonly string[]
  readonly prepare?: () => void
}

interface Result extends Usage {
  readonly round: number
  readonly contestant: string
  readonly rows: number
  readonly bytesARecord: number
}

const CLI = 'dist/cli/main.js'
const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'naive',
    rows: NAIVE_ROWS,
    store: at('naive.db'),
    args: ['bench/contestants/naive.ts', at('naive.csv'), at('naive.db')],
  },
  {
    name: 'duckdb',
    rows,
    store: at('duck.db'),
    args: ['bench/contestants/duckdb.ts', at('all.csv'), at('duck.db'), String(cpus().length)],
  },
  {
    name: 'leakcheck',
    rows,
    store: at('case/case.db'),
    args: [CLI, 'ingest', at('all.csv'), '--as', 'registry', '--name', 'portal', '--quiet'].concat([
      '--case',
      at('case'),
      '--key',
      at('case.key'),
    ]),
    prepare: () => {
      rmSync(at('case.key'), { force: true })
      node([CLI, 'init', at('case'), '--key', at('case.key'), '--quiet'])
    },
  },
]

function node(args: readonly string[], output: 'ignore' | number = 'ignore', usage?: string): void {
  const { status } = spawnSync(process.execPath, [...args], {
    stdio: ['ignore', output, 'inherit'],
    env: usage === undefined ? process.env : { ...process.env, BENCH_USAGE: usage },
  })
  if (status !== 0) throw new Error(`${args.slice(0, 2).join(' ')} failed`)
}

function run(round: number, { name, rows: own, store, args, prepare }: Contestant): Result {
  for (const left of [store, `${store}.wal`, at('case')])
    rmSync(left, { recursive: true, force: true })
  prepare?.()
  node(['--import', './bench/usage.ts', ...args], 'ignore', at('usage.json'))
  const usage: Usage = JSON.parse(readFileSync(at('usage.json'), 'utf8'))
  return { round, contestant: name, rows: own, ...usage, bytesARecord: statSync(store).size / own }
}

const COLUMNS = [
  'round',
  'contestant',
  'rows',
  'wallSeconds',
  'cpuSeconds',
  'peakMegabytes',
  'bytesARecord',
] as const
const csvLine = (result: Result): string =>
  COLUMNS.map((column) => {
    const value = result[column]
    return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : value
  }).join(',')

/** Times a row, of a peer over ours. */
const ratio = (peer: Result | undefined, own: Result, of: 'wallSeconds' | 'cpuSeconds'): string =>
  peer === undefined ? '–' : (peer[of] / peer.rows / (own[of] / own.rows)).toFixed(1)

node(['bench/registry-csv.ts', String(rows)], openSync(at('all.csv'), 'w'))
node(['bench/registry-csv.ts', String(NAIVE_ROWS)], openSync(at('naive.csv'), 'w'))
const results: Result[] = []
for (let round = 1; round <= rounds; round++) {
  const own = CONTESTANTS.map((contestant) => run(round, contestant))
  results.push(...own)
  const [naive, duckdb, leakcheck] = own
  if (leakcheck === undefined) throw new Error('no result')
  process.stdout.write(
    `${own.map(csvLine).join('\n')}\nround ${round}: naive ÷ leakcheck ${ratio(naive, leakcheck, 'cpuSeconds')} in CPU, ${ratio(naive, leakcheck, 'wallSeconds')} in wall-clock time; DuckDB ÷ leakcheck ${ratio(duckdb, leakcheck, 'cpuSeconds')} in CPU, ${ratio(duckdb, leakcheck, 'wallSeconds')} in wall-clock time\n`,
  )
}

const target = join('bench', 'results', new Date().toISOString().slice(0, 10))
mkdirSync(target, { recursive: true })
const versions = ['@duckdb/node-api', 'csv-parse', 'libphonenumber-js', 'better-sqlite3'].map(
  (name) => {
    const { version } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'))
    return `${name} ${version}`
  },
)
writeFileSync(
  join(target, 'ingest.csv'),
  `${COLUMNS.join(',')}\n${results.map(csvLine).join('\n')}\n`,
)
writeFileSync(
  join(target, 'ingest.txt'),
  `npm run bench -- ${rows} ${rounds}\n${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)} of others and this\nnode ${process.versions.node}\n${versions.join('\n')}\n`,
)
rmSync(folder, { recursive: true })
