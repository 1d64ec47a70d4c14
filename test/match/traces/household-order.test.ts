/** Families who stand together. All people are invented. */
import { describe, expect, test } from 'vitest'
import { traceFindings } from '../../../src/match/traces/index.ts'
import { linked } from '../linked.ts'
import { file, numbers, person, shuffled } from './people.ts'

interface Member {
  readonly family: number
  readonly member: number
}

const FAMILIES = numbers(200)

/** Families of two in blocks; the second member of those who came apart stands at the end. */
const csv = (isTogether: (family: number) => boolean, seed: string) => {
  const families = shuffled(FAMILIES, seed)
  const second = families.map((family) => ({ family, member: 1 }))
  const rows: Member[] = [
    ...families.flatMap((family) =>
      [
        { family, member: 0 },
        { family, member: 1 },
      ].slice(0, isTogether(family) ? 2 : 1),
    ),
    ...shuffled(
      second.filter(({ family }) => !isTogether(family)),
      seed,
    ),
  ]
  return file('mobile,name', rows, ({ family, member }) => [
    person(family).phone,
    person(family + 7 * member).name,
  ])
}

const every = (n: number, seed: string) => csv((family) => family % n === 0, seed)

const found = async (dump: string, others: Readonly<Record<string, string>> = {}) => {
  const breaches = Object.entries(others).map(
    ([name, file]) => [name, { role: 'breach', csv: file }] as const,
  )
  const document = await linked({
    dump: { role: 'dump', csv: dump },
    portal: { role: 'registry', csv: every(2, 'portal') },
    ...Object.fromEntries(breaches),
  })
  return traceFindings(document, 0)
    .filter(({ code }) => code === 'household-order')
    .map(({ source, records }) => [source, records])
}

describe('the order of households', () => {
  const dump = every(2, 'dump')

  test('families together and apart as in the source, in any order of families', async () => {
    expect(await found(dump)).toEqual([['portal', 100]])
    const others = { kyc: every(3, 'kyc'), food: every(5, 'food') }
    expect(await found(dump, others)).toEqual([['portal', 100]])
  })

  test('families together by another rule', async () => {
    expect(await found(every(3, 'dump'))).toEqual([])
  })

  test('all families together, as a bot or a sorted file gives them', async () => {
    expect(await found(every(1, 'dump'))).toEqual([])
  })

  test('families who are together in every source', async () => {
    expect(await found(dump, { kyc: every(2, 'kyc') })).toEqual([])
  })
})
