/** What becomes of a column's sampled cells under a kind: the shares that `inspect` shows. */
import type { DateOrder } from '../attributes/attribute.ts'
import { attributeRule } from '../attributes/index.ts'
import { CELL_STATES, type CellState, type ColumnKind, isIdentifierKind } from '../core/kinds.ts'
import { identifierRule } from '../identifiers/index.ts'
import { splitValues } from '../identifiers/values.ts'
import { mixedState } from './id-number.ts'

export type StateShares = Readonly<Record<CellState, number>>

/** The state of one value under a kind; without a kind a filled cell is `invalid`. */
function stateOf(
  kind: ColumnKind | null,
  value: string,
  order: DateOrder,
  type: string | null,
): CellState {
  if (kind === null) return 'invalid'
  if (kind === 'id-number') return mixedState(type, value)
  if (isIdentifierKind(kind)) return identifierRule(kind).parse(value).state
  return attributeRule(kind).parse(value, order).state
}

/**
 * Shares over the values of the cells, blanks counted as one value each; they add up to 1, or to 0 without a cell.
 * @param types the ID types beside them, for a mixed column
 */
export function stateShares(
  kind: ColumnKind | null,
  cells: readonly string[],
  order: DateOrder,
  types: readonly string[],
): StateShares {
  const lists = kind !== null && (isIdentifierKind(kind) || kind === 'id-number')
  const states = cells.flatMap((cell, i) => {
    if (cell === '') return ['blank' as const]
    const values = lists ? splitValues(cell) : [cell]
    return values.map((value) => stateOf(kind, value, order, types[i] ?? null))
  })
  const share = (state: CellState): number =>
    states.filter((one) => one === state).length / Math.max(1, states.length)
  return Object.fromEntries(CELL_STATES.map((state) => [state, share(state)])) as StateShares
}
