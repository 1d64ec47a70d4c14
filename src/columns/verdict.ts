/** What one column holds by its own header and values, on a scale of log10 odds. */
import type { DateOrder } from '../attributes/attribute.ts'
import {
  type Attribute,
  type ColumnKind,
  type IdentifierKind,
  isIdentifierKind,
} from '../core/kinds.ts'
import { attributeShare } from './attribute-fit.ts'
import { attributeShown } from './attribute-shown.ts'
import { coveredCells, type Evidence } from './evidence.ts'
import { isMixedKind, mixedShare } from './id-number.ts'
import type { ColumnSample } from './sample.ts'
import type { HeaderEntry } from './vocabulary.ts'

export interface Column {
  readonly index: number
  readonly entry: HeaderEntry | null
  readonly sample: ColumnSample
  readonly order: DateOrder
  readonly evidence: readonly Evidence[]
}

export interface Verdict {
  readonly kind: ColumnKind | null
  /** Log10 odds that the column holds this kind rather than a look-alike; 0 where nothing was decided. */
  readonly score: number
  /** In words of ours. */
  readonly why: string
}

/** What a header word is worth: a thousand to one. */
export const HEADER = 3
/** Nothing is decided on less than a hundred to one. */
export const DECIDED = 2
/** Shares of the values that must have the kind's shape: few where a header names it, most where none does. */
const COVERED_NAMED = 0.2
const COVERED_ALONE = 0.6
/** A kind that no header names must pass its check in at least half of its values. */
const PASSED_ALONE = 0.5
/** An attribute's header stands if so many of the values can be read as one. */
const UNDERSTOOD = 0.5

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** The header decides unless its values deny it; then, or without one, the values do, far above chance or not at all. */
export function verdict(column: Column): Verdict {
  const kinds = column.entry?.kinds ?? []
  const named = kinds
    .map((kind) => namedVerdict(kind, column))
    .find(({ score }) => score >= DECIDED)
  const told = toldVerdict(column, named)
  if (told !== undefined) return told
  if (named !== undefined) return named
  const [promised] = kinds
  return promised === undefined
    ? shownVerdict(column)
    : nothing(`the header says ${promised}, the values do not`)
}

const nothing = (why: string): Verdict => ({ kind: null, score: 0, why })

function namedVerdict(kind: ColumnKind, column: Column): Verdict {
  const { cells, values } = column.sample
  if (values.length === 0)
    return { kind, score: HEADER, why: 'header; every sampled cell is blank' }
  if (kind === 'id-number') return fitting(kind, mixedShare(values), COVERED_NAMED)
  if (isIdentifierKind(kind)) return namedIdentifier(kind, column)
  return fitting(kind, attributeShare(kind, filledOf(cells), column.order), UNDERSTOOD)
}

const filledOf = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '')

function fitting(kind: 'id-number' | Attribute, share: number, least: number): Verdict {
  const why = `header; ${percent(share)} of the values fit`
  return { kind, score: share >= least ? HEADER : 0, why }
}

function namedIdentifier(kind: IdentifierKind, column: Column): Verdict {
  const evidence = column.evidence.find((one) => one.kind === kind)
  if (evidence === undefined || evidence.covered < COVERED_NAMED)
    return nothing('the values deny it')
  const score = HEADER + evidence.log10LrNamed
  return { kind, score, why: `header; ${percent(evidence.covered)} of the values have the shape` }
}

/** Kinds that the values could be without a header, the likeliest first. */
const tellable = ({ evidence, sample }: Column): Evidence[] =>
  evidence
    .filter(({ covered, passed }) => covered >= COVERED_ALONE && passed >= PASSED_ALONE)
    .filter(({ kind }) => coveredCells(kind, sample.cells) >= COVERED_ALONE)
    .sort((a, b) => b.log10Lr - a.log10Lr)

/** The kind that the values tell by themselves; a header that its values bear out weighs against any other. */
function toldVerdict(column: Column, named: Verdict | undefined): Verdict | undefined {
  const against = named === undefined ? 0 : HEADER
  const [best] = tellable(column)
    .filter(({ kind }) => kind !== named?.kind)
    .filter(({ kind }) => !(named?.kind === 'id-number' && isMixedKind(kind)))
  if (best === undefined || best.log10Lr - against < DECIDED) return undefined
  const why = `values; ${percent(best.passed)} pass where chance passes ${percent(best.chance)}`
  return { kind: best.kind, score: best.log10Lr - against, why }
}

function shownVerdict(column: Column): Verdict {
  const kind = attributeShown(column.sample, column.order)
  if (kind !== null) return { kind, score: DECIDED, why: 'values; nearly all can be read as one' }
  const [leaning] = tellable(column)
  return leaning !== undefined && leaning.log10Lr > 0
    ? nothing(`the values look like ${leaning.kind}, too few to be sure`)
    : nothing('nothing known fits the values')
}
