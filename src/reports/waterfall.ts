/** A ratio taken apart: what each group of records adds to it or takes away, then what caution takes off, down to the headline. */
import type { Explanation, PatternEvidence } from '../provenance/explain.ts'
import { headline as lessModelError } from '../provenance/likelihood-ratio.ts'

export interface WaterfallStep {
  readonly words: string
  /** `null` for what is taken off the sum. */
  readonly records: number | null
  /** Log10; the steps add up to the headline. */
  readonly log10Weight: number
}

export interface Waterfall {
  readonly source: string
  readonly steps: readonly WaterfallStep[]
  /** Where the steps end: the ratio as it is reported, log10. */
  readonly headline: number
}

/** @param explanation with every pattern, not the heaviest only */
export function waterfallOf(
  { source, log10Lr, patterns }: Explanation,
  headline: number,
): Waterfall {
  const groups = grouped(patterns)
  const allowed = lessModelError(log10Lr)
  const sum = groups.reduce((total, { log10Weight }) => total + log10Weight, 0)
  const taken: WaterfallStep[] = [
    {
      words: 'penalty for the freedom that the source gives the model',
      records: null,
      log10Weight: log10Lr - sum,
    },
    {
      words: 'allowance for what the model leaves out',
      records: null,
      log10Weight: allowed - log10Lr,
    },
    {
      words: 'cut to what the tests of this case can support',
      records: null,
      log10Weight: headline - allowed,
    },
  ]
  return {
    source,
    steps: [...gathered(groups), ...taken.filter(({ log10Weight }) => !isSlight(log10Weight))],
    headline,
  }
}

/** Largest gain first, so that what speaks against the source stands together at the end. */
function grouped(patterns: readonly PatternEvidence[]): readonly WaterfallStep[] {
  const groups = new Map<string, WaterfallStep>()
  for (const pattern of patterns) {
    const words = groupOf(pattern)
    const group = groups.get(words)
    groups.set(words, {
      words,
      records: (group?.records ?? 0) + pattern.records,
      log10Weight: (group?.log10Weight ?? 0) + pattern.log10Weight,
    })
  }
  return [...groups.values()].sort((one, other) => other.log10Weight - one.log10Weight)
}

/** It would read 0.0. */
const isSlight = (log10Weight: number): boolean => Math.abs(log10Weight) < 0.05

/** Groups that weigh next to nothing stand in one line, where there are several. */
function gathered(groups: readonly WaterfallStep[]): readonly WaterfallStep[] {
  const slight = groups.filter(({ log10Weight }) => isSlight(log10Weight))
  if (slight.length < 2) return groups
  const weighty = groups.filter(({ log10Weight }) => !isSlight(log10Weight))
  const rest: WaterfallStep = {
    words: 'all else, which weighs next to nothing',
    records: slight.reduce((sum, { records }) => sum + (records ?? 0), 0),
    log10Weight: slight.reduce((sum, { log10Weight }) => sum + log10Weight, 0),
  }
  return [
    ...weighty.filter(({ log10Weight }) => log10Weight > 0),
    rest,
    ...weighty.filter(({ log10Weight }) => log10Weight < 0),
  ]
}

const NAME_WORDS: Readonly<Record<string, string>> = {
  exact: 'same name, letter for letter',
  canonical: 'same words of the name, written otherwise',
  partial: 'name agrees in part',
  different: 'another name',
}

/** Groups by what the source itself shows: absent; or the name, and whether anything else differs. */
function groupOf({ here }: PatternEvidence): string {
  if (here === null) return 'not held by it'
  const name = here.find(({ slot }) => slot === 'name')?.level ?? ''
  const words = NAME_WORDS[name] ?? 'held by it, no name to compare'
  const differs = here.some(({ slot, level }) => slot !== 'name' && DIFFERENT.includes(level))
  return differs ? `${words}; something else differs` : words
}

const DIFFERENT: readonly string[] = ['different', 'masked contradictory', 'partial', 'other kind']
