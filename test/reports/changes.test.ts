/** What is new since an earlier run: only what differs, each in the words of the report. */
import { expect, test } from 'vitest'
import { changesSince } from '../../src/reports/changes.ts'
import { DOCUMENTS } from './documents.ts'

const { mixture } = DOCUMENTS
const whats = (before: typeof mixture, after: typeof mixture) =>
  changesSince(before, after).changes.map(({ what }) => what)

test('a run against itself: nothing', () => {
  expect(whats(mixture, mixture)).toEqual([])
})

test('another verdict, its shares and ratios, a source less', () => {
  const { changes } = changesSince(mixture, DOCUMENTS.inconclusive)
  expect(changes).toContainEqual({ what: 'verdict', before: 'mixture', after: 'inconclusive' })
  expect(changes).toContainEqual({
    what: 'source food-app',
    before: 'compared',
    after: 'not there',
  })
  expect(changes).toContainEqual({
    what: 'share of portal',
    before: '70 % (66 % to 74 %)',
    after: 'not identified (0 % to 100 %)',
  })
  expect(changes).toContainEqual({
    what: 'ratio of portal',
    before: 'more than 190',
    after: 'withheld: one identifier and nothing else cannot tell sources apart',
  })
})

test('a file that came, one that went, one that is now whole', () => {
  const [first, second, ...rest] = mixture.inputs
  if (first === undefined || second === undefined) throw new Error('the fixture has inputs')
  const partial = { ...mixture, inputs: [first, { ...second, complete: false }, ...rest] }
  expect(whats(partial, mixture)).toEqual(['file', 'file'])
  expect(changesSince(partial, mixture).changes[0]?.before).toContain('read in part')
  expect(whats({ ...mixture, inputs: [first] }, mixture)).toEqual(['file', 'file', 'file'])
})

test('a finding and a reason for leaving out', () => {
  expect(whats({ ...mixture, findings: [], notUsed: [] }, mixture)).toEqual([
    'finding',
    'finding',
    'finding',
    'not used',
  ])
})
