/** Dates of birth, as `YYYY-MM-DD`. */
import type { CodedRule } from './attribute.ts'
import { isoDay } from './calendar.ts'
import { isZeroDate } from './date.ts'
import { dateParts } from './date-text.ts'
import { asWritten, readCell } from './words.ts'

/** Two-digit years of birth 00–25 are this century's: few people past a hundred are on any list. */
const PIVOT = 25

export const dob: CodedRule = {
  attribute: 'dob',
  shape: 'coded',
  version: '1',
  parse: (text, order) =>
    readCell(text, (clean) => {
      if (isZeroDate(clean)) return 'placeholder'
      const parts = dateParts(clean, { order, pivot: PIVOT })
      // A bare year or month is not a day: compared as one it would contradict the true date.
      if (parts === null || parts.precision === 'month' || parts.precision === 'year') return null
      return { canonical: isoDay(parts), exact: asWritten(text) }
    }),
}
