/** The expectation step: how likely each record is under each component, and what it then counts towards. */
import type { Layout } from './layout.ts'
import type { Model } from './model.ts'
import { add, at, indexAt } from './numbers.ts'

export const LEAST_PROBABILITY = 1e-12
export const LEAST_MASS = 1e-300
/** A component this far (natural log) below the best has no part in a record. */
const NEGLIGIBLE = 40

/** Buffers of one climb, component-minor so that the inner loops run along memory. */
export interface Workspace {
  readonly active: readonly number[]
  /** Log score of each block under each active component [b · active + a]. */
  readonly scores: Float64Array
  /** The same of each alternative [v · active + a]. */
  readonly optionScores: Float64Array
  /** Expected records of each block from each active component. */
  readonly blockRecords: Float64Array
  /** Expected records of each cell, component-major as theta is [a · cells + i]. */
  readonly counts: Float64Array
  /** Log of each active component's probabilities [a · cells + i]. */
  readonly logs: Float64Array
  readonly likelihoods: Float64Array
  readonly records: Float64Array
  readonly logWeights: Float64Array
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
    logs: new Float64Array(layout.cells * active.length),
    likelihoods: new Float64Array(layout.patternRecords.length),
    records,
    logWeights: new Float64Array(active.length),
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
  const { active, records, blockRecords, likelihoods, logWeights } = work
  scoreBlocks(model, work, theta)
  records.fill(0)
  blockRecords.fill(0)
  active.forEach((s, a) => {
    logWeights[a] = Math.log(Math.max(at(weights, s), LEAST_MASS))
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
  const { chances, scores, logWeights } = work
  const { patternBlocks, width } = layout
  const size = chances.length
  for (let a = 0; a < size; a++) chances[a] = at(logWeights, a)
  for (let j = u * width; j < (u + 1) * width; j++) {
    const block = indexAt(patternBlocks, j) * size
    for (let a = 0; a < size; a++) add(chances, a, at(scores, block + a))
  }
  let best = Number.NEGATIVE_INFINITY
  for (let a = 0; a < size; a++) {
    if (at(chances, a) > best) best = at(chances, a)
  }
  let total = 0
  for (let a = 0; a < size; a++) {
    const behind = at(chances, a) - best
    const chance = behind < -NEGLIGIBLE ? 0 : Math.exp(behind)
    chances[a] = chance
    total += chance
  }
  for (let a = 0; a < size; a++) chances[a] = at(chances, a) / total
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

/** Logs of component s's probabilities, written at position a. */
export function logsOf(
  { layout }: Model,
  theta: Float64Array,
  s: number,
  logs: Float64Array,
  a: number,
): void {
  for (let cell = 0; cell < layout.cells; cell++) {
    const probability = at(theta, s * layout.cells + cell)
    logs[a * layout.cells + cell] = Math.log(Math.max(probability, LEAST_PROBABILITY))
  }
}

function scoreBlocks(model: Model, work: Workspace, theta: Float64Array): void {
  const { layout, components, feasibility } = model
  const { active, scores, optionScores, logs } = work
  const size = active.length
  for (const [a, s] of active.entries()) {
    logsOf(model, theta, s, logs, a)
    for (let option = 0; option < layout.optionStart.length - 1; option++) {
      let score = 0
      const end = indexAt(layout.optionStart, option + 1)
      for (let j = indexAt(layout.optionStart, option); j < end; j++) {
        score += at(logs, a * layout.cells + indexAt(layout.optionCells, j))
      }
      optionScores[option * size + a] = score
    }
    for (let block = 0; block < layout.blockStart.length - 1; block++) {
      scores[block * size + a] =
        at(feasibility, block * components.length + s) + scoreOptions(layout, work, block, a)
    }
  }
}

/** Log of the summed probability of a block's alternatives; most blocks have one. */
function scoreOptions(layout: Layout, work: Workspace, block: number, a: number): number {
  const { optionScores, active } = work
  const first = indexAt(layout.blockStart, block)
  const end = indexAt(layout.blockStart, block + 1)
  const score = at(optionScores, first * active.length + a)
  if (end === first + 1) return score
  let total = 0
  for (let option = first; option < end; option++) {
    total += Math.exp(at(optionScores, option * active.length + a) - score)
  }
  return score + Math.log(total)
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
        const whole = at(scores, block * size + a) - at(feasibility, block * components.length + s)
        const part = end === first + 1 ? 1 : Math.exp(at(optionScores, option * size + a) - whole)
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
