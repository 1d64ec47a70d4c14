/** Sources that are no independent explanations of each other: one holds the other's own rows. */
import { clopperPearson } from './intervals.ts'
import { LEVEL, type PatternsDocument } from './patterns.ts'

export interface DependentPair {
  /** Of the records of `from` that are linked with `to`, the part that is the same in every slot both fill. */
  readonly from: number
  readonly to: number
  readonly linked: number
  readonly identical: number
}

/** Fewer linked probe records than this say nothing. */
const LEAST_LINKED = 40
/**
 * Two systems that took down the same people apart agree in every field, spelling of the name included, far less often (0.45 to 0.85
 * over the simulated breaches); copies of one file nearly always.
 */
const SAME_ROWS = 0.9
/** A comparison that rests on fewer slots beyond the identifier that linked it cannot tell a copy from a namesake. */
const LEAST_SLOTS = 2

export function dependentPairs(document: PatternsDocument): DependentPair[] {
  const pairs: DependentPair[] = []
  for (const { id: from } of document.sources) {
    for (const { id: to } of document.sources) {
      if (from !== to) pairs.push({ from, to, ...compareRows(document, from, to) })
    }
  }
  return pairs.filter(
    ({ linked, identical }) =>
      linked >= LEAST_LINKED && clopperPearson(identical, linked)[0] > SAME_ROWS,
  )
}

function compareRows(
  { emission }: PatternsDocument,
  from: number,
  to: number,
): { linked: number; identical: number } {
  let linked = 0
  let identical = 0
  for (const probe of emission) {
    const code = probe.from === from ? (probe.links[to] ?? null) : null
    if (code === null) continue
    const levels = Array.from(code, (digit) => Number.parseInt(digit, 16))
    if (levels.filter((level) => COMPARED.has(level)).length < LEAST_SLOTS) continue
    linked += probe.n
    if (!levels.some((level) => DIFFERING.has(level))) identical += probe.n
  }
  return { linked, identical }
}

const DIFFERING: ReadonlySet<number> = new Set([
  LEVEL.canonical,
  LEVEL.partial,
  LEVEL.different,
  LEVEL.maskedContradictory,
])
const COMPARED: ReadonlySet<number> = new Set([LEVEL.exact, ...DIFFERING])
