/** PAN, the tax number: five letters, four digits, a letter; the fourth letter tells the kind of holder. */
import { cardRule } from './card-rule.ts'
import { FIRST_5_LAST_1, LAST_4 } from './masks.ts'
import { isFiller } from './placeholders.ts'
import { PLACEHOLDER, unchecked, valid } from './reading.ts'

const SHAPE = /^([A-Z]{5})(\d{4})[A-Z]$/
const ONE_LETTER = /^([A-Z])\1{4}$/
const HOLDER = /^...[ABCFGHJKLPT]/
/** On every sample form; a mark of nobody. */
const SAMPLE = 'ABCDE1234F'

/** Whether a compact upper-case value is a PAN: shape, kind of holder, and a number other than 0000. */
export const isPan = (compact: string): boolean =>
  SHAPE.test(compact) && HOLDER.test(compact) && compact.slice(5, 9) !== '0000'

export const pan = cardRule({
  kind: 'pan',
  version: '1',
  length: 10,
  forms: [FIRST_5_LAST_1, LAST_4],
  judge(compact) {
    const [, letters = '', digits = ''] = SHAPE.exec(compact) ?? []
    if (letters === '' || letters === 'XXXXX') return null
    if (compact === SAMPLE || (ONE_LETTER.test(letters) && isFiller(digits))) return PLACEHOLDER
    return isPan(compact) ? valid(compact) : unchecked(compact)
  },
})
