/** The parameters of the model: cells of outcomes in groups that sum to one, and the blocks of cells that each record meets. */
import type { PatternForm } from '../match/patterns.ts'
import {
  classesOf,
  columnList,
  type Group,
  groupKey,
  letterAgrees,
  type Outcome,
  outcomes,
  type Trait,
  traitCondition,
  traitGroup,
  traitLetter,
} from './comparison.ts'
import { classKey, letterKey } from './latent-classes.ts'
import { add, indexAt } from './numbers.ts'
import type { Question, RecordPattern } from './question.ts'
import { traitCounts } from './trait-counts.ts'

/**
 * Cells of a group stand together, agreeing ones first. A block is what one record shows to one source (or its form), a
 * short list of cells: records share blocks, so that a fit touches each block once however many patterns there are. How a
 * trait shows at all sources is one block with an alternative for each latent class.
 */
export interface Layout {
  readonly groups: readonly Group[]
  /** Cells of group g: agreeing from start[g] to agreeEnd[g], the others up to start[g + 1]. */
  readonly start: Int32Array
  readonly agreeEnd: Int32Array
  readonly levels: readonly string[]
  readonly groupOfCell: Int32Array
  /** Block b has the alternatives from blockStart[b] to blockStart[b + 1]; one of them holds, by its probability. */
  readonly blockStart: Int32Array
  /** Alternative v is the cells optionCells from optionStart[v] to optionStart[v + 1], all of them. */
  readonly optionStart: Int32Array
  readonly optionCells: Int32Array
  /** `width` blocks for each of the distinct patterns: its form, its traits, then each source. */
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
  const tables = new Float64Array(question.sources.length * numbered.arrays.cells)
  countAppearances(question, numbered, tables)
  for (const trait of traitsOf(question)) countTrait(question, numbered, trait, tables)
  return { ...numbered.arrays, ...blocks, tables }
}

const traitsOf = ({ emission }: Question): readonly Trait[] => [...emission.traits.keys()]

/** What a pattern shows: its form, its traits by latent class, then its other outcomes at each considered source. */
interface Shown {
  readonly form: Outcome
  readonly traits: readonly (readonly (readonly Outcome[])[])[]
  readonly bySource: readonly (readonly Outcome[])[]
}

function show(question: Question, pattern: RecordPattern): Shown {
  return {
    form: { group: FORM, level: formLevel(pattern.form), agrees: true },
    traits: traitsOf(question).map((trait) => showTrait(question, trait, pattern)),
    bySource: question.considered.map((source) =>
      outcomes(
        source,
        pattern.form,
        pattern.links[source] ?? null,
        question.plan,
        traitsOf(question),
        question.variant,
      ),
    ),
  }
}

/** For each latent class, the class and the outcome at every source where the trait is compared. */
function showTrait(
  { considered, plan, variant }: Question,
  trait: Trait,
  pattern: RecordPattern,
): readonly (readonly Outcome[])[] {
  const condition = traitCondition(trait, pattern.form, variant)
  const letters = considered.flatMap((source) => {
    const level = traitLetter(trait, pattern.links[source] ?? null, plan)
    return level === '-' ? [] : [{ source, level, agrees: letterAgrees(level) }]
  })
  if (letters.length === 0) return [[]]
  return Array.from({ length: classesOf(trait, variant) }, (_, latent): readonly Outcome[] => [
    {
      group: { kind: 'latent', trait, condition },
      level: String(latent),
      agrees: latent === 0,
    },
    ...letters.map(({ source, level, agrees }) => ({
      group: traitGroup(trait, source, condition, latent),
      level,
      agrees,
    })),
  ])
}

/** Records that fill the same columns with names of the same shape; which kind of photo ID is shown is no difference. */
const formLevel = (form: PatternForm): string => `${columnList(form)} ${form.nameShape}`

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
  for (const { form, traits, bySource } of shown) {
    note(form)
    for (const outcome of [...traits.flat(2), ...bySource.flat()]) note(outcome)
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
  if ('source' in group && group.kind !== 'class') levels.set('E', true).set('D', false)
  if (group.kind === 'name') levels.set('C', true).set('P', false)
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
  const options = new Interner()
  const blocks = new Interner()
  const patterns = new Interner()
  const patternOf = new Int32Array(shown.length)
  const records: number[] = []
  const example: RecordPattern[] = []
  const optionOf = (seen: readonly Outcome[]): number =>
    options.add(seen.map((outcome) => cellOf.get(cellKey(outcome)) ?? Number.NaN))
  question.patterns.forEach((pattern, i) => {
    const { form, traits, bySource } = shown[i] as Shown
    const origins = question.considered
      .map((source) =>
        [pattern.ruledOut, pattern.late, pattern.rawHit]
          .map((bits) => bits.charAt(source))
          .join(''),
      )
      .join('')
    const own = [blocks.add([optionOf([form])], origins)]
    for (const trait of traits) own.push(blocks.add(trait.map(optionOf)))
    for (const seen of bySource) own.push(blocks.add([optionOf(seen)]))
    const distinct = patterns.add(own)
    patternOf[i] = distinct
    records[distinct] = (records[distinct] ?? 0) + pattern.n
    example[distinct] ??= pattern
  })
  // A block's options are its own only if they stand together, so they are written out again in order of blocks.
  const written = blocks.lists.map((block) => block.map((option) => options.lists[option] ?? []))
  return {
    blockStart: startsOf(written),
    optionStart: startsOf(written.flat()),
    optionCells: Int32Array.from(written.flat(2)),
    width: 1 + question.emission.traits.size + question.considered.length,
    patternBlocks: Int32Array.from(patterns.lists.flat()),
    patternRecords: Float64Array.from(records),
    patternOf,
    example,
  }
}

/** Where each list begins when all are written one after another; the end of the last stands at the end. */
function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach((list, i) => {
    starts[i + 1] = (starts[i] ?? 0) + list.length
  })
  return starts
}

/** Numbers equal lists of numbers alike. */
class Interner {
  readonly #known = new Map<string, number>()
  readonly lists: (readonly number[])[] = []
  add(list: readonly number[], also = ''): number {
    const key = `${list.join()}|${also}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, this.lists.length)
    return this.lists.push(list) - 1
  }
}

type Numbered = ReturnType<typeof numberCells>

function countAppearances(
  question: Question,
  { cellOf, arrays }: Numbered,
  tables: Float64Array,
): void {
  for (const { outcomes: seen, rows } of question.emission.appearances) {
    for (const outcome of seen) {
      const cell = cellOf.get(cellKey(outcome))
      if (cell === undefined) continue
      for (const from of question.considered)
        add(tables, from * arrays.cells + cell, rows[from] ?? 0)
    }
  }
}

/** Probe rows of each source by latent class. */
function countTrait(
  question: Question,
  { arrays }: Numbered,
  trait: Trait,
  tables: Float64Array,
): void {
  for (const from of question.considered) {
    const counts = traitCounts(question, trait, from)
    arrays.levels.forEach((level, cell) => {
      const group = arrays.groups[indexAt(arrays.groupOfCell, cell)]
      const key = group === undefined ? null : countKey(group, trait, level)
      if (key !== null) add(tables, from * arrays.cells + cell, counts.get(key) ?? 0)
    })
  }
}

function countKey(group: Group, trait: Trait, level: string): string | null {
  if (group.kind === 'latent') {
    return group.trait === trait ? classKey(group.condition, Number(level)) : null
  }
  if (group.kind === 'form' || group.kind === 'class') return null
  if (group.kind === 'field') {
    const isTrait = group.slot === trait && !group.masked
    return isTrait ? letterKey(group.source, '', group.latent, level) : null
  }
  return group.kind === trait ? letterKey(group.source, group.condition, group.latent, level) : null
}
