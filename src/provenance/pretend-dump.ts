/** Pretend dumps of known origin, drawn from the probe rows of the case's own sources. */
import type { Question, RecordPattern } from './question.ts'
import { chooseIndex, type Random, random } from './random.ts'

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
      rawHit: probe.rawHit,
      ruledOut: '0'.repeat(question.sources.length),
      n: probe.n,
    }))
}

/** Draws a recipe's records, with replacement, each probe row as often as it was counted. */
export function pretendDump(question: Question, recipe: Recipe): readonly RecordPattern[] {
  const draw = random(recipe.seed)
  const drawn = new Map<RecordPattern, number>()
  let left = recipe.records
  recipe.parts.forEach(({ source, share }, i) => {
    const last = i === recipe.parts.length - 1
    const records = last ? left : Math.min(left, Math.round(share * recipe.records))
    left -= records
    const rows = source === null ? inventedPatterns(question) : probePatterns(question, source)
    for (const [row, n] of drawRows(rows, records, draw)) drawn.set(row, (drawn.get(row) ?? 0) + n)
  })
  return [...drawn].map(([row, n]) => ({ ...row, n }))
}

/** Records filled like the dump's and found nowhere. */
function inventedPatterns(question: Question): readonly RecordPattern[] {
  return question.patterns.map((pattern) => ({
    ...pattern,
    links: pattern.links.map(() => null),
    rawHit: '0'.repeat(question.sources.length),
    ruledOut: '0'.repeat(question.sources.length),
  }))
}

function drawRows(
  rows: readonly RecordPattern[],
  records: number,
  draw: Random,
): ReadonlyMap<RecordPattern, number> {
  const ends: number[] = []
  for (const row of rows) ends.push((ends.at(-1) ?? 0) + row.n)
  const counts = new Map<RecordPattern, number>()
  if (rows.length === 0) return counts
  for (let i = 0; i < records; i++) {
    const row = rows[chooseIndex(ends, draw)] as RecordPattern
    counts.set(row, (counts.get(row) ?? 0) + 1)
  }
  return counts
}
