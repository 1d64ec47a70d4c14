/** Days of the Gregorian calendar as numbers: days since 1970-01-01, without a clock and without time zones. */

export interface CalendarDay {
  readonly year: number
  /** 1–12. */
  readonly month: number
  /** 1–31. */
  readonly day: number
}

/** Years that a record can speak of: the oldest living person's birth to the end of the century. */
export const YEARS = { first: 1890, last: 2099 } as const
export const SECONDS_PER_DAY = 86_400

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  if (year < YEARS.first || year > YEARS.last) return false
  const days = (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)
  return day >= 1 && day <= days
}

/** Days since 1970-01-01 of a valid calendar day. */
export const dayNumber = ({ year, month, day }: CalendarDay): number =>
  Date.UTC(year, month - 1, day) / (SECONDS_PER_DAY * 1000)

/** The calendar day of a day number. */
export function calendarDay(number: number): CalendarDay {
  const date = new Date(number * SECONDS_PER_DAY * 1000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `YYYY-MM-DD`. */
export const isoDay = ({ year, month, day }: CalendarDay): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
