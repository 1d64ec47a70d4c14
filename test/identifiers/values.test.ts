import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { identifierRule } from '../../src/identifiers/index.ts'
import { splitValues } from '../../src/identifiers/values.ts'
import {
  CARD_SPELLINGS,
  MOBILE_SPELLINGS,
  mobile,
  NUMBER_SPELLINGS,
  VALUES,
} from './arbitraries.ts'

test.each([
  ['9876543210 / 9123456780', ['9876543210', '9123456780']],
  ['9876543210/9123456780', ['9876543210', '9123456780']],
  ['9876543210,9123456780', ['9876543210', '9123456780']],
  ['+91 98765 43210; 080-22289999', ['+91 98765 43210', '080-22289999']],
  ['9876543210|9123456780', ['9876543210', '9123456780']],
  ['9876543210\n9123456780\r\n', ['9876543210', '9123456780']],
  ['9876543210 9123456780', ['9876543210', '9123456780']],
  ['9876543210 and 9123456780', ['9876543210', '9123456780']],
  ['asha@mail.example, b@x.example', ['asha@mail.example', 'b@x.example']],
  ['AAPFU0939F / 2341 2341 2346', ['AAPFU0939F', '2341 2341 2346']],
  ['XXXXXX3210 / XXXXXX6780', ['XXXXXX3210', 'XXXXXX6780']],
  ['', []],
  [' ; ; ', []],
])('%j holds %j', (text, values) => {
  expect(splitValues(text)).toEqual(values)
})

describe('one formatted value stays whole', () => {
  test.each([
    '98765/43210',
    'WB/12/123/123456',
    'KA01/2011/0012345',
    '9,87,65,43,210',
    '2341/2341/2346',
    '(+91) 98765.43210',
  ])('%s', (text) => {
    expect(splitValues(text)).toEqual([text])
  })

  test('in every spelling of every kind', () => {
    const spelled = fc.oneof(
      fc.tuple(mobile, fc.constantFrom(...MOBILE_SPELLINGS)),
      fc.tuple(
        fc.oneof(VALUES.aadhaar, VALUES.abha, VALUES.vid),
        fc.constantFrom(...NUMBER_SPELLINGS),
      ),
      fc.tuple(
        fc.oneof(VALUES.pan, VALUES.epic, VALUES['driving-licence']),
        fc.constantFrom(...CARD_SPELLINGS),
      ),
    )
    fc.assert(
      fc.property(spelled, ([value, spelling]) => {
        expect(splitValues(spelling(value))).toEqual([spelling(value).trim()])
      }),
      { numRuns: 2000 },
    )
  })
})

test('every number of a list is found, whatever separates them', () => {
  const separator = fc.constantFrom(' / ', '/', ';', ' | ', '\n', ', ', ',', '\r\n')
  fc.assert(
    fc.property(
      fc.array(mobile, { minLength: 1, maxLength: LIMITS.valuesPerCell }),
      separator,
      (numbers, between) => {
        const cells = splitValues(numbers.join(between)).map((value) =>
          identifierRule('phone').parse(value),
        )
        expect(cells).toEqual(
          numbers.map((number) => ({ state: 'valid', canonical: `+91${number}` })),
        )
      },
    ),
  )
})

test('a cell of too many values is one invalid value, not a cut list', () => {
  const text = Array.from({ length: LIMITS.valuesPerCell + 1 }, () => '9876543210').join(';')
  expect(splitValues(text)).toEqual([text])
  expect(identifierRule('phone').parse(text).state).toBe('invalid')
  const letters = Array.from({ length: LIMITS.valuesPerCell + 1 }, () => 'A').join(';')
  expect(identifierRule('reference-id').parse(splitValues(letters)[0] ?? '').state).toBe('invalid')
})
