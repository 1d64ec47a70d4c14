/** Whether the values of a column can be the attribute that its header names. */
import type { DateOrder } from '../attributes/attribute.ts'
import { attributeRule } from '../attributes/index.ts'
import { letterWords } from '../attributes/words.ts'
import type { Attribute } from '../core/kinds.ts'

/** The share of values of which something holds; 0 of none. */
export const shareOf = (values: readonly string[], holds: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(holds).length / values.length

/** Attributes made of words: anything with letters could be one. */
const WORDED: ReadonlySet<Attribute> = new Set(['name', 'address', 'district', 'state', 'id-type'])

const hasWord = (value: string): boolean => letterWords(value).some((word) => word.length > 1)

/** The share of the values that an attribute's rule understands; worded attributes need a word, fields take anything. */
export function attributeShare(
  attribute: Attribute,
  values: readonly string[],
  order: DateOrder,
): number {
  if (attribute.startsWith('field:')) return 1
  return shareOf(values, (value) => {
    const { state } = attributeRule(attribute).parse(value, order)
    if (state === 'placeholder') return true
    return WORDED.has(attribute) ? hasWord(value) : state === 'valid'
  })
}
