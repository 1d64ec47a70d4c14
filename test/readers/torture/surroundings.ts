/** Pollutions of what stands around the rows: headers, preambles, comments, footers, pages. */
import type { Pollution } from './pollution.ts'
import type { Writing } from './writing.ts'

const header = (name: string, write: Writing['header']): Pollution => ({
  name,
  change: { header: write },
})

const HEADERS: readonly Pollution[] = [
  header('no header', () => []),
  header('a line of groups above the header', (line, names) => [
    line(names.map((_, at) => ({ 0: 'Person', 5: 'Place' })[at] ?? '')),
    line(names),
  ]),
  header('a line of types below the header', (line, names) => [
    line(names),
    line(names.map((name) => (name === 'dob' ? 'date' : 'text'))),
  ]),
  header('a header of two lines', (line, names) => [
    line(names),
    line(names.map((name) => `${name} of beneficiary`)),
  ]),
  header('a rule below the header', (line, names) => [line(names), '-'.repeat(60)]),
  header('a header in quotes', (line, names) => [line(names.map((name) => `"${name}"`))]),
  header('a header without its last name', (line, names) => [line(names.slice(0, -1))]),
  header('a header with a name too many', (line, names) => [line([...names, 'remarks'])]),
  header('a header after a hash', (line, names) => [`#${line(names)}`]),
  header('a header with semicolons', (_, names) => [names.join(';')]),
  header('a header twice', (line, names) => [line(names), line(names)]),
]

const between = (name: string, write: Writing['between']): Pollution => ({
  name,
  change: { between: write },
})

const BETWEEN: readonly Pollution[] = [
  between('headers in the middle', (row, line, names) =>
    row > 0 && row % 12 === 0 ? [line(names)] : [],
  ),
  between('headers in the middle, in capitals', (row, line, names) =>
    row > 0 && row % 12 === 0 ? [line(names).toUpperCase()] : [],
  ),
  between('comments in the middle', (row) => (row % 10 === 3 ? [`# part ${row}`] : [])),
  between('comments of a script', (row) => (row % 10 === 3 ? [`-- next, part ${row}`] : [])),
  between('blank lines in the middle', (row) => (row % 9 === 4 ? ['', ''] : [])),
  between('lines of blank cells', (row, line, names) =>
    row % 11 === 6 ? [line(names.map(() => ''))] : [],
  ),
  between('pages', (row) => (row % 16 === 15 ? ['', `Page ${row} of 64`, '\f'] : [])),
  between('a dividing line', (row) => (row === 20 ? ['='.repeat(20)] : [])),
  {
    name: 'a mark of byte order in the middle',
    change: { row: (line, row) => (row === 24 ? `\uFEFF${line}` : line) },
  },
]

const preamble = (name: string, ...lines: readonly string[]): Pollution => ({
  name,
  change: { preamble: lines },
})

const PREAMBLES: readonly Pollution[] = [
  preamble('a title', 'List of beneficiaries'),
  preamble(
    'a preamble of prose',
    'Exported on request of the district office, Pune, and for internal use only.',
    'It holds names, addresses, and numbers; handle it with care.',
    '',
  ),
  preamble(
    'a long preamble',
    ...Array.from({ length: 30 }, (_, at) => `Condition ${at + 1}, as agreed in part ${at % 4}`),
  ),
  preamble('a preamble of settings', 'Report: people', 'Date: 12/06/2023', 'Rows: 48', ''),
  preamble('blank lines above', '', '', ''),
  preamble('comments above', '# made by a script', '# do not share, please'),
]

const footer = (name: string, write: Writing['footer']): Pollution => ({
  name,
  change: { footer: write },
})

const FOOTERS: readonly Pollution[] = [
  footer('a total', () => ['Total: 48']),
  footer('a total in cells', (line) => [line(['Total', '48', '', '', '', '', '', ''])]),
  footer('a count of rows', () => ['', '(48 rows)']),
  footer('a footer of prose', () => [
    '',
    'Downloaded from the forum, and shared for free.',
    'Join us, friends: more is to come',
  ]),
]

export const SURROUNDINGS: readonly Pollution[] = [...HEADERS, ...BETWEEN, ...PREAMBLES, ...FOOTERS]
