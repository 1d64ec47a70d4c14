/** Pollutions of how rows are divided, quoted and ended. */
import type { Pollution } from './pollution.ts'
import { logins, passwords, profiles, type Table } from './tables.ts'
import type { Writing } from './writing.ts'

const every =
  <Mark>(mark: Mark) =>
  (): Mark =>
    mark

const byHalves =
  <Mark>(first: Mark, second: Mark) =>
  (row: number): Mark =>
    row < 24 ? first : second

const delimited = (name: string, mark: string): Pollution => ({
  name: `delimiter ${name}`,
  change: { delimiter: every(mark) },
})

const DELIMITERS: readonly Pollution[] = [
  delimited('semicolon', ';'),
  delimited('tab', '\t'),
  delimited('bar', '|'),
  delimited('colon', ':'),
  delimited('caret', '^'),
  delimited('tilde', '~'),
  delimited('section sign', '§'),
  delimited('control character 1', '\u0001'),
  delimited('unit separator', '\u001f'),
  delimited('two bars', '||'),
  delimited('two colons', '::'),
  delimited('two semicolons', ';;'),
  delimited('bar in tildes', '~|~'),
  delimited('hash in bars', '|#|'),
  delimited('two tabs', '\t\t'),
  delimited('spaced bar', ' | '),
  delimited('arrow', '=>'),
  { name: 'delimiters by halves', change: { delimiter: byHalves(';', ',') } },
  { name: 'delimiters in turns', change: { delimiter: (row) => (row % 5 === 4 ? '|' : ',') } },
]

const quotes = (open: string, close = open): Writing['quotes'] => every([open, close] as const)

const QUOTES: readonly Pollution[] = [
  { name: 'apostrophes', change: { quotes: quotes("'"), quoted: 'all' } },
  { name: 'backticks', change: { quotes: quotes('`'), quoted: 'all' } },
  { name: 'typographic quotes', change: { quotes: quotes('“', '”'), quoted: 'all' } },
  { name: 'everything quoted', change: { quoted: 'all' } },
  { name: 'texts quoted', change: { quoted: 'texts' } },
  { name: 'nothing quoted', change: { quoted: 'never' } },
  {
    name: 'quotes by halves',
    change: { quotes: byHalves(['"', '"'] as const, ["'", "'"] as const), quoted: 'all' },
  },
]

const ESCAPES: readonly Pollution[] = [
  { name: 'backslash before quotes', change: { escaped: (quote) => `\\${quote}`, quoted: 'all' } },
  {
    name: 'quotes escaped in two ways',
    change: {
      escaped: (quote, row) => (row % 2 === 0 ? `\\${quote}` : quote + quote),
      quoted: 'all',
    },
  },
  { name: 'backslash before delimiters', change: { escaping: '\\', quoted: 'never' } },
  { name: 'unescaped quotes', change: { escaped: (quote) => quote, quoted: 'all' } },
]

const LINE_ENDS: readonly Pollution[] = [
  { name: 'carriage return, line feed', change: { lineEnd: every('\r\n') } },
  { name: 'carriage return', change: { lineEnd: every('\r') } },
  {
    name: 'line ends in turns',
    change: { lineEnd: (line) => ['\n', '\r\n', '\r'][line % 3] ?? '\n' },
  },
  { name: 'line ends translated twice', change: { lineEnd: every('\r\r\n') } },
  { name: 'a blank line after every row', change: { lineEnd: every('\n\n') } },
  { name: 'record separators', change: { lineEnd: every('\u001e'), delimiter: every('\u001f') } },
  { name: 'no line end at the end', change: { endsWithLineEnd: false } },
]

const BORDERS: readonly Pollution[] = [
  { name: 'space after delimiters', change: { padding: [' ', ''] } },
  { name: 'space before delimiters', change: { padding: ['', ' '] } },
  { name: 'spaces around delimiters', change: { padding: [' ', ' '] } },
  { name: 'delimiter at the end of rows', change: { closed: true } },
  { name: 'rows begin with spaces', change: { borders: ['  ', ''] } },
  { name: 'rows end with spaces', change: { borders: ['', '  '] } },
  {
    name: 'table of a database client',
    change: {
      delimiter: every(' | '),
      quoted: 'never',
      borders: ['| ', ' |'],
      header: (line, names) => ['+-----+-------+', line(names), '+-----+-------+'],
      footer: () => ['+-----+-------+', '48 rows in set (0.02 sec)'],
    },
  },
  {
    name: 'table in Markdown',
    change: {
      delimiter: every(' | '),
      quoted: 'never',
      borders: ['| ', ' |'],
      header: (line, names) => [line(names), `|${names.map(() => '---').join('|')}|`],
    },
  },
]

/** Values hold the delimiter, and nothing quotes them. */
const listed = (name: string, mark: string, table: () => Table): Pollution => ({
  name,
  change: {
    delimiter: every(mark),
    quoted: 'never',
    escaping: null,
    verbatim: true,
    header: () => [],
    table,
  },
})

const COMBOLISTS: readonly Pollution[] = [
  ...[':', ';', '|', ','].map((mark) =>
    listed(`passwords after ${mark}`, mark, () => passwords('passwords', mark)),
  ),
  listed('logins of addresses', ':', () => logins('logins')),
  listed('profiles with times', ':', () => profiles('profiles')),
]

export const DIALECTS: readonly Pollution[] = [
  ...DELIMITERS,
  ...QUOTES,
  ...ESCAPES,
  ...LINE_ENDS,
  ...BORDERS,
  ...COMBOLISTS,
]
