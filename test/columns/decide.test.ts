import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideColumns } from '../../src/columns/decide.ts'
import { CELL_STATES, type ColumnKind } from '../../src/core/kinds.ts'
import { Random } from '../../src/demo/random.ts'
import { cpuTime } from '../cpu-time.ts'
import { asRows, GENUINE, LOOK_ALIKES, type MakeColumn, PASSPORTS } from './tables.ts'

const random = new Random('decide')
const column = (make: MakeColumn | undefined, rows = 100): string[] => make?.(random, rows) ?? []

const decide = (
  headers: (string | null)[],
  columns: string[][],
  overrides = new Map<number, ColumnKind>(),
) => decideColumns({ headers, sample: asRows(columns), overrides })

const kindOf = (header: string | null, cells: string[]) => decide([header], [cells])[0]?.kind

describe('a header is borne out by its values', () => {
  test.each<[string, string, ColumnKind]>([
    ['Mobile No.', 'phone', 'phone'],
    ['mob_no', 'phone', 'phone'],
    ['cust_mobile_no', 'phone with plus', 'phone'],
    ['aadhar', 'aadhaar', 'aadhaar'],
    ['UID No.', 'aadhaar in groups', 'aadhaar'],
    ['uid', 'aadhaar', 'aadhaar'],
    ['uid', 'message', 'field:user'],
    ['मोबाइल नंबर', 'phone', 'phone'],
    ['आधार संख्या', 'aadhaar', 'aadhaar'],
    ['नाम', 'name', 'name'],
    ['जन्म तिथि', 'dob', 'dob'],
    ['लिंग', 'gender', 'gender'],
    ['Voter ID', 'epic', 'epic'],
    ['registeredAt', 'date', 'date:registered'],
    ['DOB', 'dob', 'dob'],
    ['dob', 'yob', 'yob'],
    ['Birth Year', 'yob', 'yob'],
  ])('%s over %s', (header, name, kind) => {
    const cells = column(GENUINE[name] ?? LOOK_ALIKES['message id'])
    expect(decide([header], [cells])[0]).toMatchObject({ kind, vocabularyWord: expect.any(String) })
  })

  test('kinds without a check need their header', () => {
    const cells = column(PASSPORTS)
    expect(kindOf('passport_no', cells)).toBe('passport')
    expect(kindOf(null, cells)).toBeNull()
    expect(
      kindOf('beneficiary_reference_id', column(LOOK_ALIKES['record number of 14 digits'])),
    ).toBe('reference-id')
  })

  test('a masked column is what its header says', () => {
    const masked = column(GENUINE['aadhaar']).map((value) => `XXXXXXXX${value.slice(-4)}`)
    expect(decide(['aadhaar'], [masked])[0]).toMatchObject({
      kind: 'aadhaar',
      shares: { masked: 1 },
    })
  })

  test('a blank column is what its header says', () => {
    expect(kindOf('mobile', ['', '', ''])).toBe('phone')
    expect(kindOf('mobile', ['NA', '-', ''])).toBe('phone')
    expect(kindOf('address', ['-', '-', ''])).toBe('address')
    expect(kindOf(null, ['', '', ''])).toBeNull()
  })

  test('voter IDs that fail Luhn stay voter IDs', () => {
    expect(kindOf('epic_no', column(LOOK_ALIKES['product code in the shape of a voter ID']))).toBe(
      'epic',
    )
  })
})

describe('a misleading header is overruled', () => {
  test.each<[string, string, ColumnKind]>([
    ['aadhaar', 'phone with country code', 'phone'],
    ['mobile', 'aadhaar', 'aadhaar'],
    ['name', 'phone with plus', 'phone'],
    ['name', 'email', 'email'],
    ['user_id', 'email', 'email'],
    ['gender', 'dob', 'dob'],
    ['remarks', 'pan', 'pan'],
    ['xyz', 'aadhaar', 'aadhaar'],
  ])('%s over %s', (header, name, kind) => {
    expect(kindOf(header, column(GENUINE[name]))).toBe(kind === 'dob' ? null : kind)
  })

  test('bank references under an Aadhaar header are no Aadhaar numbers', () => {
    const cells = column(LOOK_ALIKES['bank reference, first digit 2–9'], 500)
    expect(decide(['aadhaar'], [cells])[0]).toMatchObject({
      kind: null,
      why: 'the header says aadhaar, the values do not',
    })
  })
})

test('12 digits that begin with 91 are decided by their column', () => {
  const phones = column(GENUINE['phone with country code'])
  const aadhaar = column(GENUINE['aadhaar'])
  const someOf91 = [...aadhaar.slice(0, 90), ...phones.slice(0, 10)]
  expect(kindOf(null, phones)).toBe('phone')
  expect(kindOf(null, someOf91)).toBe('aadhaar')
  expect(kindOf('aadhaar', someOf91)).toBe('aadhaar')
})

describe('neighbours', () => {
  const TYPES = ['Aadhaar Card', 'PAN Card', 'Voter ID', 'Passport', 'Driving License']
  const numbers = [
    GENUINE['aadhaar'],
    GENUINE['pan'],
    GENUINE['epic'],
    PASSPORTS,
    GENUINE['driving-licence'],
  ].map((make) => column(make))
  const types = Array.from({ length: 100 }, (_, i) => TYPES[i % TYPES.length] ?? '')
  const ids = types.map((_, i) => numbers[i % TYPES.length]?.[i] ?? '')

  test('an ID type makes the numbers beside it a mixed column, with or without headers', () => {
    const named = decide(['photo_id_type', 'photo_id_number'], [types, ids])
    expect(named.map(({ kind }) => kind)).toEqual(['id-type', 'id-number'])
    expect(named[1]?.shares.valid).toBe(1)
    expect(decide([null, null], [types, ids]).map(({ kind }) => kind)).toEqual([
      'id-type',
      'id-number',
    ])
  })

  test('a mixed column stays mixed where its sample happens to hold one kind', () => {
    expect(kindOf('id_number', column(GENUINE['aadhaar']))).toBe('id-number')
  })

  test('of two headerless columns of names the first is taken', () => {
    const names = [column(GENUINE['name']), column(GENUINE['name'])]
    expect(decide([null, null], names).map(({ kind }) => kind)).toEqual(['name', null])
    expect(decide([null, 'name'], names).map(({ kind }) => kind)).toEqual([null, 'name'])
    expect(decide(['first_name', 'last_name'], names).map(({ kind }) => kind)).toEqual([
      'name',
      'name',
    ])
  })
})

test('what the user says counts, whatever the header or the values', () => {
  const decisions = decide(
    ['mobile', null],
    [column(GENUINE['phone']), column(PASSPORTS)],
    new Map<number, ColumnKind>([
      [0, 'reference-id'],
      [1, 'passport'],
    ]),
  )
  expect(decisions).toMatchObject([
    { kind: 'reference-id', why: 'mapped by the user' },
    { kind: 'passport', shares: { valid: 1 } },
  ])
})

test('a word outside the vocabulary is never given back', () => {
  const decisions = decide(
    ['Ravi Kumar', 'mobile 9876', 'Pune', 'Mobile 2'],
    Array.from({ length: 4 }, () => ['x']),
  )
  expect(decisions.map(({ vocabularyWord }) => vocabularyWord)).toEqual([
    null,
    null,
    null,
    'mobile',
  ])
})

test('too few values say what they look like, without being taken for it', () => {
  expect(decide([null], [column(GENUINE['phone'], 10)])[0]).toMatchObject({
    kind: null,
    why: 'the values look like phone, too few to be sure',
  })
})

test('reasons are words of ours', () => {
  const cells = column(GENUINE['pan'])
  for (const { why } of decide([null, 'name', 'xyz'], [cells, cells, column(GENUINE['name'])])) {
    for (const cell of cells) expect(why).not.toContain(cell)
    expect(why).toMatch(/^[a-z0-9 %,;-]+$/i)
  }
})

test('the same input gives the same decisions, and the shares of states add up', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('9876543210', '234123412346', 'AAPFU0939F', 'NA', ''),
  )
  const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      headers: fc.array(
        fc.oneof(
          fc.constant(null),
          fc.string({ maxLength: 12 }),
          fc.constantFrom('mobile', 'name', 'pan'),
        ),
        {
          minLength: width,
          maxLength: width,
        },
      ),
      sample: fc.array(fc.array(cell, { maxLength: width + 1 }), { maxLength: 12 }),
    }),
  )
  fc.assert(
    fc.property(table, ({ headers, sample }) => {
      const decisions = decideColumns({ headers, sample, overrides: new Map() })
      expect(decideColumns({ headers, sample, overrides: new Map() })).toEqual(decisions)
      expect(decisions.map(({ index }) => index)).toEqual(headers.map((_, i) => i))
      for (const { shares } of decisions) {
        const total = CELL_STATES.reduce((sum, state) => sum + shares[state], 0)
        expect(total).toBeCloseTo(sample.length === 0 ? 0 : 1, 9)
      }
    }),
  )
})

test('a wide sample is decided in well under five seconds', () => {
  const columns = Object.values(GENUINE).map((make) => column(make, 2000))
  const spent = cpuTime()
  decide(
    columns.map(() => null),
    columns,
  )
  expect(spent()).toBeLessThan(5000)
})
