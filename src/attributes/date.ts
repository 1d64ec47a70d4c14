/** Dates of events (registered, dose, order, message): a day number and how precisely it was written. */
import type { DateRule } from './attribute.ts'
import { dayNumber } from './calendar.ts'
import { dateParts } from './date-text.ts'
import { readCell } from './words.ts'

/** POSIX: two-digit years 00–68 are this century's. */
const PIVOT = 68
/** Zero as databases and spreadsheets write it. */
const ZERO =
  /^(?:0000-00-00|0001-01-01|1899-12-3[01]|1900-01-0[01]|00[-/]00[-/]0000|0+(?:\.0+)?)(?:[t ].*)?$/i

export const isZeroDate = (clean: string): boolean => ZERO.test(clean)

export const date: DateRule = {
  attribute: 'date:*',
  shape: 'date',
  version: '1',
  parse: (text, order) =>
    readCell(text, (clean) => {
      if (isZeroDate(clean)) return 'placeholder'
      const parts = dateParts(clean, { order, pivot: PIVOT })
      return parts && { day: dayNumber(parts), precision: parts.precision }
    }),
}
