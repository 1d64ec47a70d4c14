/** One message of a bot: its lines, its people, and the words for nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { foundNothing, readReply } from '../../src/readers/telegram-reply.ts'
import { cpuTime } from '../cpu-time.ts'

const people = (text: string): unknown[] =>
  (readReply(text)?.persons ?? []).map((person) => Object.fromEntries(person))

describe('lines', () => {
  test.each([
    ['Name: Asha Bhide'],
    ['Name : Asha Bhide'],
    ['Name=Asha Bhide'],
    ['Name => Asha Bhide'],
    ['Name - Asha Bhide'],
    ['Name：Asha Bhide'],
    ['Name → Asha Bhide'],
    ['👤 Name: Asha Bhide'],
    ['• **Name:** Asha Bhide'],
    ['├ Name: Asha Bhide'],
    ['1. Name: Asha Bhide'],
    ['1) 👤 Name: Asha Bhide'],
    ['  Name:   Asha Bhide  '],
  ])('%s', (text) => {
    expect(people(text)).toEqual([{ Name: 'Asha Bhide' }])
  })

  test('in Hindi', () => {
    expect(people('👤 नाम : आशा भिड़े\n📅 जन्म वर्ष : 1961\nमोबाइल नंबर - 9822011201')).toEqual([
      { नाम: 'आशा भिड़े', 'जन्म वर्ष': '1961', 'मोबाइल नंबर': '9822011201' },
    ])
  })

  test.each([
    'https://example.in/bot',
    '10:30',
    '9822011201: found',
    'Searching, please wait…',
    'Thank you for your patience',
    '',
  ])('no line with a key: %s', (text) => {
    expect(readReply(text)).toBeNull()
  })

  test('several in one line', () => {
    expect(people('Name: Asha | Mobile: 9822011201 | City: Pune')).toEqual([
      { Name: 'Asha', Mobile: '9822011201', City: 'Pune' },
    ])
  })

  test('an address runs on to the next line, a name does not', () => {
    expect(people('Address: 12 MG Road\nPune 411004\nName: Asha\nPowered by Lookup')).toEqual([
      { Address: '12 MG Road\nPune 411004', Name: 'Asha' },
    ])
  })

  test('a key alone takes the line below it', () => {
    expect(people('Name:\nAsha Bhide\nMobile:\n9822011201')).toEqual([
      { Name: 'Asha Bhide', Mobile: '9822011201' },
    ])
  })
})

describe('several people', () => {
  const two = [
    { Name: 'Asha', Mobile: '9822011201' },
    { Name: 'Ravi', Mobile: '9845022302' },
  ]
  test.each([
    ['the first key comes again', '\n'],
    ['a blank line', '\n\n'],
    ['a rule', '\n----------\n'],
    ['a number', '\n2.\n'],
    ['a heading', '\n\nPerson 2:\n'],
    ['a numbered result', '\nResult #2\n'],
  ])('%s', (_, between) => {
    expect(
      people(`Name: Asha\nMobile: 9822011201${between}Name: Ravi\nMobile: 9845022302`),
    ).toEqual(two)
  })

  test('what stands apart above them is said of each', () => {
    expect(
      people('Mobile: 9822011201\n\nName: Asha\nYear: 1961\n\nName: Ravi\nYear: 1958'),
    ).toEqual([
      { Mobile: '9822011201', Name: 'Asha', Year: '1961' },
      { Mobile: '9822011201', Name: 'Ravi', Year: '1958' },
    ])
  })

  test('what belongs to the first is not given to the second', () => {
    expect(people('Mobile: 9822011201\nName: Asha\n\nName: Ravi')).toEqual([
      { Mobile: '9822011201', Name: 'Asha' },
      { Name: 'Ravi' },
    ])
  })

  test('sections of one person stay together', () => {
    expect(people('Name: Asha\n\nCentre: Pune\n----\nDose: 2')).toEqual([
      { Name: 'Asha', Centre: 'Pune', Dose: '2' },
    ])
  })

  test('two numbers in a row are one person’s, two names are not', () => {
    expect(people('Name: Asha\nMobile: 9822011201\nMobile: 9845022302')).toEqual([
      { Name: 'Asha', Mobile: '9822011201\n9845022302' },
    ])
    expect(people('City: Pune\nName: Asha\nName: Ravi')).toHaveLength(2)
  })

  test('no more than the limit, the rest counted', () => {
    const reply = readReply('Name: Asha\n'.repeat(LIMITS.personsPerMessage + 5))
    expect(reply?.persons).toHaveLength(LIMITS.personsPerMessage)
    expect(reply?.surplus).toBe(5)
  })

  test('no value of a written message is lost or given to another', () => {
    const value = fc.stringMatching(/^[a-z]{1,6} [a-z]{1,6}$/)
    const person = fc.tuple(value, value, value)
    const between = fc.constantFrom('\n', '\n\n', '\n---\n', '\n3)\n')
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 9 }),
        between,
        (persons, separator) => {
          const text = persons
            .map(([a, b, c]) => `Name: ${a}\nCity: ${b}\nTown: ${c}`)
            .join(separator)
          expect(people(text)).toEqual(persons.map(([a, b, c]) => ({ Name: a, City: b, Town: c })))
        },
      ),
    )
  })
})

describe('nothing found', () => {
  test.each([
    'No data found',
    'no records found for this number.',
    '❌ Data not found!',
    'Sorry, nothing found.',
    'Number not registered',
    '0 results',
    'Result: not found',
    'कोई डेटा नहीं मिला',
    'जानकारी उपलब्ध नहीं',
    'Koi data nahi mila',
  ])('%s', (text) => {
    expect(foundNothing(text)).toBe(true)
  })

  test.each([
    'Searching, please wait…',
    'Name: Asha\nAddress: not available',
    'Welcome',
    '9822011201',
  ])('not: %s', (text) => {
    expect(foundNothing(text)).toBe(false)
  })
})

test('any message is read in no time', () => {
  const spent = cpuTime()
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', ':', ' ', '-', '|', '1', '.', '\n', 'न'),
        maxLength: 5000,
      }),
      (text) => {
        readReply(text)
        foundNothing(text)
      },
    ),
    { numRuns: 200 },
  )
  for (const unit of ['a ', '- ', ' ', '(', 'a:', 'no ', '1.']) readReply(unit.repeat(50_000))
  expect(spent()).toBeLessThan(10_000)
})
