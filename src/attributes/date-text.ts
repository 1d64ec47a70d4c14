/** Every spelling of a date: ISO, numbers in the column's order, month names, compact digits, Unix time, with a clock or without. */
import { foldCase } from '../identifiers/cell-text.ts'
import type { DateForm, DateOrder } from './attribute.ts'
import {
  type CalendarDay,
  calendarDay,
  dayNumber,
  isCalendarDay,
  SECONDS_PER_DAY,
} from './calendar.ts'
import { monthOfName } from './months.ts'

export interface DateParts extends CalendarDay {
  readonly precision: DateForm['precision']
}

/** How the doubtful parts of a date are read. */
export interface Reading {
  readonly order: DateOrder
  /** Two-digit years up to this one belong to this century, later ones to the last. */
  readonly pivot: number
}

/** Indian Standard Time: a moment with a stated zone falls on the day that it was in India. */
const IST_SECONDS = 19_800
/** Unix times taken for dates: 2000-01-01 to 2036-12-31; other numbers of that length are something else. */
const UNIX = { first: 946_684_800, last: 2_114_380_799 } as const
const UNIX_TIME = /^[1-9](\d{8,9}(?:\.\d+)?|\d{11,12})$/
const MILLISECOND_DIGITS = 12

/** The parts of a cleaned date text, or `null` where it is none. */
export function dateParts(clean: string, reading: Reading): DateParts | null {
  const text = foldCase(clean).replace(WEEKDAY, '').trim()
  if (UNIX_TIME.test(text)) return unixDay(text)
  const clock = CLOCK.exec(text)
  const parts = spelledDay(clock === null ? text : text.slice(0, clock.index), reading)
  if (parts === null || !isCalendarDay(parts)) return null
  return clock === null ? parts : timedDay(parts, clock)
}

function unixDay(text: string): DateParts | null {
  const seconds =
    Number(text) / (/^\d+$/.test(text) && text.length >= MILLISECOND_DIGITS ? 1000 : 1)
  if (seconds < UNIX.first || seconds > UNIX.last) return null
  const day = Math.floor((seconds + IST_SECONDS) / SECONDS_PER_DAY)
  return { ...calendarDay(day), precision: 'second' }
}

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,\s]+/
const CLOCK =
  /(?:t|[\s,]+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(\S.*)?$/
const ZONE = /^(?:(z|utc|gmt)|(?:utc|gmt)?([+-]\d\d):?(\d\d)?)(?:\s*\(.*\))?$/

/** Without a zone the day is the day as written; with one, the day in India at that moment. */
function timedDay(parts: DateParts, clock: RegExpExecArray): DateParts | null {
  if (parts.precision !== 'day') return null
  const [, hour = '', minute = '', second = '0', half = '', zone = ''] = clock
  if (Number(hour) > 24 || Number(minute) > 59) return null
  const offset = ZONE.exec(zone)
  if (offset === null) return { ...parts, precision: 'second' }
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (half.startsWith('p') ? 12 : 0)
  const written = hours * 3600 + Number(minute) * 60 + Number(second)
  const sign = offset[2]?.startsWith('-') ? -1 : 1
  const east = Number(offset[2] ?? 0) * 3600 + sign * Number(offset[3] ?? 0) * 60
  const shift = Math.floor((written - east + IST_SECONDS) / SECONDS_PER_DAY)
  return { ...calendarDay(dayNumber(parts) + shift), precision: 'second' }
}

type Spelling = readonly [RegExp, (groups: readonly string[], reading: Reading) => DateParts]

const day = (year: number, month: number, day: number): DateParts => ({
  year,
  month,
  day,
  precision: 'day',
})
const month = (year: number, month: number): DateParts => ({
  year,
  month,
  day: 1,
  precision: 'month',
})

const fullYear = (text: string, { pivot }: Reading): number => {
  const year = Number(text)
  if (text.length === 4) return year
  return year + (year <= pivot ? 2000 : 1900)
}

/** Two numbers and a year: in the column's order, or the other way round where only that is a date. */
function numbered(
  [first = '', second = '', year = '']: readonly string[],
  reading: Reading,
): DateParts {
  const [a, b] = [Number(first), Number(second)]
  const monthFirst = reading.order === 'mdy' ? a <= 12 || b > 12 : b > 12 && a <= 12
  const whole = fullYear(year, reading)
  return monthFirst ? day(whole, a, b) : day(whole, b, a)
}

/** `21-06-12` is year first only in a column that is. */
const shortNumbered = (groups: readonly string[], reading: Reading): DateParts =>
  reading.order === 'ymd'
    ? day(fullYear(groups[0] ?? '', reading), Number(groups[1]), Number(groups[2]))
    : numbered(groups, reading)

const NAME = String.raw`([\p{L}\p{M}]{2,})\.?`
const SPELLINGS: readonly Spelling[] = [
  [/^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/, ([y, m, d]) => day(Number(y), Number(m), Number(d))],
  [/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/, numbered],
  [/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2})$/, shortNumbered],
  [
    /^((?:18|19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$/,
    ([y, m, d]) => day(Number(y), Number(m), Number(d)),
  ],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[-/., ]*${NAME}[-/., ]*(\\d{4}|\\d{2})$`, 'u'),
    ([d, name = '', y = ''], reading) => day(fullYear(y, reading), monthOfName(name), Number(d)),
  ],
  [
    new RegExp(`^${NAME}[-/. ]*(\\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\\d{4}|\\d{2})$`, 'u'),
    ([name = '', d, y = ''], reading) => day(fullYear(y, reading), monthOfName(name), Number(d)),
  ],
  [
    new RegExp(`^${NAME}[-/., ]*(\\d{4})$`, 'u'),
    ([name = '', y]) => month(Number(y), monthOfName(name)),
  ],
  [/^(\d{1,2})[-/.](\d{4})$/, ([m, y]) => month(Number(y), Number(m))],
  [/^(\d{4})[-/.](\d{1,2})$/, ([y, m]) => month(Number(y), Number(m))],
  [/^(\d{4})(?:\.0+)?$/, ([y]) => ({ year: Number(y), month: 1, day: 1, precision: 'year' })],
]

function spelledDay(text: string, reading: Reading): DateParts | null {
  for (const [pattern, parts] of SPELLINGS) {
    const groups = pattern.exec(text)
    if (groups !== null) return parts(groups.slice(1), reading)
  }
  return null
}
