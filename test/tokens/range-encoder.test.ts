/** Ranges read by kernels against the plain encoder on the same lines: records, tokens, order and account. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideColumns } from '../../src/columns/decide.ts'
import type { ColumnKind } from '../../src/core/kinds.ts'
import { PlaintextRows, type Token } from '../../src/core/secret.ts'
import { bytesOf, ENTRY_WORDS } from '../../src/kernels/entries.ts'
import { Kernels } from '../../src/kernels/module.ts'
import type { Grammar } from '../../src/readers/csv-grammar.ts'
import { readApart } from '../../src/readers/csv-lines-apart.ts'
import { Profile } from '../../src/readers/csv-profile.ts'
import type { RangeSummary } from '../../src/readers/reader.ts'
import { KeyDerivation } from '../../src/tokens/derive.ts'
import type { EncodedRange } from '../../src/tokens/encoded-range.ts'
import { kernelPlan } from '../../src/tokens/kernel-plan.ts'
import { QuickCut } from '../../src/tokens/quick-cut.ts'
import { RangeEncoder } from '../../src/tokens/range-encoder.ts'
import type { EncodedRecord, EncodedValue, PartLayout } from '../../src/tokens/record.ts'
import { recordAt } from '../../src/tokens/record-columns.ts'
import { type ColumnStates, RecordEncoder } from '../../src/tokens/record-encoder.ts'

const KINDS = ['phone', 'aadhaar', 'pan', 'name', 'dob', 'yob', 'gender', 'date:seen'] as const
const key = new KeyDerivation(new Uint8Array(16).fill(3), new Uint8Array(32).fill(7))

const NAMES = ['mobile', 'aadhaar', 'pan', 'name', 'dob', 'yob', 'gender', 'seen']
const SAMPLE = Array.from({ length: 12 }, (_, i) => [
  `98765012${i + 10}`,
  '234123412346',
  'AAPPV1234C',
  'Asha Kumari',
  '01/02/1990',
  '1990',
  'F',
  '2021-03-04 10:00:00',
])
const grammar: Grammar = {
  dialect: {
    delimiter: ',',
    quote: '"',
    padded: false,
    escaped: false,
    bordered: false,
    unusual: false,
  },
  layout: {
    header: { row: NAMES, names: NAMES },
    cells: KINDS.length,
    width: KINDS.length,
    joins: null,
    profile: Profile.of(SAMPLE, KINDS.length, ','),
  },
}

/** Around what is valid: one character more, less or other, in another case, spaced, masked. */
const near = (...texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(20),
      fc.constantFrom(
        '',
        '',
        '',
        ' ',
        '-',
        '0',
        '9',
        'X',
        'xxx',
        '+',
        '.',
        '\t',
        'é',
        '०',
        '/',
        "'",
      ),
      fc.boolean(),
    )
    .map(
      ([text, at, put, replaces]) => text.slice(0, at) + put + text.slice(at + (replaces ? 1 : 0)),
    )

const CELLS = {
  phone: near(
    '9876501234',
    '+919876501234',
    '91 98765 01234',
    '09876501234',
    '8022289999',
    '',
    '1111111111',
  ),
  aadhaar: near(
    '234123412346',
    '2341 2341 2346',
    '999941057058',
    '',
    '222222222222',
    '012345678901',
  ),
  pan: near('AAPPV1234C', 'aappv1234c', 'ABCDE1234F', 'AAAAA1111A', '', 'AAPPV0000C'),
  name: near(
    'Asha Kumari',
    'A. K. RAO',
    'ravi',
    '',
    "O'Brien",
    'Not known',
    'test',
    'आशा',
    'na',
    'no no',
  ),
  dob: near('01/02/1990', '1990-02-01', '', '29/02/1991', '5 May 1985'),
  yob: near('1990', '', '1990.0', '19'),
  gender: near('M', 'female', '', 'महिला', 'NA'),
  'date:seen': near('2021-03-04 10:00:00', '2021', '', '2021-03'),
}

const quoted = fc.tuple(fc.boolean(), fc.boolean()).map(([a, b]) => a && b)
const cells = fc.tuple(...KINDS.map((kind) => fc.tuple(CELLS[kind], quoted)))
const row = cells.map((list) =>
  list.map(([text, inQuotes]) => (inQuotes || /[",]/.test(text) ? `"${text}"` : text)).join(','),
)
const other = fc.constantFrom(
  '',
  ',,,,,,,',
  NAMES.join(','),
  'Mobile,AADHAAR,pan,name,dob,yob,gender,other',
  'aadhaar,mobile,pan,name,dob,yob,gender,seen',
  ',aadhaar,pan,name,dob,yob,gender,seen',
  '\ufeff9876501234,,,A B,,,,',
  "'9876501234','','','A B','','','',''",
  '9876501234;;;A B;;;;',
  '9876501234,,,short',
  '9876501234,,,A B,,,,,,',
  '9876501234,,,A B,,,,,,more',
  '9876501234,,,"A ""B"" C",,,,',
  '9876501234,,,A "B" C,,,,',
  '"9876501234",,,"two\nlines",,,,',
  '9876501234,,,"A" B,,,,',
)
const end = fc.constantFrom('\n', '\r\n')
const lines = fc
  .array(fc.tuple(fc.oneof({ weight: 12, arbitrary: row }, { weight: 1, arbitrary: other }), end), {
    minLength: 1,
    maxLength: 60,
  })
  .map((list) => list.flat().join(''))

interface Read {
  readonly records: readonly EncodedRecord[]
  readonly rejected: Readonly<Record<string, number>>
  readonly states: readonly (readonly [number, ColumnStates])[]
  readonly summary: RangeSummary
}

function sorted(states: Iterable<readonly [number, ColumnStates]>) {
  // Blank cells are not told of, so nobody counts them alike.
  return [...states].map(([index, own]) => [index, { ...own, blank: 0 }] as const)
}

const sortedSummary = ({ rows, kept, lastLengths }: RangeSummary): RangeSummary => ({
  rows,
  kept,
  lastLengths: lastLengths.toSorted((a, b) => a - b),
})

/** `null` where the lines cannot be read alone. */
function readPlainly(text: string, encoder: RecordEncoder): Read | null {
  const rejected: Record<string, number> = {}
  const records: EncodedRecord[] = []
  const apart = readApart(text, grammar, true)
  if (apart === null) return null
  Object.assign(rejected, apart.rejected)
  for (const record of encoder.encode(new PlaintextRows(apart.rows))) {
    if (typeof record === 'object') records.push(record)
    else rejected[record] = (rejected[record] ?? 0) + 1
  }
  return {
    records,
    rejected,
    states: sorted(encoder.states),
    summary: sortedSummary(apart.summary),
  }
}

/** The records of a range one by one. @param known values by attribute, in the order of their codes */
function unpacked(
  { columns, entries, values }: EncodedRange,
  known: EncodedValue[][],
): EncodedRecord[] {
  values.forEach((halves, attribute) => {
    for (let at = 0; halves !== null && at < halves.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = halves.subarray(at, at + 4)
      known[attribute]?.push({ canonical: { low: a, high: b }, exact: { low: c, high: d } })
    }
  })
  const tokens = (identifier: number, record: number): Token[] => {
    const own = entries[identifier] ?? new Uint32Array(0)
    const found: Token[] = []
    for (let at = 0; at < own.length; at += ENTRY_WORDS) {
      if (own[at + 4] === record) {
        found.push(Uint8Array.from(bytesOf(own.subarray(at, at + 4))) as Token)
      }
    }
    return found
  }
  return Array.from({ length: columns.count }, (_, record) =>
    recordAt(
      columns,
      record,
      (identifier) => tokens(identifier, record),
      (attribute, code) => known[attribute]?.[code - 1] as EncodedValue,
    ),
  )
}

function encoders(fingerprint: boolean, kinds: readonly ColumnKind[], quick: number | null) {
  const overrides = new Map(kinds.map((kind, index) => [index, kind]))
  const decisions = decideColumns({ headers: kinds.map(() => null), sample: [], overrides })
  const plain = new RecordEncoder(key, decisions, { fingerprint, asked: false })
  const plan = kernelPlan(decisions, plain.layout, grammar)
  if (plan === null) throw new Error('kernels should read this')
  const options = { encoder: 0, fingerprint, quick }
  const cut = quick === null ? null : new QuickCut(quick)
  const ranges = new RangeEncoder(Kernels.load(), key, decisions, plan, options)
  return {
    plain: () => new RecordEncoder(key, decisions, { fingerprint, asked: false, cut }),
    ranges,
    layout: plain.layout,
  }
}

const noValues = ({ attributes }: PartLayout): EncodedValue[][] => attributes.map(() => [])

test.each([
  [true, null],
  [false, null],
  [true, 0.3],
  [false, 0.3],
])('the same records, with fingerprints: %s, in a quick cut: %s', (fingerprint, quick) => {
  const { plain, ranges, layout } = encoders(fingerprint, KINDS, quick)
  // The encoder goes on from range to range, and what it has learned must not change what it says.
  const known = noValues(layout)
  fc.assert(
    fc.property(lines, (text) => {
      const encoded = ranges.encode(Buffer.from(text))
      const expected = readPlainly(text, plain())
      expect(encoded === null).toBe(expected === null)
      if (encoded === null || expected === null) return
      const { range, account } = encoded
      expect(unpacked(range, known)).toEqual(expected.records)
      expect(account.rejected).toEqual(expected.rejected)
      expect(sorted(account.states)).toEqual(expected.states)
      expect(sortedSummary(account.summary)).toEqual(expected.summary)
    }),
    { numRuns: 250 },
  )
})
