/** Published check-digit schemes over strings of digits or of digits and capitals. */

// Multiplication in the dihedral group D5 and the permutation of period 8. Source: J. Verhoeff, Error Detecting Decimal
// Codes, Mathematical Centre Tracts 29 (1969).
const PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
].map((row) => [...row].map(Number))
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
].map((row) => [...row].map(Number))

/** Whether the last digit is the Verhoeff check digit of those before it. Any 12-digit Aadhaar number passes. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    check = PRODUCT[check]?.[PERMUTATION[i % 8]?.[digit] ?? 0] ?? 0
  }
  return check === 0
}

/** Whether the last digit is the Luhn check digit of those before it. Source: ISO/IEC 7812-1, annex B. */
export function luhn(digits: string): boolean {
  return luhnSum(digits, 10) % 10 === 0
}

/** Whether the last character of digits and capitals is the Luhn mod 36 check character of those before it (GSTIN). */
export function luhnMod36(characters: string): boolean {
  return luhnSum(characters, 36) % 36 === 0
}

/** The sum of all characters, every second from the right doubled and its two digits in that base added. */
function luhnSum(characters: string, base: number): number {
  let sum = 0
  for (let i = 0; i < characters.length; i += 1) {
    const value = Number.parseInt(characters.charAt(characters.length - 1 - i), 36)
    const weighed = value * (1 + (i % 2))
    sum += Math.floor(weighed / base) + (weighed % base)
  }
  return sum
}
