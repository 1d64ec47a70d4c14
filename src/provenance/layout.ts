/** The parameters of the model: cells of outcomes in groups that sum to one, and the blocks of cells that each record meets. */
import type { PatternForm } from '../match/patterns.ts'
import { columnOf, type Group, groupKey, type Outcome, outcomes } from './comparison.ts'
import type { Question, RecordPattern } from './question.ts'

/**
 * Cells of a group stand together, agreeing ones first. A block is what one record shows to one source (or its form), a
 * short list of cells: records share blocks, so that a fit touches each block once however many patterns there are.
 */
export interface Layout {
  readonly groups: readonly Group[]
  /** Cells of group g: agreeing from start[g] to agreeEnd[g], the others up to start[g + 1]. */
  readonly start: Int32Array
  readonly agreeEnd: Int32Array
  readonly levels: readonly string[]
  readonly groupOfCell: Int32Array
  /** Cells of block b: blockCells from blockStart[b] to blockStart[b + 1]. */
  readonly blockStart: Int32Array
  readonly blockCells: Int32Array
  /** `width` blocks for each of the distinct patterns; the first is the pattern's form. */
  readonly width: number
  readonly patternBlocks: Int32Array
  readonly patternRecords: Float64Array
  /** For each of the question's patterns the distinct pattern that it falls under. */
  readonly patternOf: Int32Array
  /** For each distinct pattern, one of the question's that falls under it. */
  readonly example: readonly RecordPattern[]
  /** Probe rows of source j in cell i: tables[j · cells + i]. */
  readonly tables: Float64Array
  readonly cells: number
}

const FORM: Group = { kind: 'form' }

export function layOut(question: Question): Layout {
  const shown = question.patterns.map((pattern) => show(question, pattern))
  const groups = collectGroups(question, shown)
  const numbered = numberCells([...groups.values()])
  const blocks = collectBlocks(question, shown, numbered.cellOf)
  return {
    ...numbered.arrays,
    ...blocks,
    tables: countTables(question, numbered.cellOf, numbered.arrays.cells),
  }
}

/** What a pattern shows: its form (with what rules sources out), then its outcomes at each considered source. */
interface Shown {
  readonly form: Outcome
  readonly bySource: readonly (readonly Outcome[])[]
}

function show(question: Question, pattern: RecordPattern): Shown {
  return {
    form: { group: FORM, level: formLevel(pattern.form), agrees: true },
    bySource: question.considered.map((source) =>
      outcomes(source, pattern.form, pattern.links[source] ?? null, question.plan),
    ),
  }
}

/** Records that fill the same columns with names of the same shape; which kind of photo ID is shown is no difference. */
const formLevel = ({ filled, nameShape }: PatternForm): string =>
  `${[...new Set(filled.map(columnOf))].sort().join(' ')} ${nameShape}`

interface OpenGroup {
  readonly group: Group
  readonly levels: Map<string, boolean>
}

/** Groups come from the dump's records; probe rows add levels to them, and each group gets the levels it could show. */
function collectGroups(question: Question, shown: readonly Shown[]): Map<string, OpenGroup> {
  const groups = new Map<string, OpenGroup>()
  const note = (outcome: Outcome): void => {
    const key = groupKey(outcome.group)
    const open = groups.get(key) ?? { group: outcome.group, levels: new Map() }
    groups.set(key, open)
    open.levels.set(outcome.level, outcome.agrees)
  }
  for (const { form, bySource } of shown) {
    note(form)
    for (const outcome of bySource.flat()) note(outcome)
  }
  for (const appearance of question.emission.appearances) {
    if (!question.considered.some((source) => (appearance.rows[source] ?? 0) > 0)) continue
    for (const outcome of appearance.outcomes) {
      if (groups.has(groupKey(outcome.group))) note(outcome)
    }
  }
  for (const open of groups.values()) complete(open)
  return groups
}

function complete({ group, levels }: OpenGroup): void {
  if (group.kind === 'presence') levels.set('present', true).set('absent', false)
  if (group.kind === 'field') {
    levels.set('E', true).set('D', false)
    if (group.slot === 'name' && !group.masked) levels.set('C', true).set('P', false)
  }
  if (group.kind === 'class' && ![...levels.values()].includes(true)) levels.set('E--', true)
}

function numberCells(groups: readonly OpenGroup[]) {
  const start = new Int32Array(groups.length + 1)
  const agreeEnd = new Int32Array(groups.length)
  const levels: string[] = []
  const cellOf = new Map<string, number>()
  const groupOfCell: number[] = []
  groups.forEach(({ group, levels: found }, g) => {
    const ordered = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
    const place = (agrees: boolean): void => {
      for (const [level, agree] of ordered) {
        if (agree !== agrees) continue
        cellOf.set(cellKey({ group, level }), levels.length)
        groupOfCell.push(g)
        levels.push(level)
      }
    }
    place(true)
    agreeEnd[g] = levels.length
    place(false)
    start[g + 1] = levels.length
  })
  const arrays = {
    groups: groups.map(({ group }) => group),
    start,
    agreeEnd,
    levels,
    groupOfCell: Int32Array.from(groupOfCell),
    cells: levels.length,
  }
  return { arrays, cellOf }
}

const cellKey = ({ group, level }: Pick<Outcome, 'group' | 'level'>): string =>
  `${groupKey(group)}|${level}`

function collectBlocks(
  question: Question,
  shown: readonly Shown[],
  cellOf: ReadonlyMap<string, number>,
) {
  const blocks = new Interner()
  const patterns = new Interner()
  const patternOf = new Int32Array(shown.length)
  const records: number[] = []
  const example: RecordPattern[] = []
  const cellsOf = (seen: readonly Outcome[]): readonly number[] =>
    seen.map((outcome) => cellOf.get(cellKey(outcome)) ?? Number.NaN)
  question.patterns.forEach((pattern, i) => {
    const { form, bySource } = shown[i] as Shown
    const ruledOut = question.considered.map((source) => pattern.ruledOut.charAt(source)).join('')
    const own = [blocks.add(cellsOf([form]), ruledOut)]
    for (const seen of bySource) own.push(blocks.add(cellsOf(seen)))
    const distinct = patterns.add(own)
    patternOf[i] = distinct
    records[distinct] = (records[distinct] ?? 0) + pattern.n
    example[distinct] ??= pattern
  })
  return {
    ...blocks.flat(),
    width: question.considered.length + 1,
    patternBlocks: patterns.flat().blockCells,
    patternRecords: Float64Array.from(records),
    patternOf,
    example,
  }
}

/** Numbers equal lists of numbers alike. */
class Interner {
  readonly #known = new Map<string, number>()
  readonly #lists: (readonly number[])[] = []
  add(list: readonly number[], also = ''): number {
    const key = `${list.join()}|${also}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, this.#lists.length)
    return this.#lists.push(list) - 1
  }
  flat(): { blockStart: Int32Array; blockCells: Int32Array } {
    const blockStart = new Int32Array(this.#lists.length + 1)
    this.#lists.forEach((list, i) => {
      blockStart[i + 1] = (blockStart[i] ?? 0) + list.length
    })
    return { blockStart, blockCells: Int32Array.from(this.#lists.flat()) }
  }
}

function countTables(
  question: Question,
  cellOf: ReadonlyMap<string, number>,
  cells: number,
): Float64Array {
  const tables = new Float64Array(question.sources.length * cells)
  for (const { outcomes: seen, rows } of question.emission.appearances) {
    for (const outcome of seen) {
      const cell = cellOf.get(cellKey(outcome))
      if (cell === undefined) continue
      for (const from of question.considered) {
        tables[from * cells + cell] = (tables[from * cells + cell] ?? 0) + (rows[from] ?? 0)
      }
    }
  }
  return tables
}
