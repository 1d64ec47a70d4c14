/** What a leaker or an accident does to the values of one row. */
import { type ColumnKind, isIdentifierKind } from '../../src/core/kinds.ts'
import { wrongDigit } from '../../src/demo/clerk.ts'
import type { Random } from '../../src/demo/random.ts'
import type { Values } from '../../src/demo/source-type.ts'
import { slip } from '../../src/demo/spelling.ts'
import type { Dress } from './scenario.ts'

const USUAL_DAMAGE = 0.004
const BLANKED = 0.01

export function dressUp(values: Values, dress: Dress, random: Random): Values {
  const damage = dress.damage ?? USUAL_DAMAGE
  const entries = (Object.entries(values) as [ColumnKind, string][]).map(([kind, value]) => {
    if (random.chance(BLANKED)) return [kind, '']
    if (kind === 'name') return [kind, dressName(value, dress, damage, random)]
    if (!isNumbered(kind)) return [kind, value]
    const masked = dress.masked && kind !== 'phone' && kind !== 'reference-id'
    const digits = random.chance(damage / 2) ? wrongDigit(value, random) : value
    return [kind, masked ? mask(digits) : digits]
  })
  return Object.fromEntries(entries)
}

const isNumbered = (kind: ColumnKind): boolean =>
  kind === 'id-number' || (isIdentifierKind(kind) && kind !== 'email')

function dressName(name: string, dress: Dress, damage: number, random: Random): string {
  const slipped = random.chance(damage) ? slip(name, random) : name
  const cut = dress.firstNames
    ? (slipped.split(' ').find((word) => word.length > 2) ?? slipped)
    : slipped
  if (dress.case === 'upper') return cut.toUpperCase()
  return dress.case === 'lower' ? cut.toLowerCase() : cut
}

/** All but the last four characters hidden. */
const mask = (value: string): string => 'X'.repeat(Math.max(0, value.length - 4)) + value.slice(-4)
