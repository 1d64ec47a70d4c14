/** The list of attributes that records are compared by. */
import { type Attribute, isDateAttribute, type PLAIN_ATTRIBUTES } from '../core/kinds.ts'
import { address } from './address.ts'
import type { AttributeRule } from './attribute.ts'
import { date } from './date.ts'
import { district } from './district.ts'
import { dob } from './dob.ts'
import { field } from './field.ts'
import { gender } from './gender.ts'
import { idType } from './id-type.ts'
import { name } from './name.ts'
import { pincode } from './pincode.ts'
import { state } from './state.ts'
import { yob } from './yob.ts'

const ATTRIBUTES = {
  name,
  yob,
  dob,
  gender,
  address,
  pincode,
  district,
  state,
  'id-type': idType,
} as const satisfies Record<(typeof PLAIN_ATTRIBUTES)[number], AttributeRule>

const isPlain = (attribute: Attribute): attribute is keyof typeof ATTRIBUTES =>
  Object.hasOwn(ATTRIBUTES, attribute)

/** The rule of an attribute; every `date:…` shares one, and so does every `field:…`. */
export function attributeRule(attribute: Attribute): AttributeRule {
  if (isPlain(attribute)) return ATTRIBUTES[attribute]
  return isDateAttribute(attribute) ? date : field
}
