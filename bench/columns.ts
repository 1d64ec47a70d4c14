/**
 * What columns are taken for over generated tables with look-alikes: precision and recall of every kind, and what was
 * confused with what: `node bench/columns.ts [--tables 400] [--seed 1]`
 */
import { parseArgs } from 'node:util'
import { decideColumns } from '../src/columns/decide.ts'
import { isIdentifierKind } from '../src/core/kinds.ts'
import { type GeneratedColumn, generatedTable } from '../test/columns/generated.ts'

const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
})

interface Decided extends GeneratedColumn {
  readonly taken: string | null
}

const decided: Decided[] = Array.from({ length: Number(values.tables) }, (_, table) => {
  const { columns, rows } = generatedTable(`${values.seed}/${table}`)
  const headers = columns.map(({ header }) => header)
  const decisions = decideColumns({ headers, sample: rows, overrides: new Map() })
  return columns.map((column, at) => ({ ...column, taken: decisions[at]?.kind ?? null }))
}).flat()

const markdown = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
const rate = (part: number, of: number): string => (of === 0 ? '–' : (part / of).toFixed(3))

const kinds = [...new Set(decided.flatMap(({ kind }) => kind ?? []))].sort()
const perKind = kinds.map((kind) => {
  const own = decided.filter((one) => one.kind === kind)
  const taken = decided.filter((one) => one.taken === kind)
  const right = own.filter((one) => one.taken === kind).length
  return [
    kind,
    own.length,
    right,
    taken.length - right,
    rate(right, taken.length),
    rate(right, own.length),
  ]
})
const head = ['kind', 'columns', 'found', 'false', 'precision', 'recall']
process.stdout.write(`${markdown([head, head.map(() => '---'), ...perKind])}\n`)

const lookAlikes = decided.filter(({ kind }) => kind === null)
const falseOnes = lookAlikes.filter(({ taken }) => taken !== null && isIdentifierKind(taken))
process.stdout.write(
  `${lookAlikes.length} look-alikes, ${falseOnes.length} of them taken for an identifier\n\n`,
)

/** A look-alike may be an attribute (a pincode, a time): only identifiers count there. */
const wrong = decided.filter(({ kind, taken }) =>
  kind === null ? taken !== null && isIdentifierKind(taken) : taken !== kind,
)
const counts = new Map<string, number>()
for (const { what, header, taken } of wrong) {
  const key = [what, header ?? 'no header', taken ?? 'nothing'].join(' | ')
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
const confusions = [...counts].sort(([, a], [, b]) => b - a).map(([key, count]) => [key, count])
const columns = ['column', 'header', 'taken for', 'times']
process.stdout.write(markdown([columns, columns.map(() => '---'), ...confusions]))
