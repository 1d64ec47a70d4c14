/** One question to the engine: these records, explained by these sources; the case's own dump or a pretend one. */
import type { PatternForm, PatternSource, PatternsDocument } from '../match/patterns.ts'
import { columnsOf, type SlotPlan, slotPlan } from './comparison.ts'
import { type EmissionTables, emissionTables, formAt, ownLinks } from './emission.ts'
import { CURRENT, type Variant } from './variant.ts'

/** Records that look the same to every source; links, ruledOut and late are indexed by the document's sources. */
export interface RecordPattern {
  readonly form: PatternForm
  readonly links: readonly (string | null)[]
  /** By source, `1` where any identifier was found there, whoever's row it is. */
  readonly rawHit: string
  readonly ruledOut: string
  /** By source, `1` where what rules it out is that an event of the record is later than it. */
  readonly late: string
  readonly n: number
}

export interface Question {
  readonly plan: SlotPlan
  readonly sources: readonly PatternSource[]
  /** Positions of the sources that may explain: registries and breaches with rows, and not set aside. */
  readonly considered: readonly number[]
  readonly patterns: readonly RecordPattern[]
  readonly emission: EmissionTables
  /** Columns of the dump, photo IDs as one, with what follows from them. */
  readonly columns: ReadonlySet<string>
  readonly variant: Variant
  readonly oneWordNames: boolean
  readonly records: number
  /** Independent trials among the records: people who share a phone came in together. */
  readonly trials: number
}

/** The question that a document asks: all its records, all its sources that hold rows. */
export function questionOf(document: PatternsDocument, variant: Variant = CURRENT): Question {
  const plan = slotPlan(document.slots)
  const patterns = document.patterns.map((pattern) => ({
    form: formAt(document, pattern.form),
    links: ownLinks(pattern.links, plan, variant),
    rawHit: pattern.rawHit,
    ruledOut: pattern.ruledOut,
    late: pattern.late,
    n: pattern.n,
  }))
  return {
    plan,
    sources: document.sources,
    considered: document.sources.filter(isOrigin).map(({ id }) => id),
    patterns,
    emission: emissionTables(document, plan, variant),
    columns: columnsOf(document.dump.fields),
    variant,
    oneWordNames: document.dump.treatment.oneWord,
    records: countRecords(patterns),
    trials: document.dump.clusters,
  }
}

/** Another dump is no origin: it is made of others, in parts that look nothing like each other. */
const isOrigin = ({ role, rows }: PatternSource): boolean => role !== 'dump' && rows > 0

/** The same sources asked about other records. */
export const withPatterns = (question: Question, patterns: readonly RecordPattern[]): Question => ({
  ...question,
  patterns,
  records: countRecords(patterns),
  trials: countRecords(patterns),
})

/** The same records, with some sources out of consideration. */
export const without = (question: Question, setAside: readonly number[]): Question => ({
  ...question,
  considered: question.considered.filter((source) => !setAside.includes(source)),
})

export function sourceAt(question: Question, position: number): PatternSource {
  const source = question.sources[position]
  if (source === undefined) throw new RangeError(`no source at position ${position}`)
  return source
}

export const registriesOf = (question: Question): readonly number[] =>
  question.considered.filter((source) => sourceAt(question, source).role === 'registry')

const countRecords = (patterns: readonly RecordPattern[]): number =>
  patterns.reduce((total, pattern) => total + pattern.n, 0)
