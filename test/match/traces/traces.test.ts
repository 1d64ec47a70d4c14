/** What is true of all traces: counts, no more of them for more rows, and nothing that the statistics read. */
import { describe, expect, test } from 'vitest'
import type { PatternsDocument } from '../../../src/match/patterns.ts'
import { conclude } from '../../../src/provenance/conclude.ts'
import { fit as fitted } from '../../../src/provenance/fit.ts'
import { linked } from '../linked.ts'
import { failed, file, numbers, person } from './people.ts'

/** In order, with errors, blanks and a person in five twice. */
const csv = (count: number) =>
  file(
    'mobile,name,aadhaar,district',
    numbers(count).flatMap((i) => (i % 5 === 0 ? [i, i + 10_000] : [i])),
    (row) => {
      const one = person(row % 10_000)
      const aadhaar = row % 7 === 0 ? failed(one, 1) : one.aadhaar
      return [person(row).phone, one.name, aadhaar, row % 3 === 0 ? '' : 'Thane']
    },
  )

const matched = (count: number) =>
  linked({
    dump: { role: 'dump', csv: csv(count) },
    portal: { role: 'registry', csv: csv(count) },
    kyc: { role: 'breach', csv: csv(count / 2) },
  })

const shapeOf = ({ traces = [] }: PatternsDocument) =>
  traces.map(({ code, source, slot, counts, elsewhere }) => ({
    code,
    source,
    slot,
    counts: Object.keys(counts),
    elsewhere: elsewhere.map(({ from }) => from),
  }))

describe('traces', () => {
  test('are as many for twice as many records', async () => {
    const [few, many] = [await matched(100), await matched(200)]
    expect(new Set(shapeOf(few).map(({ code }) => code))).toEqual(
      new Set(['shared-errors', 'row-order', 'repeated-persons', 'blank-patterns']),
    )
    expect(shapeOf(many)).toEqual(shapeOf(few))
  })

  test('change nothing that is concluded', async () => {
    const document = await matched(100)
    const { traces, ...bare } = document
    const concluded = (given: PatternsDocument) =>
      conclude(given, fitted(given), { seed: 1, calibrate: 0, intervals: false })
    expect(traces).not.toEqual([])
    expect(concluded(document)).toEqual(concluded(bare))
  })
})
