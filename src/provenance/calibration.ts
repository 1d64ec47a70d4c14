/** Calibration inside the case: pretend dumps of known origin through the same engine, to see what it says of the innocent. */
import { upperBound } from '../match/intervals.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import { isIdentified } from './assessment.ts'
import { cllr } from './cllr.ts'
import { membersOf } from './components.ts'
import { PRETEND, SUPPORT_LOG10_LR } from './constants.ts'
import type { Validation } from './document.ts'
import type { Fit } from './fit.ts'
import { headline, likelihoodRatio } from './likelihood-ratio.ts'
import { buildModel, floorSetting } from './model.ts'
import { pretendDump, type Recipe } from './pretend-dump.ts'
import { type Question, questionOf, registriesOf, withPatterns } from './question.ts'
import { type Random, random } from './random.ts'
import { everyone, robustClimb } from './starts.ts'

/** One run: what the pretend dump is made of, and the sources it is compared with. A part not considered is "unknown". */
export interface NullRunPlan {
  readonly recipe: Recipe
  readonly considered: readonly number[]
}

export interface NullRun {
  /** By considered source, its true share and its headline ratio before any cap. */
  readonly ratios: readonly {
    readonly source: number
    readonly share: number
    readonly log10Lr: number
  }[]
}

export interface CalibrationOptions {
  readonly seed: number
  /** Runs without each source; a quarter as many with each registry test the others. */
  readonly calibrate: number
}

/** The runs that a case gets: fixed by the sources and the seed, so that two machines agree. */
export function planNullRuns(fit: Fit, options: CalibrationOptions): readonly NullRunPlan[] {
  const { question } = fit.model
  const draw = random(options.seed)
  const plans = registriesOf(question).flatMap((registry) => [
    ...plansWithout(question, registry, options.calibrate, draw),
    ...plansWith(question, registry, Math.ceil(options.calibrate / 4), draw),
  ])
  // A breach is named or not by the same threshold, so it is tested as often; most runs test several sources.
  for (const source of question.considered) {
    const tested = plans.filter((plan) => isWithout(plan, source)).length
    plans.push(...plansWithout(question, source, options.calibrate - tested, draw))
  }
  return plans
}

const isWithout = ({ considered, recipe }: NullRunPlan, source: number): boolean =>
  considered.includes(source) && !recipe.parts.some((part) => part.source === source)

const othersThan = ({ considered }: Question, source: number): readonly number[] =>
  considered.filter((other) => other !== source)

function plansWithout(
  question: Question,
  source: number,
  runs: number,
  draw: Random,
): readonly NullRunPlan[] {
  const pool = othersThan(question, source)
  if (pool.length === 0) return []
  return Array.from({ length: Math.max(0, runs) }, (_, i) =>
    planOf(question, partsWithout(pool, i, draw), draw),
  )
}

function plansWith(
  question: Question,
  registry: number,
  runs: number,
  draw: Random,
): readonly NullRunPlan[] {
  const pool = othersThan(question, registry)
  if (pool.length === 0) return []
  return Array.from({ length: runs }, (_, i) =>
    planOf(question, partsWith(registry, pool, i, draw), draw),
  )
}

/** A part of a pretend dump: rows of a source that is supplied, of one that is withheld, or invented ones. */
interface Part {
  readonly source: number | null
  readonly withheld: boolean
}
const INVENTED: Part = { source: null, withheld: false }

/** Most runs withhold a corpus: an undisclosed source is what a registry is most easily mistaken for. */
function partsWithout(pool: readonly number[], i: number, draw: Random): readonly Part[] {
  const first = pool[i % pool.length] as number
  const others = pool.filter((source) => source !== first)
  const second = others[Math.floor(draw() * others.length)]
  const known = (source: number | undefined): Part =>
    source === undefined ? INVENTED : { source, withheld: false }
  const hidden: Part = { source: first, withheld: true }
  const recipes: readonly (readonly Part[])[] = [
    [hidden],
    [hidden, known(second)],
    [known(first)],
    [hidden],
    [hidden, INVENTED],
    [known(first), known(second)],
    [hidden],
    [known(first), INVENTED],
  ]
  return recipes[Math.floor(i / pool.length) % recipes.length] ?? [hidden]
}

function partsWith(
  target: number,
  pool: readonly number[],
  i: number,
  draw: Random,
): readonly Part[] {
  const own: Part = { source: target, withheld: false }
  const other = pool[Math.floor(draw() * pool.length)] as number
  const recipes: readonly (readonly Part[])[] = [
    [own],
    [own, { source: other, withheld: true }],
    [own, INVENTED],
    [own, { source: other, withheld: false }],
  ]
  return recipes[i % recipes.length] ?? [own]
}

function planOf(question: Question, parts: readonly Part[], draw: Random): NullRunPlan {
  const first = parts.length === 1 ? 1 : PRETEND.leastPart + draw() * (1 - 2 * PRETEND.leastPart)
  return {
    recipe: {
      parts: parts.map(({ source }, i) => ({ source, share: i === 0 ? first : 1 - first })),
      records: Math.min(question.records, PRETEND.records),
      seed: Math.floor(draw() * 2 ** 32),
    },
    considered: question.considered.filter(
      (source) => !parts.some((part) => part.withheld && part.source === source),
    ),
  }
}

/** Carries runs out; each is independent of the others, so that plans can be shared out and the results put together. */
export function nullRuns(
  document: PatternsDocument,
  plans: readonly NullRunPlan[],
  onRun: (run: NullRun) => void = () => {},
): readonly NullRun[] {
  const question = questionOf(document)
  return plans.map((plan) => {
    const run = nullRun(question, plan)
    onRun(run)
    return run
  })
}

export function nullRun(question: Question, { recipe, considered }: NullRunPlan): NullRun {
  const pretend = withPatterns({ ...question, considered }, pretendDump(question, recipe))
  const model = buildModel(pretend)
  const setting = floorSetting(model)
  const best = robustClimb(model, setting, everyone(model), PRETEND.tolerance)
  const ratios = considered.map((source) => {
    const share = recipe.parts.find((part) => part.source === source)?.share ?? 0
    const members = membersOf(model.components, { source })
    const { log10Lr } = likelihoodRatio(model, setting, best, members, {
      searchAll: false,
      tolerance: PRETEND.tolerance,
    })
    return {
      source,
      share,
      log10Lr: isIdentified(model, { source }) ? headline(log10Lr) : Math.min(log10Lr, 0),
    }
  })
  return { ratios }
}

/** What the runs without a source gave it. */
export interface Nulls {
  readonly runs: number
  /** Highest ratio of a run that it gave nothing to; −∞ without runs. */
  readonly highest: number
}

export function nullsOf(runs: readonly NullRun[], source: number): Nulls {
  const ratios = nullRatios(runs, [source])
  return { runs: ratios.length, highest: Math.max(Number.NEGATIVE_INFINITY, ...ratios) }
}

/** The figures for the document: about registries where there is one, else about all sources. */
export function validate(question: Question, runs: readonly NullRun[]): Validation | null {
  const registries = registriesOf(question)
  const about = registries.length > 0 ? registries : question.considered
  const innocent = nullRatios(runs, about)
  if (innocent.length === 0) return null
  const falseAttributions = innocent.filter((log10Lr) => log10Lr >= SUPPORT_LOG10_LR).length
  const given = runs.flatMap(({ ratios }) =>
    ratios.filter(({ source, share }) => about.includes(source) && share >= PRETEND.leastPart),
  )
  const found = given.filter(({ log10Lr }) => log10Lr >= SUPPORT_LOG10_LR).length
  return {
    runs: innocent.length,
    falseAttributions,
    upperBound: upperBound(falseAttributions, innocent.length),
    found: { runs: given.length, found },
    cllr: cllr(
      given.map(({ log10Lr }) => bounded(log10Lr, innocent.length)),
      innocent.map((log10Lr) => bounded(log10Lr, innocent.length)),
    ),
  }
}

const bounded = (log10Lr: number, runs: number): number => Math.min(log10Lr, Math.log10(runs + 1))

function nullRatios(runs: readonly NullRun[], sources: readonly number[]): readonly number[] {
  return runs.flatMap(({ ratios }) =>
    ratios
      .filter(({ source, share }) => share === 0 && sources.includes(source))
      .map(({ log10Lr }) => log10Lr),
  )
}
