import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DateOrder } from '../../src/attributes/attribute.ts'
import { calendarDay, dayNumber, isCalendarDay } from '../../src/attributes/calendar.ts'
import { date } from '../../src/attributes/date.ts'
import { dob } from '../../src/attributes/dob.ts'
import { yob, yobOfDob } from '../../src/attributes/yob.ts'

const DAY = 18_790 // 2021-06-12, by `date -d 2021-06-12 +%s` / 86400
const on = (precision: string, day = DAY): object => ({ state: 'valid', form: { day, precision } })

test.each([
  '2021-06-12',
  '2021/06/12',
  '2021.6.12',
  '20210612',
  '12/06/2021',
  '12-06-2021',
  '12.06.21',
  '12 06 2021',
  '12-Jun-2021',
  '12-JUN-21',
  '12 June 2021',
  '12th June, 2021',
  'June 12, 2021',
  'Jun 12 2021',
  'Saturday, 12 June 2021',
  '12Jun2021',
  '१२/०६/२०२१',
  '१२ जून २०२१',
  '\u200e12/06/2021',
  '="12/06/2021"',
])('%s is a day', (text) => {
  expect(date.parse(text, 'dmy')).toEqual(on('day'))
})

test.each([
  '2021-06-12T10:00:00',
  '2021-06-12 10:00',
  '2021-06-12T10:00:00.123456',
  '2021-06-12T04:30:00Z',
  '2021-06-12T10:00:00+05:30',
  '2021-06-11T20:00:00Z',
  '2021-06-12T18:00:00Z',
  '12/06/2021 10:00:00 PM',
  'Sat Jun 12 2021 10:00:00 GMT+0530 (India Standard Time)',
  '20210612101500',
  '1623479400',
  '1623479400123',
])('%s is a moment on that day in India', (text) => {
  const parsed = date.parse(text, 'dmy')
  expect(parsed).toMatchObject({ state: 'valid', form: { day: DAY } })
})

test('a time changes the precision', () => {
  expect(date.parse('2021-06-12T10:00:00', 'dmy')).toEqual(on('second'))
  expect(date.parse('June 2021', 'dmy')).toEqual(on('month', DAY - 11))
  expect(date.parse('06/2021', 'dmy')).toEqual(on('month', DAY - 11))
  expect(date.parse('2021-06', 'dmy')).toEqual(on('month', DAY - 11))
  expect(date.parse('2021', 'dmy')).toEqual(on('year', 18_628))
})

test.each<[string, DateOrder, string]>([
  ['04/05/2021', 'dmy', '2021-05-04'],
  ['04/05/2021', 'mdy', '2021-04-05'],
  ['21-05-04', 'ymd', '2021-05-04'],
  ['25/12/2021', 'mdy', '2021-12-25'],
  ['12/25/2021', 'dmy', '2021-12-25'],
  ['2021-05-04', 'mdy', '2021-05-04'],
])('%s in a column of %s is %s', (text, order, iso) => {
  expect(dob.parse(text, order)).toMatchObject({ form: { canonical: iso } })
})

test.each([
  '31/02/2021',
  '2021-13-01',
  '32/01/2021',
  '9876543210',
  '123456789012',
  '1234',
  'June',
  'soon',
  '12/06',
  '0987654321',
])('%s is no date', (text) => {
  expect(date.parse(text, 'dmy').state).toBe('invalid')
})

test.each([
  '0000-00-00',
  '0000-00-00 00:00:00',
  '1900-01-01',
  '00/00/0000',
  '0',
  'NULL',
  '1899-12-30',
])('%s is a placeholder', (text) => {
  expect(date.parse(text, 'dmy').state).toBe('placeholder')
  expect(dob.parse(text, 'dmy').state).toBe('placeholder')
})

describe('birth', () => {
  test('every spelling of one birthday is one day', () => {
    const texts = [
      '1985-03-02',
      '02/03/1985',
      '02-03-85',
      '2 March 1985',
      '02-Mar-85',
      '1985-03-02 00:00:00',
      '1985-03-02T00:00:00',
    ]
    for (const text of texts)
      expect(dob.parse(text, 'dmy')).toMatchObject({
        form: { canonical: '1985-03-02', exact: text },
      })
    expect(yobOfDob('1985-03-02')).toBe('1985')
  })

  test('two-digit years are of people alive', () => {
    expect(dob.parse('01/01/25', 'dmy')).toMatchObject({ form: { canonical: '2025-01-01' } })
    expect(dob.parse('01/01/26', 'dmy')).toMatchObject({ form: { canonical: '1926-01-01' } })
  })

  test('a year or month alone is no date of birth', () => {
    expect(dob.parse('1985', 'dmy').state).toBe('invalid')
    expect(dob.parse('March 1985', 'dmy').state).toBe('invalid')
  })

  test.each([
    ['1985', '1985'],
    ['1985.0', '1985'],
    ['१९८५', '1985'],
    ['02/03/1985', '1985'],
  ])('%s is born in %s', (text, year) => {
    expect(yob.parse(text, 'dmy')).toEqual({
      state: 'valid',
      form: { canonical: year, exact: text },
    })
  })

  test.each(['85', '1785', '3021', 'young'])('%s is no year of birth', (text) => {
    expect(yob.parse(text, 'dmy').state).toBe('invalid')
  })
})

test('every day of the calendar comes back from each of its spellings', () => {
  const FIRST = -29_000 // in 1890
  const MONTHS = [
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
  ]
  fc.assert(
    fc.property(fc.integer({ min: FIRST, max: 47_000 }), (number) => {
      const { year, month, day } = calendarDay(number)
      expect(isCalendarDay({ year, month, day })).toBe(true)
      expect(dayNumber({ year, month, day })).toBe(number)
      const [mm, dd] = [String(month).padStart(2, '0'), String(day).padStart(2, '0')]
      if (number === -25_567) return // 1900-01-01, a spreadsheet's zero
      for (const text of [
        `${year}-${mm}-${dd}`,
        `${dd}/${mm}/${year}`,
        `${day}-${MONTHS[month - 1]}-${year}`,
        `${year}${mm}${dd}`,
      ]) {
        expect(date.parse(text, 'dmy'), text).toEqual(on('day', number))
      }
      expect(date.parse(`${mm}/${dd}/${year}`, 'mdy')).toEqual(on('day', number))
    }),
  )
})

test('any text is answered without throwing', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789/-:. TZ+JunAPM'), maxLength: 40 })
  fc.assert(
    fc.property(text, (written) => {
      const parsed = date.parse(written, 'dmy')
      if (parsed.state === 'valid') expect(Number.isInteger(parsed.form.day)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
