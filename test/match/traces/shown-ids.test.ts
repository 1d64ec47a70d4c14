/** Masked values and reference ids: what the dump shows of them, and whom it fits. All people are invented. */
import { describe, expect, test } from 'vitest'
import { traceFindings } from '../../../src/match/traces/index.ts'
import { linked } from '../linked.ts'
import { file, numbers, person } from './people.ts'

const people = numbers(30).map(person)

describe('masked values', () => {
  const csv = (shown: (aadhaar: string) => string) =>
    file('mobile,name,aadhaar', people, (one) => [one.phone, one.name, shown(one.aadhaar)])
  const whole = csv((aadhaar) => aadhaar)

  const sentences = async (dump: string) => {
    const document = await linked({
      dump: { role: 'dump', csv: dump },
      portal: { role: 'registry', csv: whole },
      kyc: {
        role: 'breach',
        csv: file('mobile,name,aadhaar', numbers(30), (i) => [
          person(i).phone,
          person(i).name,
          person(i + 500).aadhaar,
        ]),
      },
    })
    return traceFindings(document, 0)
      .filter(({ code }) => code === 'masked-values')
      .map(({ sentence }) => sentence)
  }

  test('which digits show, and whom they fit or contradict', async () => {
    const [sentence] = await sentences(csv((aadhaar) => `XXXXXXXX${aadhaar.slice(-4)}`))
    expect(sentence).toContain('of aadhaar in the dump show the last 4.')
    expect(sentence).toContain('portal in 30 of 30')
    expect(sentence).toMatch(/kyc in [0-2] of 30/)
  })

  test('nothing is said of whole values', async () => {
    expect(await sentences(whole)).toEqual([])
  })
})

describe('reference ids', () => {
  const reference = (i: number, series: number) => String(10_000_000_000_000 * series + 7919 * i)
  const csv = (series: number, header = 'mobile,name,reference id') =>
    file(header, [...people.entries()], ([i, one]) => [one.phone, one.name, reference(i, series)])
  const plain = file('mobile,name', people, ({ phone, name }) => [phone, name])

  const finding = async (dump: string, malformed = 0) => {
    const document = await linked({
      dump: { role: 'dump', csv: dump },
      portal: { role: 'registry', csv: csv(3) },
      kyc: { role: 'breach', csv: plain },
    })
    return traceFindings(document, malformed).filter(({ code }) => code === 'reference-ids')
  }

  test('equal, and malformed ones beside them', async () => {
    const [found, ...more] = await finding(csv(3), 2)
    expect(more).toEqual([])
    expect(found).toMatchObject({ source: 'portal', field: 'reference-id', records: 30 })
    expect(found?.sentence).toContain(
      '30 of 30 are equal. 2 values in such a column are malformed.',
    )
  })

  test('different ones', async () => {
    const [found] = await finding(csv(5))
    expect(found?.sentence).toContain('0 of 30 are equal.')
  })

  test('none', async () => {
    const [found] = await finding(plain)
    expect(found).toMatchObject({ source: 'portal', records: 0 })
    expect(found?.sentence).toContain('No record of the dump shows a reference id')
  })

  test('a portal that issues none is not asked', async () => {
    const document = await linked({
      dump: { role: 'dump', csv: csv(3) },
      portal: { role: 'registry', csv: plain },
    })
    expect(traceFindings(document, 0)).toEqual([])
  })
})
