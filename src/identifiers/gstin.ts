/** GSTIN, the goods-and-services tax number: state, PAN, entity, Z, check character. It contains a PAN, so it is both. */
import { cardRule } from './card-rule.ts'
import { luhnMod36 } from './check-digits.ts'
import { LAST_4 } from './masks.ts'
import { isPan, pan } from './pan.ts'
import { PLACEHOLDER, unchecked } from './reading.ts'

// State codes 01–38, 97 (other territory) and 99 (centre).
const SHAPE = /^(?:0[1-9]|[12]\d|3[0-8]|97|99)([A-Z]{5}\d{4}[A-Z])[1-9A-Z]Z[0-9A-Z]$/

export const gstin = cardRule({
  kind: 'gstin',
  version: '1',
  length: 15,
  forms: [LAST_4],
  judge(compact) {
    const contained = SHAPE.exec(compact)?.[1]
    if (contained === undefined) return null
    if (pan.parse(contained).state === 'placeholder') return PLACEHOLDER
    if (!isPan(contained) || !luhnMod36(compact)) return unchecked(compact)
    return {
      state: 'valid',
      canonical: compact,
      also: [{ kind: 'pan', canonical: contained }],
    }
  },
})
