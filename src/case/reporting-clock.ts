/** The time left to report an incident to CERT-In, counted from when it was noticed. */

/** Directions under section 70B(6) of the Information Technology Act, 28 April 2022, direction (ii): within 6 hours of noticing. */
const REPORT_WITHIN_MS = 6 * 3600 * 1000

export interface ReportingClock {
  /** ISO time. */
  readonly due: string
  /** Whole minutes, rounded down; negative once it is past. */
  readonly minutesLeft: number
}

/** @param noticed ISO time, or `null` where nobody said */
export function reportingClock(noticed: string | null, now: Date): ReportingClock | null {
  if (noticed === null) return null
  const due = new Date(Date.parse(noticed) + REPORT_WITHIN_MS)
  const minutesLeft = Math.floor((due.getTime() - now.getTime()) / 60_000)
  return { due: due.toISOString(), minutesLeft }
}
