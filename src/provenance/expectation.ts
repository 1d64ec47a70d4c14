/** The expectation step: how likely each record is under each component, and what it then counts towards. */
import type { Layout } from './layout.ts'
import type { Model } from './model.ts'
import { add, at, indexAt } from './numbers.ts'

/** Floor of a cell's probability, so that no product of a record's cells vanishes before its logarithm is taken. */
export const LEAST_PROBABILITY = 1e-12
export const LEAST_MASS = 1e-300

/**
 * Buffers of one climb, component-minor so that the inner loops run along memory. Probabilities are multiplied, and one logarithm is
 * taken a pattern: logarithms were most of the time.
 */
export interface Workspace {
  readonly active: readonly number[]
  /** Probability of each block under each active component [b · active + a]. */
  readonly scores: Float64Array
  /** The same of each alternative, without what is infeasible about its block [v · active + a]. */
  readonly optionScores: Float64Array
  /** Expected records of each block from each active component. */
  readonly blockRecords: Float64Array
  /** Expected records of each cell, component-major as theta is [a · cells + i]. */
  readonly counts: Float64Array
  /** Natural log of each distinct pattern's probability. */
  readonly likelihoods: Float64Array
  readonly records: Float64Array
  readonly weights: Float64Array
  /** Chance of each active component for the pattern at hand. */
  readonly chances: Float64Array
  shares(components: number): Float64Array
}

export function workspace(model: Model, active: readonly number[]): Workspace {
  const { layout } = model
  const blocks = layout.blockStart.length - 1
  const records = new Float64Array(active.length)
  return {
    active,
    scores: new Float64Array(blocks * active.length),
    optionScores: new Float64Array((layout.optionStart.length - 1) * active.length),
    blockRecords: new Float64Array(blocks * active.length),
    counts: new Float64Array(layout.cells * active.length),
    likelihoods: new Float64Array(layout.patternRecords.length),
    records,
    weights: new Float64Array(active.length),
    chances: new Float64Array(active.length),
    shares: (components) => {
      const shares = new Float64Array(components)
      for (const [a, s] of active.entries()) {
        shares[s] = at(records, a) / model.question.records
      }
      return shares
    },
  }
}

/** Expected records by block and component; returns the log likelihood. */
export function expect(
  model: Model,
  work: Workspace,
  theta: Float64Array,
  weights: Float64Array,
): number {
  const { patternRecords } = model.layout
  const { active, records, blockRecords, likelihoods } = work
  scoreBlocks(model, work, theta)
  records.fill(0)
  blockRecords.fill(0)
  active.forEach((s, a) => {
    work.weights[a] = Math.max(at(weights, s), LEAST_MASS)
  })
  let likelihood = 0
  for (let u = 0; u < patternRecords.length; u++) {
    const log = scorePattern(model.layout, work, u)
    likelihoods[u] = log
    likelihood += at(patternRecords, u) * log
    credit(model.layout, work, u)
  }
  return likelihood
}

/** Turns the scores of a pattern's blocks into the chance of each component; returns the log of the pattern's probability. */
export function scorePattern(layout: Layout, work: Workspace, u: number): number {
  const { chances, scores, weights } = work
  const { patternBlocks, width } = layout
  const size = chances.length
  for (let a = 0; a < size; a++) chances[a] = at(weights, a)
  for (let j = u * width; j < (u + 1) * width; j++) {
    const block = indexAt(patternBlocks, j) * size
    for (let a = 0; a < size; a++) chances[a] = at(chances, a) * at(scores, block + a)
  }
  let total = 0
  for (let a = 0; a < size; a++) total += at(chances, a)
  if (total < LEAST_TOTAL) return scoreInLogs(layout, work, u)
  const scale = 1 / total
  for (let a = 0; a < size; a++) chances[a] = at(chances, a) * scale
  return Math.log(total)
}

/** Products below this have lost digits. */
const LEAST_TOTAL = 1e-290

/** The same by sums of logarithms, for the rare record that no component comes near to. */
function scoreInLogs({ patternBlocks, width }: Layout, work: Workspace, u: number): number {
  const { chances, scores, weights } = work
  const size = chances.length
  const blocks = Array.from(patternBlocks.subarray(u * width, (u + 1) * width))
  const logs = Array.from(weights, (weight, a) =>
    blocks.reduce((sum, block) => sum + Math.log(at(scores, block * size + a)), Math.log(weight)),
  )
  const best = Math.max(...logs)
  const total = logs.reduce((sum, log) => sum + Math.exp(log - best), 0)
  logs.forEach((log, a) => {
    chances[a] = Math.exp(log - best) / total
  })
  return best + Math.log(total)
}

/** Counts a pattern's records towards its blocks, by the chances just computed. */
function credit(layout: Layout, work: Workspace, u: number): void {
  const { chances, records, blockRecords } = work
  const { patternBlocks, width } = layout
  const size = chances.length
  const n = at(layout.patternRecords, u)
  for (let a = 0; a < size; a++) add(records, a, n * at(chances, a))
  for (let j = u * width; j < (u + 1) * width; j++) {
    const block = indexAt(patternBlocks, j) * size
    for (let a = 0; a < size; a++) add(blockRecords, block + a, n * at(chances, a))
  }
}

function scoreBlocks(model: Model, work: Workspace, theta: Float64Array): void {
  const { layout, components, feasibility } = model
  const { active, scores, optionScores } = work
  const size = active.length
  for (const [a, s] of active.entries()) {
    const own = s * layout.cells
    for (let option = 0; option < layout.optionStart.length - 1; option++) {
      let score = 1
      const end = indexAt(layout.optionStart, option + 1)
      for (let j = indexAt(layout.optionStart, option); j < end; j++) {
        score *= Math.max(at(theta, own + indexAt(layout.optionCells, j)), LEAST_PROBABILITY)
      }
      optionScores[option * size + a] = score
    }
    for (let block = 0; block < layout.blockStart.length - 1; block++) {
      scores[block * size + a] =
        at(feasibility, block * components.length + s) * scoreOptions(layout, work, block, a)
    }
  }
}

/** Summed probability of a block's alternatives; most blocks have one. */
function scoreOptions(layout: Layout, work: Workspace, block: number, a: number): number {
  const { optionScores, active } = work
  let total = 0
  for (
    let option = indexAt(layout.blockStart, block);
    option < indexAt(layout.blockStart, block + 1);
    option++
  ) {
    total += at(optionScores, option * active.length + a)
  }
  return total
}

/** Expected records of each cell: those of its blocks, each alternative by its part in the block. */
export function countCells({ layout, components, feasibility }: Model, work: Workspace): void {
  const { active, counts, blockRecords, optionScores, scores } = work
  const size = active.length
  counts.fill(0)
  for (let block = 0; block < layout.blockStart.length - 1; block++) {
    const first = indexAt(layout.blockStart, block)
    const end = indexAt(layout.blockStart, block + 1)
    for (let option = first; option < end; option++) {
      for (let a = 0; a < size; a++) {
        const records = at(blockRecords, block * size + a)
        if (records === 0) continue
        const s = active[a] as number
        const whole = at(scores, block * size + a) / at(feasibility, block * components.length + s)
        const part = end === first + 1 ? 1 : at(optionScores, option * size + a) / whole
        creditCells(layout, counts, option, a, records * part)
      }
    }
  }
}

function creditCells(
  layout: Layout,
  counts: Float64Array,
  option: number,
  a: number,
  records: number,
): void {
  const end = indexAt(layout.optionStart, option + 1)
  for (let j = indexAt(layout.optionStart, option); j < end; j++) {
    add(counts, a * layout.cells + indexAt(layout.optionCells, j), records)
  }
}
