import { describe, expect, test } from 'vitest'
import { decideColumns } from '../../src/columns/decide.ts'
import { isIdentifierKind } from '../../src/core/kinds.ts'
import { Random } from '../../src/demo/random.ts'
import { asRows, GENUINE, LOOK_ALIKES } from './tables.ts'

const SIZES = [1, 2, 3, 5, 10, 40, 150, 600]
const TABLES = 96

const decide = (headers: (string | null)[], columns: string[][]) =>
  decideColumns({ headers, sample: asRows(columns), overrides: new Map() })

describe('tables of look-alikes', () => {
  const makers = Object.entries(LOOK_ALIKES)

  test.each(Array.from({ length: TABLES }, (_, seed) => seed))(
    'table %i holds no identifier',
    (seed) => {
      const random = new Random(`look-alikes ${seed}`)
      const rows = SIZES[seed % SIZES.length] ?? 1
      const columns = makers.map(([, make]) => make(random, rows))
      const header = seed % 3 === 0 ? 'value' : null
      const taken = decide(
        makers.map(() => header),
        columns,
      ).filter(({ kind }) => kind !== null && isIdentifierKind(kind))
      expect(taken.map(({ index, kind }) => [makers[index]?.[0], kind, rows])).toEqual([])
    },
  )

  test('nor under headers that name what they are', () => {
    const headers: Record<string, string> = {
      'bank reference of 12 digits': 'UTR No',
      'Unix time': 'created_at',
      'message id': 'message_id',
      'user id of a messenger': 'user_id',
      'order number from 6 to 9': 'Order No.',
      IMEI: 'IMEI',
      pincode: 'Pin Code',
      'account number': 'खाता संख्या',
    }
    const names = Object.keys(headers)
    const random = new Random('named look-alikes')
    const decisions = decide(
      Object.values(headers),
      names.map((name) => LOOK_ALIKES[name]?.(random, 500) ?? []),
    )
    for (const { kind } of decisions) expect(kind).toMatch(/^(?:field|date):|^pincode$/)
  })

  // Left out is what no one could tell apart under such a header: numbers that are all valid mobiles or Pune landlines.
  test.each(['mobile', 'aadhaar no', 'PAN'])('nor under a false header: %s', (header) => {
    const random = new Random(header)
    const wrong = makers.filter(
      ([name]) =>
        !/^(?:code in the shape of a PAN|order number from|order number counting|order number within|order number with a year|user id of a messenger, newer)/.test(
          name,
        ),
    )
    const columns = wrong.map(([, make]) => make(random, 400))
    const taken = decide(
      wrong.map(() => header),
      columns,
    ).filter(({ kind }) => kind !== null && isIdentifierKind(kind))
    expect(taken.map(({ index, kind }) => [wrong[index]?.[0], kind])).toEqual([])
  })
})

describe('genuine columns without a header', () => {
  const makers = Object.entries(GENUINE)

  test.each([60, 300])('are all found in %i rows', (rows) => {
    for (let seed = 0; seed < 8; seed += 1) {
      const random = new Random(`genuine ${rows} ${seed}`)
      const decisions = decide(
        makers.map(() => null),
        makers.map(([, make]) => make(random, rows)),
      )
      for (const { index, kind } of decisions) {
        const name = makers[index]?.[0] ?? ''
        expect([name, kind]).toEqual([name, name.split(/[ ,]/)[0]])
      }
    }
  })
})
