/** Dates as day numbers since 1970-01-01, and back to ISO. */

const MS_PER_DAY = 86_400_000

/** The day number of an ISO date (`2021-03-01`). */
export const dayOf = (iso: string): number => Date.parse(iso) / MS_PER_DAY

export const isoDay = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10)

/** Whole years between two days, as a person's age is counted (to a day or two). */
export const yearsBetween = (from: number, to: number): number => Math.floor((to - from) / 365.25)
