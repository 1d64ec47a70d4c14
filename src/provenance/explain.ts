/** A ratio followed back to counts: the patterns that weigh most, and what each possible origin expects of each comparison. */
import { LEVELS, type PatternsDocument } from '../match/patterns.ts'
import type { Group } from './comparison.ts'
import { membersOf } from './components.ts'
import { patternLikelihoods, posterior, type Solution } from './em.ts'
import type { Fit } from './fit.ts'
import { likelihoodRatio } from './likelihood-ratio.ts'
import { floorSetting, type Model } from './model.ts'
import { at, indexAt } from './numbers.ts'
import { sourceAt } from './question.ts'
import { everyone, robustClimb } from './starts.ts'

export interface Explanation {
  readonly source: string
  /** The headline ratio before guards and cap; the weights of all patterns and the penalty add up to it. */
  readonly log10Lr: number
  /** Heaviest first. */
  readonly patterns: readonly PatternEvidence[]
  /** Comparisons with the source: counts in the dump, and the rates that each origin expects. */
  readonly comparisons: readonly Comparison[]
}

export interface PatternEvidence {
  readonly records: number
  /** By source that holds the person, how the slots compare there: `portal: name canonical, yob exact`. */
  readonly shows: readonly string[]
  /** How each slot compares with the source that is explained; `null` where it does not hold the person. */
  readonly here: readonly { readonly slot: string; readonly level: string }[] | null
  /** Contribution to the ratio, log10; negative where the records speak against the source. */
  readonly log10Weight: number
  /** Chance of each origin, largest first. */
  readonly origins: readonly { readonly origin: string; readonly chance: number }[]
}

export interface Comparison {
  readonly about: string
  readonly records: number
  readonly agreeing: number
  readonly expected: readonly { readonly origin: string; readonly agreeRate: number }[]
  /** The agree rate that an undisclosed source is allowed at most. */
  readonly ceiling: number | null
}

const PATTERNS_SHOWN = 12

/**
 * @param name  of a source that was considered
 * @param shown most patterns that are listed
 */
export function explain(
  document: PatternsDocument,
  fit: Fit,
  name: string,
  shown: number = PATTERNS_SHOWN,
): Explanation {
  const { model } = fit
  const source = document.sources.find((candidate) => candidate.name === name)?.id
  if (source === undefined || !model.question.considered.includes(source)) {
    throw new RangeError('the source was not considered as an explanation')
  }
  const setting = floorSetting(model)
  const best = robustClimb(model, setting, everyone(model))
  const ratio = likelihoodRatio(model, setting, best, membersOf(model.components, { source }))
  return {
    source: name,
    log10Lr: ratio.log10Lr,
    patterns: heaviest(document, model, ratio.with, ratio.without)
      .slice(0, shown)
      .map(({ u, ...evidence }) => ({ ...evidence, here: here(document, model, u, source) })),
    comparisons: comparisons(model, source, ratio.with),
  }
}

function heaviest(
  document: PatternsDocument,
  model: Model,
  found: Solution,
  without: Solution,
): readonly (Omit<PatternEvidence, 'here'> & { readonly u: number })[] {
  const { layout } = model
  const likelihoods = patternLikelihoods(model, found)
  const rivals = patternLikelihoods(model, without)
  const chances = posterior(model, found)
  const weights = layout.example.map((_, u) => {
    const gain = at(likelihoods, u) - at(rivals, u)
    return { u, log10Weight: (at(layout.patternRecords, u) * gain) / Math.LN10 }
  })
  return weights
    .sort((one, other) => Math.abs(other.log10Weight) - Math.abs(one.log10Weight))
    .map(({ u, log10Weight }) => ({
      u,
      records: at(layout.patternRecords, u),
      shows: shows(document, model, u),
      log10Weight,
      origins: originNames(model)
        .map((origin, s) => ({ origin, chance: at(chances, u * model.components.length + s) }))
        .filter(({ chance }) => chance >= 0.01)
        .sort((one, other) => other.chance - one.chance),
    }))
}

function shows(document: PatternsDocument, model: Model, u: number): readonly string[] {
  return model.question.considered.map((source) => {
    const { name } = sourceAt(model.question, source)
    const levels = here(document, model, u, source)
    return levels === null
      ? `${name}: not there`
      : `${name}: ${levels.map(({ slot, level }) => `${slot} ${level}`).join(', ')}`
  })
}

function here(
  { slots }: PatternsDocument,
  { layout }: Model,
  u: number,
  source: number,
): PatternEvidence['here'] {
  const code = layout.example[u]?.links[source] ?? null
  if (code === null) return null
  return slots.flatMap((slot, i) => {
    const level = LEVELS[Number.parseInt(code.charAt(i), 16)]
    return level === undefined || SILENT.includes(level) ? [] : [{ slot, level }]
  })
}

const SILENT: readonly string[] = ['no factor', 'blank in dump', 'blank in source']

const originNames = ({ components, question }: Model): readonly string[] =>
  components.map((component) => {
    if (!('source' in component)) return `(${component.kind})`
    const { name } = sourceAt(question, component.source)
    if (component.kind === 'source') return name
    if (component.kind === 'outside') return `${name}, outside the supplied part`
    return `${name} joined with ${sourceAt(question, component.other).name}`
  })

function comparisons(model: Model, source: number, found: Solution): readonly Comparison[] {
  const { layout, ceilings, components } = model
  const names = originNames(model)
  const counts = countCells(model)
  return layout.groups.flatMap((group, g) => {
    if (!('source' in group) || group.source !== source) return []
    const sides = [
      indexAt(layout.start, g),
      indexAt(layout.agreeEnd, g),
      indexAt(layout.start, g + 1),
    ] as const
    const agreeing = between(counts, sides[0], sides[1])
    return [
      {
        about: aboutGroup(group),
        records: agreeing + between(counts, sides[1], sides[2]),
        agreeing,
        expected: components.map((_, s) => ({
          origin: names[s] ?? '',
          agreeRate: between(found.theta, s * layout.cells + sides[0], s * layout.cells + sides[1]),
        })),
        ceiling: ceilings[g]?.highest ?? null,
      },
    ]
  })
}

function aboutGroup(group: Exclude<Group, { kind: 'form' | 'latent' }>): string {
  switch (group.kind) {
    case 'name':
      return `name of shape ${group.condition}, ${group.latent === 0 ? 'well' : 'badly'} written`
    case 'presence':
      return `presence, with ${group.condition}`
    case 'class':
      return `identifiers, with ${group.mask}`
    case 'field':
      return [
        group.slot,
        ...(group.masked ? ['masked'] : []),
        ...(group.latent > 0 ? ['badly written'] : []),
      ].join(', ')
  }
}

/** Records of the dump in each cell; a latent class counts every record that could be of it. */
function countCells({ layout }: Model): Float64Array {
  const counts = new Float64Array(layout.cells)
  for (let u = 0; u < layout.patternRecords.length; u++) {
    for (let j = u * layout.width; j < (u + 1) * layout.width; j++) {
      const block = indexAt(layout.patternBlocks, j)
      const first = indexAt(layout.optionStart, indexAt(layout.blockStart, block))
      const end = indexAt(layout.optionStart, indexAt(layout.blockStart, block + 1))
      for (let i = first; i < end; i++) {
        const cell = indexAt(layout.optionCells, i)
        counts[cell] = at(counts, cell) + at(layout.patternRecords, u)
      }
    }
  }
  return counts
}

function between(values: Float64Array, from: number, to: number): number {
  let total = 0
  for (let i = from; i < to; i++) total += at(values, i)
  return total
}
