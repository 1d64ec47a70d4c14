/** Numbers of a workbook as text: all the digits that the file holds, and dates where the format shows one. Pure. */

const EXPONENT = /^(-?)(\d+)(?:\.(\d+))?E\+?(\d{1,2})$/i
const DAY_MS = 86_400_000
/** Day 0 of the two calendars. The older one has a 29 February 1900, so its days before that March are one off. */
const EPOCHS = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) }
const FALSE_LEAP_DAY = 60
/** The first day of the year 10,000. */
const DAYS = 2_958_466

/** `9.87654321E9` as `9876543210`; other spellings as they are. */
export function plainNumber(written: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] = EXPONENT.exec(written) ?? []
  const shift = Number(exponent)
  if (whole === '' || shift > 64) return written
  const digits = (whole + fraction).padEnd(whole.length + shift, '0')
  const [before, after] = [
    digits.slice(0, whole.length + shift),
    digits.slice(whole.length + shift),
  ]
  return `${sign}${before.replace(/^0+(?=\d)/, '')}${after === '' ? '' : `.${after}`}`
}

/** A serial day as `2023-06-12`, with its time where it has one; what is no date stays a number. */
export function dateOf(written: string, is1904: boolean): string {
  const serial = Number(written)
  if (!(serial >= 0 && serial < DAYS)) return plainNumber(written)
  const epoch = is1904 ? EPOCHS.from1904 : EPOCHS.from1900
  const isEarly = !is1904 && serial < FALSE_LEAP_DAY
  const time = Math.round((epoch + (serial + (isEarly ? 1 : 0)) * DAY_MS) / 1000) * 1000
  const text = new Date(time).toISOString().slice(0, 19)
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text
}

const BUILT_IN_DATES = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 58],
] as const
/** Literal text, colours and conditions, escaped characters. */
const NOT_FORMAT = /"[^"]*"|\[[^\]]*\]|\\.|_./g

/** Whether a number format shows a date; times alone stay numbers. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to)
  const letters = code.replace(NOT_FORMAT, '').toLowerCase()
  return /[yd]/.test(letters) || /mmm/.test(letters)
}
