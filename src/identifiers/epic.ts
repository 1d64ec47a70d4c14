/** EPIC, the voter ID: three letters and seven digits, or the older form `XX/00/000/000000`. */
import { cardRule } from './card-rule.ts'
import { luhn } from './check-digits.ts'
import type { IdentifierCell, IdentifierRule } from './identifier.ts'
import { LAST_4 } from './masks.ts'
import { isFiller } from './placeholders.ts'
import { PLACEHOLDER, readText, valid } from './reading.ts'

const SHAPE = /^[A-Z]{3}(\d{7})$/
/** State / parliamentary seat / assembly seat / serial, by any one separator. */
const OLD_FORMAT = /^([A-Z]{2,3})[/\-\s](\d{1,2})[/\-\s](\d{1,3})[/\-\s](\d{5,7})$/i

/** Many real ones fail Luhn, so it is a mark of confidence and not a gate. */
function judge(compact: string): IdentifierCell | null {
  const digits = SHAPE.exec(compact)?.[1]
  if (digits === undefined) return null
  if (isFiller(digits)) return PLACEHOLDER
  return luhn(digits)
    ? valid(compact)
    : { state: 'valid', canonical: compact, warning: 'check-digit' }
}

const card = cardRule({ kind: 'epic', version: '1', length: 10, forms: [LAST_4], judge })

export const epic: IdentifierRule = {
  ...card,
  parse(text) {
    const cell = card.parse(text)
    return cell.state === 'invalid' ? readText(text, readOldFormat) : cell
  },
}

function readOldFormat(clean: string): IdentifierCell {
  const parts = OLD_FORMAT.exec(clean)?.slice(1)
  return parts === undefined
    ? { state: 'invalid' }
    : { state: 'valid', canonical: parts.join('/').toUpperCase(), warning: 'old-format' }
}
