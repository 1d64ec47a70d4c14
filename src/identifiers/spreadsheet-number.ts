/** Numbers as spreadsheets rewrite them: undone where every digit is still there, told apart where digits are gone. */

const DIGITS = /^\d+$/
const TRAILING_ZERO = /^([+]?\d+)[.,]0+$/
const SCIENTIFIC = /^(\d+)(?:[.,](\d+))?[eE]\+?(\d{1,2})$/
const ZEROS = /^0*$/
const HAS_POINT_OR_PLUS = /[.,+]/
const GROUPED = /^\d{1,3}(?:,\d{2,3})+$/

/** The digits that `9876543210.0`, `9.876543210E+09` and `9,87,65,43,210` stand for; `null` where an exponent hides some. */
export function wholeNumber(clean: string): string | null {
  if (DIGITS.test(clean)) return clean
  const decimal = TRAILING_ZERO.exec(clean)
  if (decimal) return decimal[1] ?? clean
  const scientific = SCIENTIFIC.exec(clean)
  if (scientific && HAS_POINT_OR_PLUS.test(clean)) {
    const [, whole = '', fraction = '', exponent = ''] = scientific
    const shift = Number(exponent)
    return fraction.length >= shift && ZEROS.test(fraction.slice(shift))
      ? whole + fraction.slice(0, shift)
      : null
  }
  return GROUPED.test(clean) ? clean.replaceAll(',', '') : clean
}
