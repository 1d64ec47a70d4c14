/** Years of birth: four digits, or the year of a whole date written in their place. */
import type { CodedRule } from './attribute.ts'
import { YEARS } from './calendar.ts'
import { dob } from './dob.ts'
import { readCoded } from './words.ts'

const YEAR = /^(\d{4})(?:\.0+)?$/

/** The year of birth of a canonical date of birth. */
export const yobOfDob = (canonicalDob: string): string => canonicalDob.slice(0, 4)

export const yob: CodedRule = {
  attribute: 'yob',
  shape: 'coded',
  version: '1',
  parse: (text, order) =>
    readCoded(text, (clean) => {
      const year = YEAR.exec(clean)?.[1]
      if (year !== undefined) {
        return Number(year) >= YEARS.first && Number(year) <= YEARS.last ? year : null
      }
      const day = dob.parse(clean, order)
      return day.state === 'valid' ? yobOfDob(day.form.canonical) : null
    }),
}
