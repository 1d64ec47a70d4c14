/** Passport of India: a letter and seven digits; no check digit is printed beside them. */
import { cardRule } from './card-rule.ts'
import { LAST_4 } from './masks.ts'
import { isFiller } from './placeholders.ts'
import { PLACEHOLDER, valid } from './reading.ts'

const SHAPE = /^[A-Z](\d{7})$/

export const passport = cardRule({
  kind: 'passport',
  version: '1',
  length: 8,
  forms: [LAST_4],
  judge(compact) {
    const digits = SHAPE.exec(compact)?.[1]
    if (digits === undefined) return null
    return isFiller(digits) ? PLACEHOLDER : valid(compact)
  },
})
