/** Dates as a user states them (`2023-06-12`, `2023-06`, `2023`, `2019..2021`) and the days that they span. */
import { AppError } from '../core/error.ts'
import type { DayRange } from '../match/patterns.ts'
import type { StatedRange } from '../store/sources.ts'

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const MS_PER_DAY = 86_400_000

/** @param option the option's name, for the message. @throws AppError USAGE */
export function statedRange(option: string, text: string): StatedRange {
  const [from, to, ...rest] = text.split('..')
  const first = period(from ?? '')
  const last = to === undefined ? first : period(to)
  if (first === null || last === null || rest.length > 0 || last.latest < first.earliest) {
    throw new AppError('USAGE', `${option} is no date`, {
      hint: 'write 2023-06-12, 2023-06, 2023 or a range such as 2019..2021',
    })
  }
  return { earliest: first.earliest, latest: last.latest }
}

/** First and last day of a day, month or year; `null` for anything else. */
function period(text: string): StatedRange | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (year === undefined) return null
  const earliest = isoDay(Number(year), Number(month ?? 1), Number(day ?? 1))
  const latest =
    day !== undefined
      ? earliest
      : isoDay(Number(year), month === undefined ? 12 : Number(month), 'last')
  return earliest === null || latest === null ? null : { earliest, latest }
}

/** `null` where the calendar has no such day. */
function isoDay(year: number, month: number, day: number | 'last'): string | null {
  const date =
    day === 'last' ? new Date(Date.UTC(year, month, 0)) : new Date(Date.UTC(year, month - 1, day))
  if (month < 1 || month > 12 || (day !== 'last' && date.getUTCDate() !== day)) return null
  return date.toISOString().slice(0, 10)
}

/** Days since 1970-01-01. */
export const dayNumber = (iso: string): number => Math.floor(Date.parse(iso) / MS_PER_DAY)

export const dayRange = (range: StatedRange | undefined): DayRange | null =>
  range === undefined
    ? null
    : { earliest: dayNumber(range.earliest), latest: dayNumber(range.latest) }

/** The shortest way to write a range as it was stated. */
export function shownRange({ earliest, latest }: StatedRange): string {
  if (earliest === latest) return earliest
  const [year, month] = earliest.split('-')
  if (earliest.endsWith('-01-01') && latest === `${year}-12-31`) return `${year}`
  if (earliest.endsWith('-01') && latest === period(`${year}-${month}`)?.latest)
    return `${year}-${month}`
  return `${earliest}..${latest}`
}
