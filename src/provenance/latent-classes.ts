/**
 * Two-class latent models of what makes a record agree with all sources at once, or with none: how well its name or
 * another field is written, and how well its person is covered. Taken as independent from source to source, such records look like a
 * mixture of sources and accuse one that gave nothing.
 */
import { LATENT } from './constants.ts'

/** Probe rows of one source that look alike: one letter a source of the document, `-` where nothing is compared. */
export interface LetterVector {
  readonly from: number
  /** Rows are compared within one condition: the shape of the name, or which identifiers are filled. */
  readonly condition: string
  readonly letters: string
  readonly rows: number
}

/** Expected probe rows by class; keys as `letterKey` and `classKey` give them. */
export type ClassCounts = ReadonlyMap<string, number>

export const letterKey = (
  source: number,
  condition: string,
  latent: number,
  letter: string,
): string => `${source}|${condition}|${latent}|${letter}`

export const classKey = (condition: string, latent: number): string => `${condition}|${latent}`

interface ClassModel {
  /** By condition, the weight of each class. */
  readonly weights: ReadonlyMap<string, readonly number[]>
  /** By source and condition, the agree rate of each class. */
  readonly rates: ReadonlyMap<string, readonly number[]>
}

/** What is classed: the rows of one source, by the letters that they have at some sources. */
export interface Classing {
  readonly vectors: readonly LetterVector[]
  /** Sources whose letters tell the class. */
  readonly telling: readonly number[]
  /** Sources whose letters are counted by class. */
  readonly counted: readonly number[]
  /** 2, or 1 for plain counting. */
  readonly classes: 1 | 2
  readonly agrees: (letter: string) => boolean
}

/** Fits the classes to a source's probe rows and counts the rows by class. */
export function classCounts(classing: Classing): ClassCounts {
  let model = startingModel(classing)
  const steps = classing.classes === 1 ? 0 : LATENT.steps
  for (let step = 0; step < steps; step++) model = improve(classing, model)
  return countByClass(classing, model)
}

const rateKey = (source: number, condition: string): string => `${source}|${condition}`

/** Both classes start a step of log odds on either side of the rate over all rows. */
function startingModel(classing: Classing): ClassModel {
  const { vectors, telling, classes } = classing
  const conditions = [...new Set(vectors.map(({ condition }) => condition))]
  const pairs = conditions.flatMap((condition) =>
    telling.map((source) => [source, condition] as const),
  )
  return {
    weights: new Map(
      conditions.map((condition) => [condition, classes === 1 ? [1] : LATENT.startWeights]),
    ),
    rates: new Map(
      pairs.map(([source, condition]) => {
        const rate = overallRate(classing, source, condition)
        const steps = classes === 1 ? [0] : [LATENT.startStep, -LATENT.startStep]
        return [rateKey(source, condition), steps.map((step) => shiftOdds(rate, step))]
      }),
    ),
  }
}

function overallRate({ vectors, agrees }: Classing, source: number, condition: string): number {
  let agreeing = 1
  let rows = 2
  for (const vector of vectors) {
    const letter = vector.letters.charAt(source)
    if (vector.condition !== condition || letter === '-') continue
    rows += vector.rows
    if (agrees(letter)) agreeing += vector.rows
  }
  return agreeing / rows
}

const shiftOdds = (rate: number, logOdds: number): number => {
  const odds = (rate / (1 - rate)) * Math.exp(logOdds)
  return odds / (1 + odds)
}

/** Chance of each class for one vector. */
function classChances(
  { telling, agrees }: Classing,
  vector: LetterVector,
  model: ClassModel,
): number[] {
  const weights = model.weights.get(vector.condition) ?? [1]
  const joint = weights.map((weight, latent) =>
    telling.reduce((chance, source) => {
      const letter = vector.letters.charAt(source)
      if (letter === '-') return chance
      const rate = model.rates.get(rateKey(source, vector.condition))?.[latent] ?? 0.5
      return chance * (agrees(letter) ? rate : 1 - rate)
    }, weight),
  )
  const total = joint.reduce((sum, chance) => sum + chance, 0)
  return joint.map((chance) => chance / total)
}

/** One EM step; a few pseudo-rows at the start keep the better class the better one where rows are few. */
function improve(classing: Classing, model: ClassModel): ClassModel {
  const start = startingModel(classing)
  const pseudo = (centre: readonly number[]): number[] =>
    centre.map((rate) => rate * LATENT.priorRows)
  const weights = new Map([...start.weights].map(([key, centre]) => [key, pseudo(centre)]))
  const agreeing = new Map([...start.rates].map(([key, centre]) => [key, pseudo(centre)]))
  const rows = new Map(
    [...start.rates].map(([key, centre]) => [key, centre.map(() => LATENT.priorRows)]),
  )
  for (const vector of classing.vectors) {
    const chances = classChances(classing, vector, model)
    addTo(weights, vector.condition, chances, vector.rows)
    for (const source of classing.telling) {
      const letter = vector.letters.charAt(source)
      if (letter === '-') continue
      addTo(rows, rateKey(source, vector.condition), chances, vector.rows)
      if (classing.agrees(letter)) {
        addTo(agreeing, rateKey(source, vector.condition), chances, vector.rows)
      }
    }
  }
  return {
    weights: new Map([...weights].map(([key, counts]) => [key, normalised(counts)])),
    rates: new Map(
      [...rows].map(([key, counts]) => [
        key,
        counts.map((count, latent) => (agreeing.get(key)?.[latent] ?? 0) / count),
      ]),
    ),
  }
}

function normalised(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / total)
}

function addTo(
  counts: ReadonlyMap<string, number[]>,
  key: string,
  chances: readonly number[],
  rows: number,
): void {
  const own = counts.get(key)
  chances.forEach((chance, latent) => {
    if (own !== undefined) own[latent] = (own[latent] ?? 0) + chance * rows
  })
}

/** Rows by class: of each class alone where anything told it, and by source and letter. */
function countByClass(classing: Classing, model: ClassModel): ClassCounts {
  const counts = new Map<string, number>()
  const count = (key: string, rows: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + rows)
  }
  for (const vector of classing.vectors) {
    const { condition, letters, rows } = vector
    const told = classing.telling.some((source) => letters.charAt(source) !== '-')
    classChances(classing, vector, model).forEach((chance, latent) => {
      if (told) count(classKey(condition, latent), chance * rows)
      for (const source of classing.counted) {
        const letter = letters.charAt(source)
        if (letter !== '-') count(letterKey(source, condition, latent, letter), chance * rows)
      }
    })
  }
  return counts
}
