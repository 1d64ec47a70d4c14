/** How a system writes its records into a file: spellings of numbers and dates, headers, CSV. */
import type { ColumnKind } from '../core/kinds.ts'

export interface Style {
  readonly phone: 'plain' | 'plus' | 'country' | 'zero' | 'spaced'
  readonly date: 'iso' | 'slashes' | 'months'
  readonly gender: 'letter' | 'word' | 'capitals'
  readonly aadhaar: 'plain' | 'spaced' | 'dashed'
  readonly delimiter: ',' | ';' | '|' | '\t'
}

export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const GENDERS: Readonly<Record<string, string>> = { M: 'Male', F: 'Female', O: 'Other' }

/** A plain value as this style spells it; what is not of the plain shape (a mask, a slip) stays as it is. */
export function spelled(kind: ColumnKind, value: string, style: Style): string {
  if (kind === 'phone') return /^\d{10}$/.test(value) ? spellPhone(value, style.phone) : value
  if (kind === 'gender') return spellGender(value, style.gender)
  if (kind === 'dob' || kind === 'date' || kind.startsWith('date:')) return spellDate(value, style)
  if (kind === 'aadhaar' || kind === 'id-number') return spellAadhaar(value, style.aadhaar)
  return value
}

function spellPhone(phone: string, form: Style['phone']): string {
  switch (form) {
    case 'plain':
      return phone
    case 'plus':
      return `+91${phone}`
    case 'country':
      return `91${phone}`
    case 'zero':
      return `0${phone}`
    case 'spaced':
      return `+91 ${phone.slice(0, 5)} ${phone.slice(5)}`
    default:
      return form satisfies never
  }
}

function spellGender(value: string, form: Style['gender']): string {
  const word = GENDERS[value]
  if (form === 'letter' || word === undefined) return value
  return form === 'capitals' ? word.toUpperCase() : word
}

function spellDate(value: string, { date }: Style): string {
  const [year, month, day] = value.split('-')
  if (date === 'iso' || day === undefined) return value
  return date === 'slashes'
    ? `${day}/${month}/${year}`
    : `${day}-${MONTHS[Number(month) - 1]}-${year}`
}

function spellAadhaar(value: string, form: Style['aadhaar']): string {
  if (form === 'plain' || !/^\d{12}$/.test(value)) return value
  const joint = form === 'spaced' ? ' ' : '-'
  return `${value.slice(0, 4)}${joint}${value.slice(4, 8)}${joint}${value.slice(8)}`
}

/** RFC 4180 with line feeds; cells are quoted only where they must be. */
export function toCsv({ headers, rows }: Table, delimiter: Style['delimiter'] = ','): string {
  const cell = (text: string): string =>
    text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(delimiter)}\n`
  return line(headers) + rows.map(line).join('')
}
