/** A portal's own record number: opaque capitals and digits, long enough that two systems do not count up to the same. */
import { cardRule } from './card-rule.ts'
import { LAST_4 } from './masks.ts'
import { isFiller } from './placeholders.ts'
import { PLACEHOLDER, readNumber, TRUNCATED, valid } from './reading.ts'

/** Shorter numbers are serials of a table: every system has a record 1042. */
const SHAPE = /^(?=.*\d)[0-9A-Z]{8,64}$/
/** Spreadsheets keep 15 digits and write zeros for the rest. */
const ROUNDED = /^\d{15}0{3,}$/

const card = cardRule({
  kind: 'reference-id',
  version: '1',
  length: 14,
  forms: [LAST_4],
  judge(compact) {
    if (!SHAPE.test(compact) || /X{3}/.test(compact)) return null
    if (ROUNDED.test(compact)) return TRUNCATED
    return isFiller(compact) ? PLACEHOLDER : valid(compact)
  },
})

export const referenceId = {
  ...card,
  // A number's spreadsheet damage is undone first; an id with letters passes through untouched.
  parse: (text: string) => readNumber(text, (number) => card.parse(number)),
} as const
