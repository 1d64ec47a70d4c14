/**
 * Puts the torture set to our reader of delimited text and to others, and prints what share of the cells and rows each gives
 * back: `node bench/torture.ts [--seed 1] [--tools leakcheck,DuckDB] [--out FILE.csv]`
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Tortured, torturedFiles } from '../test/readers/torture/files.ts'
import { type Recovery, recovery } from '../test/readers/torture/recovery.ts'
import { openTools, type Tool } from './torture-tools.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    tools: { type: 'string' },
    out: { type: 'string' },
  },
})

interface Score extends Recovery {
  readonly tool: string
  readonly pollutions: readonly string[]
  readonly failed: boolean
}

const NOTHING: readonly (readonly string[])[] = []

async function score(tool: Tool, file: Tortured): Promise<Score> {
  const rows = await Promise.resolve()
    .then(() => tool.read(file))
    .catch(() => null)
  const recovered = recovery(file.rows, rows ?? NOTHING)
  return { tool: tool.name, pollutions: file.pollutions, failed: rows === null, ...recovered }
}

const wanted = values.tools?.split(',')
const tools = (await openTools()).filter(({ name }) => wanted?.includes(name) ?? true)
const scores: Score[] = []
for (const file of torturedFiles(values.seed)) {
  for (const tool of tools) scores.push(await score(tool, file))
}
for (const tool of tools) await tool.close?.()

const sum = (of: readonly Score[], count: (one: Score) => number): number =>
  of.reduce((total, one) => total + count(one), 0)
const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(2)} %`
const markdown = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
const cells = (of: readonly Score[]): string =>
  percent(
    sum(of, (one) => one.recoveredCells),
    sum(of, (one) => one.cells),
  )

const overall = tools.map(({ name }) => {
  const own = scores.filter(({ tool }) => tool === name)
  const rows = percent(
    sum(own, (one) => one.recoveredRows),
    sum(own, (one) => one.rows),
  )
  const whole = own.filter((one) => one.recoveredRows === one.rows).length
  const misplaced = sum(own, (one) => one.misplacedCells)
  const failed = own.filter((one) => one.failed).length
  return [
    name,
    String(own.length),
    cells(own),
    rows,
    String(whole),
    String(misplaced),
    String(failed),
  ]
})
const head = ['reader', 'files', 'cells', 'rows', 'files whole', 'cells misplaced', 'files refused']
process.stdout.write(`${markdown([head, head.map(() => '---'), ...overall])}\n`)

const names = scores
  .filter(({ pollutions }) => pollutions.length === 1)
  .map(({ pollutions }) => pollutions[0] ?? '')
const perPollution = [...new Set(names)].map((name) => [
  name,
  ...tools.map(({ name: tool }) =>
    cells(scores.filter((one) => one.tool === tool && one.pollutions.includes(name))),
  ),
])
const columns = ['cells, by pollution', ...tools.map(({ name }) => name)]
process.stdout.write(markdown([columns, columns.map(() => '---'), ...perPollution]))

if (values.out !== undefined) {
  const line = (one: Score): string =>
    [
      one.tool,
      one.pollutions.join(' + '),
      one.cells,
      one.recoveredCells,
      one.rows,
      one.recoveredRows,
      one.misplacedCells,
      one.missingRows,
    ]
      .map((cell) => `"${cell}"`)
      .join()
  writeFileSync(values.out, `${scores.map(line).join('\n')}\n`)
}
