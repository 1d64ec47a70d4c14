/** Persons who stand in a dump twice. All people are invented. */
import { describe, expect, test } from 'vitest'
import { traceFindings } from '../../../src/match/traces/index.ts'
import { linked } from '../linked.ts'
import { file, numbers, person } from './people.ts'

const ONCE = numbers(60)

/** Everybody once; whoever is changed a second time, under another phone. */
const csv = (changed: readonly number[], line: number) => {
  const rows = [
    ...ONCE.map((i) => [person(i).phone, i] as const),
    ...changed.map((i) => [person(1000 * line + i).phone, i] as const),
  ]
  return file('mobile,name,aadhaar', rows, ([phone, i]) => [
    phone,
    person(i).name,
    person(i).aadhaar,
  ])
}

const run = (dump: string, portal: string, kyc: string) =>
  linked({
    dump: { role: 'dump', csv: dump },
    portal: { role: 'registry', csv: portal },
    kyc: { role: 'breach', csv: kyc },
  })
const found = async (...files: Parameters<typeof run>) =>
  traceFindings(await run(...files), 0)
    .filter(({ code }) => code === 'repeated-persons')
    .map(({ source, records }) => [source, records])

const FEW = numbers(40)

describe('repeated persons', () => {
  test('those whom one source alone holds twice', async () => {
    expect(await found(csv(FEW, 1), csv(FEW, 1), csv([], 0))).toEqual([['portal', 40]])
  })

  test('those whom no source holds twice', async () => {
    expect(await found(csv(FEW, 1), csv([], 0), csv([], 0))).toEqual([])
  })

  test('those whom every source holds twice', async () => {
    expect(await found(csv(FEW, 1), csv(FEW, 1), csv(FEW, 1))).toEqual([])
  })

  test('a phone and the same words in another order are one person', async () => {
    const document = await linked({
      dump: {
        role: 'dump',
        csv: 'mobile,name\n9876501234,Asha Varma\n9876501234,Varma Asha\n9876501234,Ravi Varma\n',
      },
      portal: {
        role: 'registry',
        csv: 'mobile,name\n9876501234,Asha Varma\n9876501234,Varma Asha\n',
      },
    })
    expect(document.traces).toContainEqual({
      code: 'repeated-persons',
      source: 0,
      slot: '',
      counts: { compared: 1, shown: 1 },
      elsewhere: [],
    })
  })
})
