/** Blank cells as a trace. All people are invented. */
import { describe, expect, test } from 'vitest'
import { traceFindings } from '../../../src/match/traces/index.ts'
import { linked } from '../linked.ts'
import { file, numbers, person } from './people.ts'

const csv = (isBlank: (i: number) => boolean) =>
  file('mobile,name,district', numbers(210), (i) => [
    person(i).phone,
    person(i).name,
    isBlank(i) ? '' : 'Thane',
  ])

const findings = async (dump: string, portal: string, kyc: string, food: string) => {
  const document = await linked({
    dump: { role: 'dump', csv: dump },
    portal: { role: 'registry', csv: portal },
    kyc: { role: 'breach', csv: kyc },
    food: { role: 'breach', csv: food },
  })
  return traceFindings(document, 0).filter(({ code }) => code === 'blank-patterns')
}

describe('blank patterns', () => {
  const every = (n: number, at: number) => csv((i) => i % n === at)
  const [portal, kyc, food] = [every(5, 0), every(6, 1), every(8, 3)]

  test('blank for the same persons as in one source', async () => {
    expect(await findings(portal, portal, kyc, food)).toMatchObject([
      { source: 'portal', field: 'district', records: 42 },
    ])
  })

  test('blank for persons of its own', async () => {
    expect(await findings(every(7, 0), portal, kyc, food)).toEqual([])
  })

  test('blank for the same persons everywhere, as what they do not have', async () => {
    expect(await findings(portal, portal, portal, food)).toEqual([])
  })

  test('nobody to measure by', async () => {
    const never = csv(() => false)
    expect(await findings(portal, portal, never, never)).toEqual([])
  })

  test('filled for the same persons, where most are blank', async () => {
    const mostly = (n: number, at: number) => csv((i) => i % n !== at)
    const [found] = await findings(mostly(5, 0), mostly(5, 0), mostly(6, 1), mostly(8, 3))
    expect(found?.sentence).toMatch(/^district is filled .* 42 of 42 /)
  })
})
