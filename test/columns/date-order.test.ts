import { expect, test } from 'vitest'
import { dateOrder } from '../../src/columns/date-order.ts'

test.each([
  [['01/02/2021', '13/02/2021'], 'dmy'],
  [['01/02/2021', '02/13/2021'], 'mdy'],
  [['2021-02-13'], 'ymd'],
  [['85-02-13', '01-02-03'], 'ymd'],
  [['01/02/2021', '03/04/2021'], 'dmy'],
  [['13/02/2021', '14/02/2021', '02/15/2021'], 'dmy'],
  [['१३/०२/२०२१', '02/13/2021', '25/02/2021'], 'dmy'],
  [['01/02/2021 10:00', '12/31/2021 11:15 PM'], 'mdy'],
  [[], 'dmy'],
])('%j is %s', (values, order) => {
  expect(dateOrder(values)).toBe(order)
})
