/**
 * The version of a run that leaves the building: counts under ten hidden, with a second cell where one alone could be found by
 * subtraction; other counts to the nearest ten, shares to a step of at least ten records, the snapshot to its month. It
 * claims no safety against somebody who holds the dump itself, or several reports of one case.
 */
import type { Interval, ProvenanceDocument, SourceResult } from '../provenance/document.ts'
import {
  type Count,
  FEW,
  HIDDEN,
  PUBLIC_SCHEMA,
  type ReportedDocument,
  type ReportedSource,
} from './reported.ts'
import { wholeNumber } from './text.ts'

/** Fewer records than this are not told, and more to the nearest multiple. */
const LEAST = 10
/** Overlap is a rate of small counts: a finer step would tell them. */
const OVERLAP_STEP = 0.05

export function publicVersion(document: ProvenanceDocument): ReportedDocument {
  const { verdict, records, presentIn, sources, findings } = document
  const linkable = records.distinct - records.unlinkable
  const step = Math.max(0.01, Math.ceil((100 * LEAST) / Math.max(1, linkable)) / 100)
  const say = (text: string): string => coarseText(text, namesOf(document))
  const [noMatch = FEW, ...held] = cells([records.noMatch, ...presentIn.map((set) => set.records)])
  return {
    ...document,
    schema: PUBLIC_SCHEMA,
    verdict: { ...verdict, sentence: say(verdict.sentence), because: verdict.because.map(say) },
    records: {
      total: coarse(records.total),
      distinct: coarse(records.distinct),
      unlinkable: coarse(records.unlinkable),
      noMatch,
    },
    presentIn: presentIn.map((set, i) => ({ ...set, records: held[i] ?? HIDDEN })),
    sources: sources.map((source) => publicSource(source, step)),
    findings: findings.map(({ records: found, ...finding }) => ({
      ...finding,
      ...(found === undefined ? {} : { records: coarse(found) }),
      sentence: say(finding.sentence),
    })),
    limits: document.limits.map(say),
  }
}

/** A count of records as the public version tells it. */
export const coarse = (records: number): Count =>
  records < LEAST ? FEW : LEAST * Math.round(records / LEAST)

/**
 * Cells that add up to a total: what is left when the others are taken from it must not be a single small cell, so that the
 * smallest ones are hidden with it until ten records or more are.
 */
function cells(counts: readonly number[]): readonly Count[] {
  const ascending = [...counts.keys()].sort((i, j) => (counts[i] ?? 0) - (counts[j] ?? 0))
  const small = ascending.filter((i) => (counts[i] ?? 0) < LEAST)
  let sum = small.reduce((total, i) => total + (counts[i] ?? 0), 0)
  const hidden = new Set<number>()
  for (const i of ascending.slice(small.length)) {
    if (small.length === 0 || (small.length + hidden.size > 1 && sum >= LEAST)) break
    hidden.add(i)
    sum += counts[i] ?? 0
  }
  return counts.map((n, i) => (hidden.has(i) ? HIDDEN : coarse(n)))
}

function publicSource(source: SourceResult, step: number): ReportedSource {
  const { overlap, agreement, share, contributed, snapshot, ...named } = source
  return {
    ...named,
    ...(overlap === undefined ? {} : { overlap: mapped(overlap, publicOverlap) }),
    ...(agreement === undefined
      ? {}
      : { agreement: mapped(agreement, (levels) => mapped({ ...levels }, coarse)) }),
    share: {
      ...share,
      estimate: share.estimate === null ? null : nearest(share.estimate, step),
      interval: widened(share.interval, step),
    },
    ...(contributed === undefined ? {} : { contributed: coarseRatios(contributed) }),
    ...(snapshot === undefined
      ? {}
      : { snapshot: { earliest: month(snapshot.earliest), latest: month(snapshot.latest) } }),
  }
}

function publicOverlap({
  compared,
  matched,
  interval,
}: NonNullable<SourceResult['overlap']>[string]) {
  const isTold = matched >= LEAST && compared - matched >= LEAST
  return {
    compared: coarse(compared),
    matched: isTold || compared < LEAST ? coarse(matched) : matched < LEAST ? FEW : HIDDEN,
    interval: isTold ? widened(interval, OVERLAP_STEP) : ([0, 1] as const),
  }
}

function coarseRatios(
  contributed: NonNullable<SourceResult['contributed']>,
): NonNullable<SourceResult['contributed']> {
  const { log10Lr, modelLog10Lr, cappedAt } = contributed
  return {
    ...contributed,
    log10Lr: tenth(log10Lr),
    modelLog10Lr: tenth(modelLog10Lr),
    cappedAt: tenth(cappedAt),
  }
}

const tenth = (log10: number | null): number | null => (log10 === null ? null : nearest(log10, 0.1))

function month(day: string): string
function month(day: string | null): string | null
function month(day: string | null): string | null {
  return day === null ? null : day.slice(0, 7)
}

/** Rounded to a multiple of the step, without the tail of a binary fraction. */
const nearest = (value: number, step: number): number =>
  Number((step * Math.round(value / step)).toFixed(4))

const widened = ([low, high]: Interval, step: number): Interval => [
  Math.max(0, Number((step * Math.floor(low / step + 1e-9)).toFixed(4))),
  Math.min(1, Number((step * Math.ceil(high / step - 1e-9)).toFixed(4))),
]

const mapped = <T, U, K extends string>(
  record: Readonly<Record<K, T>>,
  change: (value: T) => U,
): Record<K, U> =>
  Object.fromEntries(
    Object.entries<T>(record).map(([key, value]) => [key, change(value)]),
  ) as Record<K, U>

const namesOf = ({ dump, sources, inputs }: ProvenanceDocument): readonly string[] => [
  ...new Set([dump, ...sources.map(({ name }) => name), ...inputs.map(({ source }) => source)]),
]

/** A number that stands on its own, its percent sign with it. */
const NUMBER = String.raw`ratio (?:is )?(?:at least|more than|under) [\d,]+|(?:[Uu]p to |(?<![\p{L}\p{N}.,_-]))\d[\d,]*(?:\.\d+)?(?: %| times)?(?![\p{L}\p{N}_-])`

/** The numbers of a sentence as coarse as those of the tables; names stay as they are. */
function coarseText(text: string, names: readonly string[]): string {
  // How often pretend dumps misled is no count of anybody's records.
  if (text.includes('pretend dump')) return text
  const known = names
    .filter((name) => /\d/.test(name))
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return text.replace(new RegExp([...known, NUMBER].join('|'), 'gu'), (found) =>
    names.includes(found) ? found : coarseNumber(found),
  )
}

function coarseNumber(found: string): string {
  const [bound = ''] = /^up to /i.exec(found) ?? []
  const value = Number(found.replace(/[^\d.]/g, ''))
  if (found.endsWith('%'))
    return `${bound}${value > 0 && value < 1 ? 'under 1' : Math.round(value)} %`
  // Ratios (rounded already), z-scores and years (a count of that size is written with a comma).
  if (/^ratio|times$|\./.test(found) || /^(?:19|20)\d\d$/.test(found)) return found
  // A bound is never rounded to less.
  if (bound !== '') return `${bound}${wholeNumber(LEAST * Math.ceil(value / LEAST))}`
  const count = coarse(value)
  return typeof count === 'number' ? wholeNumber(count) : 'fewer than 10'
}
