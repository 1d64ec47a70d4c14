/** Which attribute the values of a headerless column show by themselves; addresses, districts and fields show none. */
import type { DateOrder } from '../attributes/attribute.ts'
import { type CalendarDay, calendarDay } from '../attributes/calendar.ts'
import { idTypeKind } from '../attributes/id-type.ts'
import { attributeRule } from '../attributes/index.ts'
import { stateNamed } from '../attributes/state.ts'
import { letterWords } from '../attributes/words.ts'
import type { Attribute } from '../core/kinds.ts'
import { cleanCell } from '../identifiers/cell-text.ts'
import { shareOf } from './attribute-fit.ts'
import type { ColumnSample } from './sample.ts'

/** Nearly every value must fit where no header helps, and there must be some to judge by. */
const NEARLY_ALL = 0.95
const FEWEST = 5

export function attributeShown(sample: ColumnSample, order: DateOrder): Attribute | null {
  const { values } = sample
  const fits = (holds: (value: string) => boolean): boolean => shareOf(values, holds) >= NEARLY_ALL
  if (looksLikeGenders(values, order)) return 'gender'
  if (values.length < FEWEST) return fits(isSpelledIdType) ? 'id-type' : null
  if (fits((value) => stateNamed(value) !== undefined)) return 'state'
  if (fits(isSpelledIdType)) return 'id-type'
  if (fits((value) => YEAR.test(value))) return isGenerations(values.map(Number)) ? 'yob' : null
  if (fits((value) => isPlainDay(value, order))) return datesShown(values, order)
  if (looksLikePincodes(sample)) return 'pincode'
  return looksLikeNames(sample) ? 'name' : null
}

/** Both M and F must be there: T and F alone are truth values, M among S and L a size. */
function looksLikeGenders(values: readonly string[], order: DateOrder): boolean {
  const codes = values.map((value) => {
    const parsed = attributeRule('gender').parse(value, order)
    return parsed.state === 'valid' && 'canonical' in parsed.form ? parsed.form.canonical : ''
  })
  return codes.every((code) => code !== '') && codes.includes('M') && codes.includes('F')
}

const isSpelledIdType = (value: string): boolean => idTypeKind(value) !== null

const YEAR = /^(?:19|20)\d\d$/
/** Births spread over generations, events over a few years. */
const BIRTH_SPAN_YEARS = 25
const MIDDLE_BIRTH_BEFORE = 2008

/** The outermost tenths are set aside: one mistyped year does not make births of orders. */
function isGenerations(years: readonly number[]): boolean {
  const sorted = [...years].sort((a, b) => a - b)
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0
  return at(0.9) - at(0.1) >= BIRTH_SPAN_YEARS && at(0.5) < MIDDLE_BIRTH_BEFORE
}

const DIGITS_ONLY = /^\d+(?:\.\d+)?$/

/** A day written as a date: bare digits may be anything (Unix times, order numbers, `20210612`). */
const isPlainDay = (value: string, order: DateOrder): boolean =>
  !DIGITS_ONLY.test(cleanCell(value)) && dayOf(value, order) !== null

function dayOf(value: string, order: DateOrder): CalendarDay | null {
  const parsed = attributeRule('date').parse(value, order)
  if (parsed.state !== 'valid' || !('day' in parsed.form)) return null
  const { day, precision } = parsed.form
  return precision === 'day' || precision === 'second' ? calendarDay(day) : null
}

const datesShown = (values: readonly string[], order: DateOrder): Attribute =>
  isGenerations(values.flatMap((value) => dayOf(value, order)?.year ?? [])) ? 'dob' : 'date'

/** Postal zones in use, by the first two digits; of random six-digit numbers 77 % begin with one. */
const PINCODE = /^(?:1[1-9]|2[0-8]|3[0-46-9]|4\d|5[0-36-9]|6[0-47-9]|7\d|8[0-5])\d{4}$/
const FEWEST_PINCODES = 20
const FEWEST_ZONES = 4

/** Spread over zones and repeated: serials and one-time passwords hardly repeat. */
function looksLikePincodes({ values, cells }: ColumnSample): boolean {
  const zones = new Set(values.map((value) => value.slice(0, 2)))
  const filled = cells.filter((cell) => cell !== '').length
  return (
    values.length >= FEWEST_PINCODES &&
    zones.size >= FEWEST_ZONES &&
    values.length < 0.98 * filled &&
    shareOf(values, (value) => PINCODE.test(value)) >= 0.99
  )
}

const LETTERS_ONLY = /^[\p{L}\p{M} .'’-]+$/u
const LONGEST_NAME = 48
const MOST_WORDS = 5
const SEVERAL_WORDS = 0.6
const MOSTLY_DISTINCT = 0.5

/** Two to five words of letters in most cells, hardly any twice: towns, hospitals and goods repeat. */
function looksLikeNames({ values, cells }: ColumnSample): boolean {
  const filled = cells.filter((cell) => cell !== '').length
  const isLikeName = (value: string): boolean => {
    const clean = cleanCell(value)
    const words = letterWords(clean).length
    return clean.length <= LONGEST_NAME && words <= MOST_WORDS && LETTERS_ONLY.test(clean)
  }
  return (
    values.length >= MOSTLY_DISTINCT * filled &&
    shareOf(values, isLikeName) >= NEARLY_ALL &&
    shareOf(values, (value) => letterWords(value).length >= 2) >= SEVERAL_WORDS
  )
}
