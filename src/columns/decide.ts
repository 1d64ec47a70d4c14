/** What each column of a table holds: a scored decision from its header word, its values and its neighbours. */
import type { DateOrder } from '../attributes/attribute.ts'
import type { ColumnKind } from '../core/kinds.ts'
import { type StateShares, stateShares } from './cell-states.ts'
import { dateOrder } from './date-order.ts'
import { evidenceFor } from './evidence.ts'
import { mixedIds, oneShownName } from './neighbours.ts'
import { columnSample } from './sample.ts'
import { type Column, HEADER, type Verdict, verdict } from './verdict.ts'
import { headerEntry } from './vocabulary.ts'

export interface TableSample {
  /** Header texts by column; `null` where there is none. */
  readonly headers: readonly (string | null)[]
  /** Rows spread over the table, the header row not among them. */
  readonly sample: readonly (readonly string[])[]
  /** What the user said of columns, by index. */
  readonly overrides: ReadonlyMap<number, ColumnKind>
}

export interface ColumnDecision extends Verdict {
  readonly index: number
  /** The header's words where the vocabulary knows them, safe to print; else `null`. */
  readonly vocabularyWord: string | null
  /** What became of the sampled values under this kind. */
  readonly shares: StateShares
  /** How the column orders the parts of its dates. */
  readonly dateOrder: DateOrder
}

/** One decision a column, in order; the same for the same input. */
export function decideColumns({ headers, sample, overrides }: TableSample): ColumnDecision[] {
  const columns = headers.map((header, index) => readColumn(header, sample, index))
  const own = columns.map(
    (column) => mapped(overrides.get(column.index)) ?? secret(column) ?? verdict(column),
  )
  const settled = mixedIds(oneShownName(own, columns), columns).map(
    (one, index) => mapped(overrides.get(index)) ?? one,
  )
  const types = columns[settled.findIndex(({ kind }) => kind === 'id-type')]?.sample.cells ?? []
  return columns.flatMap(({ index, entry, sample: { cells }, order }) => {
    const one = settled[index]
    if (one === undefined) return []
    const shares = stateShares(one.kind, cells, order, types)
    const score = Math.round(one.score * 100) / 100
    return { ...one, score, index, vocabularyWord: entry?.word ?? null, shares, dateOrder: order }
  })
}

/** A column of passwords, whatever they look like: many are somebody's phone number. */
export const NEVER_KEPT: Verdict = {
  kind: null,
  score: 0,
  why: 'passwords are read past and never kept',
}
const PASSWORD: ColumnKind = 'field:password'

const secret = ({ entry }: Column): Verdict | undefined =>
  entry?.kinds.includes(PASSWORD) === true ? NEVER_KEPT : undefined

function mapped(kind: ColumnKind | undefined): Verdict | undefined {
  if (kind === undefined) return undefined
  return kind === PASSWORD ? NEVER_KEPT : { kind, score: HEADER, why: 'mapped by the user' }
}

function readColumn(
  header: string | null,
  rows: readonly (readonly string[])[],
  index: number,
): Column {
  const sample = columnSample(rows, index)
  return {
    index,
    entry: header === null ? null : headerEntry(header),
    sample,
    order: dateOrder(sample.values),
    evidence: evidenceFor(sample.values),
  }
}
