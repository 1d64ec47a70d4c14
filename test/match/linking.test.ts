/** How records are linked and compared, on tables small enough to see why. All people are invented. */
import { describe, expect, test } from 'vitest'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import { factFindings } from '../../src/match/fact-findings.ts'
import { presentIn, recordCounts } from '../../src/match/facts.ts'
import { LEVEL, type PatternsDocument } from '../../src/match/patterns.ts'
import { conclude } from '../../src/provenance/conclude.ts'
import { fit as fitted } from '../../src/provenance/fit.ts'
import { levels, linked } from './linked.ts'

const aadhaar = (body: string) => `${body}${verhoeffDigit(body)}`
const A = aadhaar('73190264815')
const B = aadhaar('73190264816')

/** One dump record against one registry record. */
async function pair(
  header: string,
  dump: string,
  registry: string,
): Promise<Record<string, number> | null> {
  const document = await linked({
    dump: { role: 'dump', csv: `${header}\n${dump}\n` },
    portal: { role: 'registry', csv: `${header}\n${registry}\n` },
  })
  return levels(document)
}

describe('names', () => {
  const of = async (dump: string, registry: string) =>
    (await pair('mobile,name,aadhaar', `9876501234,${dump},${A}`, `9876501234,${registry},${A}`))?.[
      'name'
    ]

  test.each([
    ['Asha Kumari', 'Asha Kumari', LEVEL.exact],
    ['ASHA KUMARI', 'Asha Kumari', LEVEL.exact],
    ['Kumari Asha', 'Asha Kumari', LEVEL.canonical],
    ['Asha K', 'Asha Kumari', LEVEL.partial],
    ['Asha Devi', 'Asha Kumari', LEVEL.partial],
    ['Ravi Varma', 'Asha Kumari', LEVEL.different],
    ['आशा कुमारी', 'आशा कुमारी', LEVEL.exact],
    ['आशा कुमारी', 'सुनीता देवी', LEVEL.different],
    ['ஆஷா குமாரி', 'ஆஷா குமாரி', LEVEL.exact],
    ['ஆஷா குமாரி', 'சுனிதா தேவி', LEVEL.different],
  ])('%s and %s', async (dump, registry, level) => {
    expect(await of(dump, registry)).toBe(level)
  })

  test('two names without a word never agree', async () => {
    expect(await of('???', '???')).not.toBe(LEVEL.exact)
    expect(await of('???', '???')).not.toBe(LEVEL.canonical)
  })
})

describe('a kind that another version of its normaliser wrote', () => {
  const header = 'mobile,name,yob,aadhaar'
  const row = `9876501234,Asha Kumari,1980,${A}`
  const sources = (otherVersions: readonly string[]) =>
    ({
      dump: { role: 'dump', csv: `${header}\n${row}\n` },
      portal: { role: 'registry', csv: `${header}\n${row}\n`, otherVersions },
      older: { role: 'breach', csv: `${header}\n${row}\n` },
    }) as const

  test.each(['mobile:phone', 'name:name', 'yob:yob'])(
    'neither agrees nor differs, and is told of: %s',
    async (spelling) => {
      const field = spelling.split(':')[1] ?? ''
      const document = await linked(sources([field]))
      expect(levels(document)).toMatchObject({ aadhaar: LEVEL.exact, [field]: LEVEL.blankInSource })
      expect(levels(document, 1)).toMatchObject({ aadhaar: LEVEL.exact, [field]: LEVEL.exact })
      expect(document.limits).toEqual([
        `portal: ${field} was stored by another version of its normaliser and not compared; ingest again`,
      ])
    },
  )

  test('is never counted as found nowhere', async () => {
    const { overlap } = await linked(sources(['phone']))
    expect(overlap.filter(({ source }) => source === 0).map(({ kind }) => kind)).toEqual([
      'aadhaar',
    ])
  })

  test('looks the same in what the source’s own records show', async () => {
    const { slots, emission } = await linked(sources(['phone']))
    const phone = slots.indexOf('phone')
    const shown = emission
      .filter(({ from }) => from === 0)
      .flatMap(({ self, links }) => [self, ...links].map((code) => code?.[phone] ?? null))
    expect(new Set(shown)).toEqual(new Set([String(LEVEL.blankInSource), null]))
  })
})

describe('whose record it is', () => {
  const header = 'mobile,name,yob,gender,aadhaar'

  test('a shared phone and another name is somebody else', async () => {
    expect(
      await pair(header, '9876501234,Asha Kumari,1980,F,', '9876501234,Ravi Varma,1978,M,'),
    ).toBeNull()
  })

  test('a shared phone, a shared family name and another birth is a housemate', async () => {
    expect(
      await pair(header, '9876501234,Asha Varma,1980,F,', '9876501234,Ravi Varma,1978,M,'),
    ).toBeNull()
  })

  test('a shared phone, part of the name and the same birth is the same person', async () => {
    expect(
      await pair(header, '9876501234,Asha K,1980,F,', '9876501234,Asha Kumari,1980,F,'),
    ).not.toBeNull()
  })

  test('a differing ID of the same kind is somebody else unless the names agree', async () => {
    expect(
      await pair(header, `9876501234,Asha K,1980,F,${A}`, `9876501234,Asha Kumari,1980,F,${B}`),
    ).toBeNull()
    const sameName = await pair(
      header,
      `9876501234,Asha Kumari,1980,F,${A}`,
      `9876501234,Asha Kumari,1980,F,${B}`,
    )
    expect(sameName).toMatchObject({ phone: LEVEL.exact, aadhaar: LEVEL.different })
  })

  test('of several on one phone the best wins, of equals the first', async () => {
    const csv = `${header}\n9876501234,Ravi Varma,1978,M,\n9876501234,Asha Kumari,1981,F,\n9876501234,Asha Kumari,1980,F,\n`
    const document = await linked({
      dump: { role: 'dump', csv: `${header}\n9876501234,Asha Kumari,1980,F,\n` },
      portal: { role: 'registry', csv },
    })
    expect(levels(document)).toMatchObject({ name: LEVEL.exact, yob: LEVEL.exact })
  })
})

describe('identifiers', () => {
  test.each([
    ['+91 98765-01234', '9876501234'],
    ['09876501234', '+919876501234'],
    ['९८७६५०१२३४', '9876501234'],
    ['9123456780 / 9876501234', '9876501234'],
  ])('%s is %s', async (dump, registry) => {
    const found = await pair('mobile,name', `${dump},Asha Kumari`, `${registry},Asha Kumari`)
    expect(found?.['phone']).toBe(LEVEL.exact)
  })

  test('a mask that fits is consistent, one that does not contradicts', async () => {
    const header = 'mobile,name,aadhaar'
    const registry = `9876501234,Asha Kumari,${A}`
    const fits = await pair(header, `9876501234,Asha Kumari,XXXXXXXX${A.slice(-4)}`, registry)
    const contradicts = await pair(header, '9876501234,Asha Kumari,XXXXXXXX0007', registry)
    expect([fits?.['aadhaar'], contradicts?.['aadhaar']]).toEqual([
      LEVEL.maskedConsistent,
      LEVEL.maskedContradictory,
    ])
  })

  test('another kind of ID is neither agreement nor disagreement', async () => {
    const header = 'mobile,name,photo id type,photo id number'
    const found = await pair(
      header,
      `9876501234,Asha Kumari,Aadhaar,${A}`,
      '9876501234,Asha Kumari,PAN,AAGPK7261R',
    )
    expect(found?.['aadhaar']).toBe(LEVEL.otherKind)
  })

  test('the same failed number is compared as a mark', async () => {
    const wrong = `73190264815${(Number(A.at(-1)) + 1) % 10}`
    const rows = (last: string) =>
      `9876501234,Asha Kumari,${last}\n9876501235,Ravi Varma,${A}\n9876501236,Mina Rao,${B}`
    const document = await linked({
      dump: { role: 'dump', csv: `mobile,name,aadhaar\n${rows(wrong)}\n` },
      portal: { role: 'registry', csv: `mobile,name,aadhaar\n${rows(wrong)}\n` },
    })
    const mark = document.slots.indexOf('aadhaar-unchecked')
    expect(document.patterns.map(({ links }) => links[0]?.[mark])).toContain(String(LEVEL.exact))
  })

  test('the year of birth is silent where both dates of birth are there', async () => {
    const found = await pair(
      'mobile,name,dob',
      '9876501234,Asha Kumari,1980-03-04',
      '9876501234,Asha Kumari,04/03/1980',
    )
    expect(found).toMatchObject({ dob: LEVEL.canonical, yob: LEVEL.none })
  })
})

describe('the join bomb', () => {
  test('a token that too many records share is counted as crowded and not linked', async () => {
    const many = Array.from({ length: 65 }, () => '9876501234,Asha Kumari').join('\n')
    const few = Array.from({ length: 64 }, () => '9876501235,Ravi Varma').join('\n')
    const document = await linked({
      dump: { role: 'dump', csv: 'mobile,name\n9876501234,Asha Kumari\n9876501235,Ravi Varma\n' },
      portal: { role: 'registry', csv: `mobile,name\n${many}\n${few}\n` },
    })
    expect(document.sources[0]?.crowded).toBe(1)
    expect(document.patterns.map(({ links }) => links[0] !== null).sort()).toEqual([false, true])
    expect(factFindings(document, {}).map(({ code }) => code)).toContain('crowded')
  })
})

describe('facts', () => {
  const rows = Array.from(
    { length: 50 },
    (_, i) =>
      `98765${10_000 + i},Person ${'abcdefghij'[i % 10]}${'klmno'[i % 5]},1980-03-04,2021-05-0${1 + (i % 9)}`,
  )
  const csv = ['mobile,name,dob,registered at', ...rows].join('\n')

  test('each record is counted once, under the exact set that holds it', async () => {
    const document = await linked({
      dump: {
        role: 'dump',
        csv: [
          'mobile,name',
          ...rows.map((row) => row.split(',').slice(0, 2).join(',')),
          '9123456781,Nobody Here',
        ].join('\n'),
      },
      portal: { role: 'registry', csv: [csv.split('\n')[0], ...rows.slice(0, 30)].join('\n') },
      kyc: { role: 'breach', csv: [csv.split('\n')[0], ...rows.slice(20)].join('\n') },
    })
    expect(presentIn(document)).toEqual([
      { sources: ['kyc'], records: 20 },
      { sources: ['portal'], records: 20 },
      { sources: ['portal', 'kyc'], records: 10 },
    ])
    expect(recordCounts(document)).toMatchObject({ total: 51, distinct: 51, noMatch: 1 })
  })

  test('a field that is not collected and a date after the snapshot rule a source out', async () => {
    const document = await linked({
      dump: { role: 'dump', csv },
      portal: {
        role: 'registry',
        csv,
        stated: { taken: '2021-05-03', collects: 'phone,name,date:registered' },
      },
    })
    const found = factFindings(document, {}).filter(({ source }) => source === 'portal')
    expect(found.map(({ code, field, records }) => [code, field, records])).toEqual([
      ['field-not-collected', 'dob', 50],
      ['field-not-collected', 'yob', 50],
      ['after-snapshot', undefined, rows.filter((row) => row.slice(-2) > '03').length],
    ])
    expect(presentIn(document)).toEqual([])
  })

  test('a breach after the dump was seen is ruled out only if all of its range is later', async () => {
    const codes = async (occurred: string) => {
      const document = await linked({
        dump: { role: 'dump', csv, stated: { seen: '2021-06-01' } },
        kyc: { role: 'breach', csv, stated: { occurred } },
      })
      return factFindings(document, {}).map(({ code }) => code)
    }
    expect(await codes('2021..2022')).not.toContain('before-breach')
    expect(await codes('2022')).toContain('before-breach')
  })

  test('records after the first possible day of a breach are in question, those after its last are ruled out', async () => {
    const document = await linked({
      dump: { role: 'dump', csv },
      kyc: { role: 'breach', csv, stated: { occurred: '2021-05-03..2021-05-06' } },
    })
    const onDays = (from: string, to: string) =>
      rows.filter((row) => from < row.slice(-2) && row.slice(-2) <= to).length
    const records = (flag: 'questioned' | 'late') =>
      document.patterns.reduce((sum, pattern) => sum + (pattern[flag] === '1' ? pattern.n : 0), 0)
    expect(records('questioned')).toBe(onDays('03', '06'))
    expect(records('late')).toBe(onDays('06', '31'))
  })

  test('a source with rows of a later day than is stated for it is told of', async () => {
    const document = await linked({
      dump: { role: 'dump', csv },
      kyc: { role: 'breach', csv, stated: { occurred: '2021-05-03' } },
    })
    const counted = (later: number): PatternsDocument => ({
      ...document,
      tabulations: [
        {
          source: 0,
          column: 'day',
          patterns: [],
          linked: [],
          all: [
            [18_750, 90],
            [18_751, later],
          ],
        },
      ],
    })
    const told = (later: number) =>
      factFindings(counted(later), {}).filter(({ code }) => code === 'date-contradicted')
    expect(document.sources[0]?.dates.occurred?.latest).toBe(18_750)
    expect(told(9)).toEqual([])
    expect(told(10)).toMatchObject([{ source: 'kyc', records: 10 }])
  })

  test('two sources that hold the same rows are no independent explanations', async () => {
    const document = await linked({
      dump: { role: 'dump', csv },
      portal: { role: 'registry', csv },
      resold: { role: 'breach', csv: csv.replace('registered at', 'created on') },
    })
    const conclusion = conclude(document, fitted(document), {
      seed: 1,
      calibrate: 0,
      intervals: false,
    })
    expect(conclusion.findings.map(({ code }) => code)).toContain('sources-not-independent')
  })

  test('repeated records and shared phones are counted', async () => {
    const document = await linked({
      dump: {
        role: 'dump',
        csv: 'mobile,name\n9876501234,Asha Varma\n9876501234,Asha Varma\n9876501234,Ravi Varma\n9876501235,Mina Rao\n',
      },
      portal: { role: 'registry', csv },
    })
    expect(document.dump).toMatchObject({
      rows: 4,
      distinct: 3,
      clusters: 2,
      sharedPhones: { phones: 1, records: 2 },
    })
    expect(
      factFindings(document, { phone: 3 }).map(({ code, records }) => [code, records]),
    ).toEqual([
      ['placeholder-values', 3],
      ['duplicate-records', 1],
      ['shared-phones', 2],
    ])
  })
})
