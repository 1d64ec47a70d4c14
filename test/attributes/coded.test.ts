import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idTypeKind } from '../../src/attributes/id-type.ts'
import { attributeRule } from '../../src/attributes/index.ts'
import { type Attribute, PLAIN_ATTRIBUTES } from '../../src/core/kinds.ts'

const canonical = (attribute: Attribute, text: string): string => {
  const parsed = attributeRule(attribute).parse(text, 'dmy')
  return parsed.state === 'valid' && 'canonical' in parsed.form
    ? parsed.form.canonical
    : parsed.state
}

test.each<[Attribute, string, string]>([
  ['gender', 'Male', 'M'],
  ['gender', 'm', 'M'],
  ['gender', 'पुरुष', 'M'],
  ['gender', 'FEMALE', 'F'],
  ['gender', 'महिला', 'F'],
  ['gender', 'Female (F)', 'F'],
  ['gender', 'Other', 'O'],
  ['gender', 'Transgender', 'O'],
  ['gender', 'अन्य', 'O'],
  ['gender', 'yes', 'invalid'],
  ['gender', '1', 'invalid'],
  ['pincode', '400001', '400001'],
  ['pincode', '400 001', '400001'],
  ['pincode', '४००००१', '400001'],
  ['pincode', '400001.0', '400001'],
  ['pincode', '040001', 'invalid'],
  ['pincode', '4000011', 'invalid'],
  ['pincode', '999999', 'placeholder'],
  ['state', 'Maharashtra', 'maharashtra'],
  ['state', 'MH', 'maharashtra'],
  ['state', 'महाराष्ट्र', 'maharashtra'],
  ['state', 'Orissa', 'odisha'],
  ['state', 'Jammu & Kashmir', 'jammu and kashmir'],
  ['state', 'मिज़ोरम', 'mizoram'],
  ['state', 'Atlantis', 'atlantis'],
  ['district', ' PUNE  District', 'pune'],
  ['district', 'Dist. Pune', 'pune'],
  ['district', 'पुणे ज़िला', 'पुणे'],
  ['district', 'Purba-Bardhaman', 'purba bardhaman'],
  ['address', '12, M.G. Road\nNear Temple', '12 m g road near temple'],
  ['address', '१२ एम जी रोड', '12 एम जी रोड'],
  ['id-type', 'Aadhar Card', 'aadhaar'],
  ['id-type', 'PAN Card', 'pan'],
  ['id-type', 'Voter ID', 'epic'],
  ['id-type', 'Pension Passbook', 'pension-passbook'],
  ['id-type', 'Trade card', 'trade card'],
  ['field:centre', 'District Hospital (1)', 'district hospital 1'],
  ['address', '-', 'placeholder'],
  ['district', '', 'blank'],
  ['address', '!!', 'placeholder'],
])('%s %j is %s', (attribute, text, expected) => {
  expect(canonical(attribute, text)).toBe(expected.normalize('NFKC'))
})

test.each([
  ['Aadhaar', 'aadhaar'],
  ['ADHAR CARD', 'aadhaar'],
  ['आधार कार्ड', 'aadhaar'],
  ['Virtual ID (Aadhaar)', 'vid'],
  ['pan', 'pan'],
  ['Permanent Account Number', 'pan'],
  ['पैन कार्ड', 'pan'],
  ['Election Card', 'epic'],
  ['EPIC', 'epic'],
  ['मतदाता पहचान पत्र', 'epic'],
  ['Indian Passport', 'passport'],
  ['Driving License', 'driving-licence'],
  ['DL', 'driving-licence'],
  ['NPR Smart Card', 'other'],
  ['Pension passbook', 'other'],
  ['Ration Card', 'other'],
  ['UDID', 'other'],
  ['Registration slip', null],
  ['', null],
])('the ID type %j is %s', (text, kind) => {
  expect(idTypeKind(text)).toBe(kind)
})

describe.each([...PLAIN_ATTRIBUTES, 'date', 'date:registered', 'field:label'] as const)(
  '%s',
  (attribute) => {
    const rule = attributeRule(attribute)

    test('answers any text without throwing', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
          expect(['valid', 'blank', 'placeholder', 'invalid']).toContain(
            rule.parse(text, 'dmy').state,
          )
        }),
      )
    })

    test('the canonical form is its own, and blanks and placeholders have none', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
          const once = canonical(attribute, text)
          if (
            rule.parse(text, 'dmy').state !== 'valid' ||
            rule.parse(once, 'dmy').state !== 'valid'
          )
            return
          expect(canonical(attribute, once)).toBe(once)
        }),
      )
      expect(rule.parse(' ', 'dmy').state).toBe('blank')
      expect(rule.parse('N/A', 'dmy').state).toBe('placeholder')
    })
  },
)
