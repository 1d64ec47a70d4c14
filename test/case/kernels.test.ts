/** Files read by kernels, here and in threads, leave the same store as files read in the plain way, cell for cell. */
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { inventAadhaar, inventPan, inventPhone, inventSeries } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import { Kernels } from '../../src/kernels/module.ts'
import { compare, emptyCase, type Trial } from './both-ways.ts'

/** A few ranges; and more rows than are looked at before columns are decided. */
const [FEW, MANY] = [1600, 20_500]
beforeAll(emptyCase)

const random = new Random('kernels')
const series = inventSeries(random)

const often = (usual: string, ...others: readonly string[]): string =>
  random.chance(0.9) ? usual : random.pick(others)

function phone(): string {
  const own = inventPhone(random, series)
  const spaced = `${own.slice(0, 5)} ${own.slice(5)}`
  return often(
    own,
    ...['', ' ', `+91${own}`, `91${own}`, `0${own}`, `+91 ${spaced}`, `${spaced}`, `0${spaced}-`],
    ...[`  ${own} `, `${own} / ${inventPhone(random, series)}`, `${own};`, `tel: ${own}`, '+', '-'],
    ...[`98XXXXXX${own.slice(8)}`, '9999999999', '1234567890', '9.19877E+11', `${own}.0`, 'NA'],
    ...[`="${own}"`, '5512345678', '08022289999', '+447911123456', '00447911123456', `${own}1`],
    ...['९८७६५०१२३४', `9876501234${own}`, own.slice(1), '+91+9876501234', `${own}${own}`],
  )
}

function aadhaar(): string {
  const own = inventAadhaar(random)
  const [a, b, c] = [own.slice(0, 4), own.slice(4, 8), own.slice(8)]
  return often(
    own,
    ...['', `${a} ${b} ${c}`, `${a}-${b}-${c}`, `XXXXXXXX${c}`, `${own.slice(0, 11)}0`, ' '],
    ...['222222222222', '012345678901', `${own}.0`, `${own} ${inventAadhaar(random)}`, '-', 'x'],
  )
}

function pan(): string {
  const own = inventPan(random, 'Varma')
  return often(
    own,
    ...['', own.toLowerCase(), ` ${own}`, `${own.slice(0, 5)} ${own.slice(5)}`, 'ABCDE1234F'],
    ...['AAAPA0000A', 'AAAAA1111A', `${own.slice(0, 2)}XXXXX${own.slice(7)}`, 'XXXXX1234X', 'NULL'],
    ...[`${own.slice(0, 3)}D${own.slice(4)}`, `${own}\u0131`, 'ＡＢＣＰＫ１２３４Ｌ'],
  )
}

const name = (): string =>
  often(
    `${random.pick(['Asha', 'Ravi', 'JOHN', 'meena', 'D’Souza'])} ${random.pick(['Kumari', 'K', 'VARMA', 'Rao-Iyer'])}`,
    ...[
      '',
      ' ',
      'NA',
      'n.a.',
      'Not available',
      'test',
      'Test Kumar',
      'O’Brien',
      "O'Brien",
      "'Asha",
    ],
    ...['आशा कुमारी', 'Zoë', 'xxx', 'Axxxl', 'A.  B . Rao', ' A ', 'A1', '.', 'none', 'No', '王'],
    ...[`${'Ab '.repeat(17)}`, 'x'.repeat(200), 'Smt. Asha\tDevi', 'ﬁona', '=Asha', 'İpek'],
  )

const dob = (): string =>
  often(
    `${random.between(1, 28)}/${random.between(1, 12)}/${random.between(1940, 2010)}`,
    ...['', '00/00/0000', '1990', '31/02/1990', '1985-04-03', '3 Apr 1985', 'unknown', '12/1990'],
  )

const yob = (): string =>
  often(String(random.between(1940, 2010)), '', '1700', '19xx', 'NA', '1985.0')
const gender = (): string =>
  often(random.pick(['M', 'F']), '', 'Male', 'female ', 'X', 'महिला', '-')
const district = (): string =>
  often(
    random.pick(['Pune', 'Agra', 'PUNE', 'Dist. Pune', 'पुणे']),
    '',
    'n/a',
    `Town ${random.below(900)}`,
  )
const address = (): string => often(`${random.below(99)} MG Road`, '', '12,"Lake" View', 'घर 7')
const day = (): string =>
  often(`2021-0${random.between(1, 9)}-11 10:00`, '', '2021', 'soon', '0000-00-00')
const email = (): string =>
  often(`a${random.below(9999)}@example.org`, '', 'A.B@Example.ORG', 'x@', 'NA')
const pincode = (): string =>
  often(String(random.between(110001, 799999)), '', '000000', '41100', '4-1')

const COLUMNS = { phone, aadhaar, pan, name, dob, yob, gender, district, address, email, pincode }
const WIDE = { ...COLUMNS, 'registered at': day }
/** Mostly what kernels read, for files of many rows. */
const SHORT = {
  mobile: () => inventPhone(random, series),
  name: () => random.pick(['Asha Kumari', 'Ravi Varma', 'Meena Kumari Rao', 'आशा']),
}
const NARROW = { mobile: phone, aadhaar, pan, name, dob, gender, district, 'registered at': day }

interface Style {
  readonly delimiter: string
  readonly quoted: (cell: string) => boolean
  readonly end: string
  readonly rows?: number
  /** Whether lines stand between that are no rows. */
  readonly odd?: boolean
}

const needsQuotes = (cell: string): boolean => /[",\n]/.test(cell)
const PLAIN: Style = { delimiter: ',', quoted: needsQuotes, end: '\n' }
const QUOTED: Style = { delimiter: ';', quoted: () => true, end: '\r\n' }
const TABS: Style = { delimiter: '\t', quoted: () => false, end: '\n' }
const CLEAN: Style = { ...PLAIN, odd: false }

/** Lines that no table should hold, and that some do. */
const ODD_LINES = [
  '',
  'one,two',
  ',,,,,,,,,,,,,,,',
  'a "stray" quote,,',
  `${'9,'.repeat(30)}`,
  '  ',
]

function csv(columns: Readonly<Record<string, () => string>>, style: Style): string {
  const { rows: count = FEW, odd = true } = style
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell) => (style.quoted(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(style.delimiter) + style.end
  const header = line(Object.keys(columns))
  const rows = Array.from({ length: count }, (_, i) => {
    if (odd && random.chance(0.002)) return `${random.pick(ODD_LINES)}${style.end}`
    if (odd && i % 701 === 700) return header
    const row = Object.values(columns).map((cell) => cell())
    const breaks = odd && random.chance(0.0005)
    return line(breaks ? row.with(1, `two\nlines,"so"`) : row)
  })
  return header + rows.join('')
}

test('the kernels were built', () => {
  expect(Kernels.areBuilt()).toBe(true)
})

const TRIALS: readonly Trial[] = [
  { what: 'a registry', role: 'registry', text: () => csv(WIDE, PLAIN), isRead: true },
  { what: 'fingerprints', role: 'breach', text: () => csv(NARROW, PLAIN), isRead: true },
  { what: 'a quick cut', role: 'registry', text: () => csv(WIDE, PLAIN), isRead: true, quick: 0.1 },
  {
    what: 'a quick cut of fingerprints',
    role: 'breach',
    text: () => csv(NARROW, PLAIN),
    isRead: true,
    quick: 0.1,
  },
  { what: 'quoted', role: 'registry', text: () => csv(NARROW, QUOTED), isRead: true },
  { what: 'tabs', role: 'registry', text: () => csv(NARROW, TABS), isRead: true },
  { what: 'a mark', role: 'dump', text: () => `\ufeff${csv(NARROW, PLAIN)}`, isRead: true },
  { what: 'packed', role: 'dump', text: () => gzipSync(csv(NARROW, CLEAN)), isRead: true },
  {
    what: 'an open quote',
    role: 'breach',
    text: () => `${csv(NARROW, PLAIN)}"open,,,\n${csv(NARROW, CLEAN)}`,
    isRead: true,
  },
  {
    what: 'lost',
    role: 'breach',
    text: () => csv(NARROW, PLAIN).replaceAll('Agra', 'Agr\ufffd'),
    isRead: false,
  },
  {
    what: 'latin',
    role: 'breach',
    text: () => Buffer.from(csv(NARROW, PLAIN).replaceAll('Pune', 'Pun\xe9'), 'latin1'),
    isRead: false,
  },
  {
    what: 'returns',
    role: 'breach',
    text: () => csv(NARROW, PLAIN).replaceAll('\n', '\r'),
    isRead: false,
  },
]

/** Its last row is cut, which only the rows before it can tell. */
const CUT = '9876501234,Cut'

describe('the same store', () => {
  test.each(TRIALS)('$what', (trial) => compare(trial, ['here']))

  test('many rows, a cut one at the end, in threads', () =>
    compare(
      {
        what: 'many',
        role: 'registry',
        text: () => csv(SHORT, { ...PLAIN, rows: MANY }) + CUT,
        isRead: true,
      },
      ['here', 'threads'],
    ))
})
