import fc from 'fast-check'
import { expect, test } from 'vitest'
import { name } from '../../src/attributes/name.ts'

const words = (text: string): readonly string[] => {
  const parsed = name.parse(text, 'dmy')
  return parsed.state === 'valid' ? parsed.form.words : []
}

test.each([
  ['Ravi Kumar', ['ravi', 'kumar']],
  ['KUMAR, RAVI', ['kumar', 'ravi']],
  ['A. K. Rao', ['a', 'k', 'rao']],
  ["D'Souza", ['d', 'souza']],
  ['रवि कुमार', ['रवि', 'कुमार']],
  ['லதா ரவி', ['லதா', 'ரவி']],
  ['محمد علی', ['محمد', 'علی']],
  ['Ｒａｖｉ', ['ravi']],
  ['Strauß', ['strauss']],
  ['क\u200d्षमा', ['क्षमा']],
  ['Smt. Lata Devi', ['smt', 'lata', 'devi']],
  ['Ravi2 Kumar', ['ravi', 'kumar']],
])('%s has the words %j', (text, expected) => {
  expect(words(text)).toEqual(expected.map((word) => word.normalize('NFKC')))
})

test('names in unlike scripts share no word, and a name without letters has none', () => {
  expect(words('रवि').some((word) => words('सीता').includes(word))).toBe(false)
  expect(words('12345')).toEqual([])
})

test('the spelling is kept as written, composed and trimmed', () => {
  expect(name.parse('  Ravi  KUMAR ', 'dmy')).toMatchObject({
    form: { exact: 'Ravi  KUMAR', caseClass: 'mixed' },
  })
  expect(name.parse('Jose\u0301', 'dmy')).toMatchObject({ form: { exact: 'José' } })
})

test.each([
  ['RAVI KUMAR', 'upper'],
  ['ravi kumar', 'lower'],
  ['Ravi Kumar', 'mixed'],
  ['रवि कुमार', 'none'],
])('%s is in %s case', (text, caseClass) => {
  expect(name.parse(text, 'dmy')).toMatchObject({ form: { caseClass } })
})

test.each([
  ['', 'blank'],
  ['NA', 'placeholder'],
  ['-', 'placeholder'],
  ['R*** K****', 'invalid'],
  ['RXXX KXXXX', 'invalid'],
  ['x'.repeat(257), 'invalid'],
  [Array.from({ length: 17 }, () => 'ab').join(' '), 'invalid'],
])('%s is %s', (text, state) => {
  expect(name.parse(text, 'dmy').state).toBe(state)
})

test('words do not change with case, width, order of marks or invisible characters', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcxyzéßकखगािक़அआ'),
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(letters, (text) => {
      const reference = words(text)
      expect(words(text.toUpperCase())).toEqual(reference)
      expect(words(text.normalize('NFD'))).toEqual(reference)
      expect(words(`\u200e${text}\u200b`)).toEqual(reference)
      expect(words(reference.join(' '))).toEqual(reference)
    }),
  )
})
