/** The sets of sources that hold the same persons: the largest one by one, the rest as one, so that no page grows with their number. */
import { numberOf, type ReportedDocument } from './reported.ts'

export interface LargestSets {
  readonly shown: ReportedDocument['presentIn']
  /** Records in all other sets together; hidden counts are not in it. */
  readonly rest: number
}

export const largestSets = (
  { presentIn }: Pick<ReportedDocument, 'presentIn'>,
  most: number,
): LargestSets => ({
  shown: presentIn.slice(0, most),
  rest: presentIn.slice(most).reduce((sum, { records }) => sum + (numberOf(records) ?? 0), 0),
})

/** What the rest is called. */
export const OTHER_SETS = 'other combinations'
