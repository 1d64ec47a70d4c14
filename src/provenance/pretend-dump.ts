/** Pretend dumps of known origin, drawn from the probe rows of the case's own sources. */
import type { Question, RecordPattern } from './question.ts'
import { type Random, random } from './random.ts'

/** What a pretend dump is made of; the parts add up to 1. `null`: invented records. */
export interface Recipe {
  readonly parts: readonly { readonly source: number | null; readonly share: number }[]
  readonly records: number
  readonly seed: number
}

/** All probe rows of a source as the records of a dump; at its own position each is linked with itself. */
export function probePatterns(question: Question, source: number): readonly RecordPattern[] {
  return question.emission.probes
    .filter((probe) => probe.from === source)
    .map((probe) => ({
      form: probe.form,
      links: probe.links.with(source, probe.self),
      rawHit: `${probe.rawHit.slice(0, source)}1${probe.rawHit.slice(source + 1)}`,
      ruledOut: '0'.repeat(question.sources.length),
      late: '0'.repeat(question.sources.length),
      n: probe.n,
    }))
}

/**
 * Draws a recipe's records without replacement: drawn twice, a probe row would be a chance likeness that no real dump has.
 * Where a part has too few rows the whole pretend dump is smaller.
 */
export function pretendDump(question: Question, recipe: Recipe): readonly RecordPattern[] {
  const draw = random(recipe.seed)
  const parts = recipe.parts.map(({ source, share }) => ({
    share,
    rows:
      source === null
        ? inventedPatterns(question, recipe.records)
        : probePatterns(question, source),
  }))
  const records = parts.reduce(
    (fewest, { rows, share }) => Math.min(fewest, Math.floor(rowsIn(rows) / share)),
    recipe.records,
  )
  return parts.flatMap(({ rows, share }) => drawRows(rows, Math.round(share * records), draw))
}

/** Records filled like the dump's and found nowhere, as many as are asked for. */
function inventedPatterns(question: Question, records: number): readonly RecordPattern[] {
  const times = Math.ceil(records / question.records)
  return question.patterns.map((pattern) => ({
    ...pattern,
    links: pattern.links.map(() => null),
    rawHit: '0'.repeat(question.sources.length),
    ruledOut: '0'.repeat(question.sources.length),
    late: '0'.repeat(question.sources.length),
    n: pattern.n * times,
  }))
}

const rowsIn = (rows: readonly RecordPattern[]): number =>
  rows.reduce((total, { n }) => total + n, 0)

/** Each row is drawn as often as it was counted at most. */
function drawRows(
  rows: readonly RecordPattern[],
  records: number,
  draw: Random,
): readonly RecordPattern[] {
  const urn = rows.flatMap((row) => Array.from({ length: row.n }, () => row))
  const counts = new Map<RecordPattern, number>()
  for (let i = 0; i < Math.min(records, urn.length); i++) {
    const chosen = i + Math.floor(draw() * (urn.length - i))
    const row = urn[chosen] as RecordPattern
    urn[chosen] = urn[i] as RecordPattern
    counts.set(row, (counts.get(row) ?? 0) + 1)
  }
  return [...counts].map(([row, n]) => ({ ...row, n }))
}
