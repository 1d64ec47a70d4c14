/** How a column orders the parts of its dates: decided once for a column, never for a cell. */
import type { DateOrder } from '../attributes/attribute.ts'
import { cleanCell } from '../identifiers/cell-text.ts'

const YEAR_FIRST = /^\d{4}[-/. ]/
const NUMBERED = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{4}|\d{2})(?!\d)/

/** What one date proves; `null` where it could be read in several orders. */
function orderProven(text: string): DateOrder | null {
  const clean = cleanCell(text)
  if (YEAR_FIRST.test(clean)) return 'ymd'
  const [, first, second] = NUMBERED.exec(clean) ?? []
  if (Number(first) > 31) return 'ymd'
  if (Number(second) > 12) return 'mdy'
  return Number(first) > 12 ? 'dmy' : null
}

/** The order that most of a column's dates prove; day first, as India writes, where none does. */
export function dateOrder(values: readonly string[]): DateOrder {
  const proofs = { dmy: 0, mdy: 0, ymd: 0 }
  for (const value of values) {
    const order = orderProven(value)
    if (order !== null) proofs[order] += 1
  }
  if (proofs.mdy > proofs.dmy && proofs.mdy > proofs.ymd) return 'mdy'
  return proofs.ymd > proofs.dmy ? 'ymd' : 'dmy'
}
