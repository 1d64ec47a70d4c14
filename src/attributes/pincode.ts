/** Postal index numbers of India: six digits, the first 1–9. */
import { isFiller } from '../identifiers/placeholders.ts'
import type { CodedRule } from './attribute.ts'
import { asWritten, readCell } from './words.ts'

const SHAPE = /^(\d{3})[ -]?(\d{3})(?:\.0+)?$/

export const pincode: CodedRule = {
  attribute: 'pincode',
  shape: 'coded',
  version: '1',
  parse: (text) =>
    readCell(text, (clean) => {
      const [, region = '', office = ''] = SHAPE.exec(clean) ?? []
      const canonical = region + office
      if (canonical !== '' && isFiller(canonical)) return 'placeholder'
      return region === '' || region.startsWith('0') ? null : { canonical, exact: asWritten(text) }
    }),
}
