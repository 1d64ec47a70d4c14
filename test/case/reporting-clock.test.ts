import { expect, test } from 'vitest'
import { reportingClock } from '../../src/case/reporting-clock.ts'

const NOTICED = '2023-06-12T04:00:00.000Z'

test.each([
  ['2023-06-12T04:00:00Z', 360],
  ['2023-06-12T09:59:59Z', 0],
  ['2023-06-12T10:00:00Z', 0],
  ['2023-06-12T10:00:01Z', -1],
  // A clock that was set back shows more than six hours, and breaks nothing.
  ['2023-06-12T03:00:00Z', 420],
])('at %s %i minutes are left', (now, minutesLeft) => {
  expect(reportingClock(NOTICED, new Date(now))).toEqual({
    due: '2023-06-12T10:00:00.000Z',
    minutesLeft,
  })
})

test('without a time of noticing there is no clock', () => {
  expect(reportingClock(null, new Date())).toBeNull()
})
