/** The order of rows as a trace. All people are invented. */
import { describe, expect, test } from 'vitest'
import { traceFindings } from '../../../src/match/traces/index.ts'
import { linked } from '../linked.ts'
import { file, numbers, person, shuffled } from './people.ts'

const csv = (order: readonly number[]) =>
  file('mobile,name', order.map(person), ({ phone, name }) => [phone, name])

const found = async (dump: string, portal: string, kyc: string) => {
  const document = await linked({
    dump: { role: 'dump', csv: dump },
    portal: { role: 'registry', csv: portal },
    kyc: { role: 'breach', csv: kyc },
  })
  return traceFindings(document, 0)
    .filter(({ code }) => code === 'row-order')
    .map(({ source, sentence }) => [source, /reverse/.test(sentence)])
}

describe('the order of rows', () => {
  const all = numbers(150)
  const some = all.filter((i) => i % 2 === 0)
  const [portal, kyc] = [shuffled(all, 'portal'), shuffled(all, 'kyc')]

  test('a dump in the order of one source, with rows left out', async () => {
    const order = portal.filter((i) => some.includes(i))
    expect(await found(csv(order), csv(portal), csv(kyc))).toEqual([['portal', false]])
  })

  test('the reverse order', async () => {
    const order = portal.filter((i) => some.includes(i)).reverse()
    expect(await found(csv(order), csv(portal), csv(kyc))).toEqual([['portal', true]])
  })

  test('a dump in an order of its own', async () => {
    expect(await found(csv(shuffled(some, 'dump')), csv(portal), csv(kyc))).toEqual([])
  })

  test('a dump that is sorted as everything is', async () => {
    expect(await found(csv(some), csv(all), csv(all))).toEqual([])
  })

  test('too few records', async () => {
    expect(await found(csv(portal.slice(0, 40)), csv(portal), csv(kyc))).toEqual([])
  })

  test('families who stand together, the same member first, are no order of the whole', async () => {
    const families = numbers(50)
    const rows = (seed: string) =>
      file(
        'mobile,name',
        shuffled(families, seed).flatMap((family) => [0, 1, 2].map((i) => ({ family, i }))),
        ({ family, i }) => [person(family).phone, person(family + 7 * i).name],
      )
    expect(await found(rows('dump'), rows('portal'), rows('kyc'))).toEqual([])
  })

  test('what is counted', async () => {
    const document = await linked({
      dump: { role: 'dump', csv: csv([4, 5, 1, 2, 9, 0]) },
      portal: { role: 'registry', csv: csv(numbers(10)) },
    })
    expect(document.traces?.filter(({ code }) => code === 'row-order')).toEqual([
      {
        code: 'row-order',
        source: 0,
        slot: '',
        // Ranks 3 4 1 2 5 0.
        counts: { compared: 5, shown: 3, following: 2, preceding: 0, serial: 2 },
        elsewhere: [],
      },
    ])
  })
})
