/** Whether kernels can read a table, and which column each part of a record comes from. */
import type { ColumnDecision } from '../columns/decide.ts'
import type { IdentifierKind } from '../core/kinds.ts'
import { type Grammar, type GrammarData, grammarData } from '../readers/csv-grammar.ts'
import type { PartLayout } from './record.ts'

/** Identifiers that kernels read: bytes of a canonical one, and those in front that masks do not see. */
export const CANONICAL: Partial<Record<string, { readonly bytes: number; readonly from: number }>> =
  {
    phone: { bytes: 13, from: 3 },
    aadhaar: { bytes: 12, from: 0 },
    pan: { bytes: 10, from: 0 },
  } satisfies Partial<Record<IdentifierKind, unknown>>

/** Columns of the file by position in the layout; `null` for a year of birth that only dates of birth give. */
export interface KernelPlan {
  readonly grammar: GrammarData
  readonly identifiers: readonly number[]
  readonly attributes: readonly (number | null)[]
}

/** More columns would not fit the kernels' scratch. */
const MOST_COLUMNS = 48

/** `null` where a record is more than its cells side by side, so that only the plain encoder knows what it holds. */
export function kernelPlan(
  decisions: readonly ColumnDecision[],
  layout: PartLayout,
  grammar: Grammar,
): KernelPlan | null {
  const only = (kind: string): number | null | undefined => {
    const own = decisions.filter((decision) => decision.kind === kind)
    return own.length > 1 ? undefined : (own[0]?.index ?? null)
  }
  const identifiers = layout.identifiers.map(({ kind }) => only(kind) ?? undefined)
  const attributes = layout.attributes.map(({ attribute }) => only(attribute))
  const isWhole = identifiers.every(isKnown) && attributes.every((column) => column !== undefined)
  const hasDerived = layout.attributes.every(
    ({ attribute }, i) => attributes[i] !== null || attribute === 'yob',
  )
  const isMixed = decisions.some(({ kind }) => kind === 'id-number' || kind === 'gstin')
  if (!isWhole || !hasDerived || isMixed || !isForBytes(grammar, decisions)) return null
  if (!isForKernels(layout)) return null
  return { grammar: grammarData(grammar), identifiers, attributes }
}

/** Whether lines are divided at one byte, whatever stands around it, into columns that rows have from the first on. */
function isForBytes({ dialect, layout }: Grammar, decisions: readonly ColumnDecision[]): boolean {
  const { delimiter, escaped, padded, bordered, unusual } = dialect
  const isPlain = !escaped && !padded && !bordered && !unusual
  const hasLate = decisions.some(({ index, kind }) => kind !== null && index >= layout.width)
  return isPlain && PLAIN_DELIMITER.test(delimiter) && layout.width <= MOST_COLUMNS && !hasLate
}

/** A colon delimits by what stands around it. */
const PLAIN_DELIMITER = /^[^:\n\r\u0080-\uffff]$/

const isKnown = (column: number | undefined): column is number => column !== undefined

/** A record's fingerprint is over its whole content, so that kernels must read every cell of it. */
function isForKernels({ identifiers, attributes, fingerprint }: PartLayout): boolean {
  const read = identifiers.filter(({ kind }) => CANONICAL[kind] !== undefined)
  if (read.length === 0) return false
  return (
    !fingerprint ||
    (read.length === identifiers.length && attributes.every(({ shape }) => shape !== 'text'))
  )
}
