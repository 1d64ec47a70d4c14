/** The yardstick of agreement, counted by hand. */
import { expect, test } from 'vitest'
import type { Emission, PatternSource } from '../../src/match/patterns.ts'
import { yardsticksOf } from '../../src/reports/yardstick.ts'

const source = (id: number, name: string, role: PatternSource['role']): PatternSource => ({
  id,
  name,
  role,
  fields: [],
  collects: null,
  completeness: { kind: 'complete', fraction: 1 },
  rows: 1000,
  dates: { taken: null, occurred: null, published: null },
  verifiedBy: null,
  partial: false,
  crowded: 0,
})
const rows = (from: number, links: Emission['links'], n: number): Emission => ({
  from,
  form: 0,
  self: '11',
  links,
  rawHit: '1111',
  n,
})

const patterns = {
  slots: ['name', 'yob'],
  sources: [
    source(0, 'portal', 'registry'),
    source(1, 'telecom', 'breach'),
    source(2, 'shop', 'breach'),
    source(3, 'other-dump', 'dump'),
  ],
  emission: [
    // Digits: 1 exact, 2 canonical, 3 in part, 4 different, 6 blank in the source.
    rows(0, ['11', null, null, null], 500),
    rows(1, ['14', '11', null, null], 30),
    rows(1, ['21', '11', null, null], 30),
    rows(1, ['36', '11', null, null], 40),
    rows(1, [null, '11', null, null], 900),
    rows(2, ['11', null, '11', null], 39),
    rows(3, ['11', null, null, '11'], 400),
  ],
}

test('it is the best rate of the other sources, from forty linked records up; the source itself and dumps do not count', () => {
  expect(yardsticksOf(patterns)).toEqual({
    portal: { name: { rate: 0.6, from: 'telecom' }, yob: { rate: 0.5, from: 'telecom' } },
    telecom: {},
    shop: {},
    'other-dump': {},
  })
})
