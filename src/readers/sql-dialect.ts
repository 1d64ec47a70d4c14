/** How a SQL dump is written, told from its head, and what its literals say. Pure. */

export interface SqlDialect {
  /** In words of ours. */
  readonly name: string
  /** Whether a backslash escapes in every literal. */
  readonly escapes: boolean
  /** Signs that open a quoted name, beside the backtick. */
  readonly names: readonly string[]
  readonly hashComments: boolean
  readonly dollars: boolean
  /** Whether lines that begin with a backslash are words to the shell. */
  readonly shellLines: boolean
  /** Whether statements may end without a semicolon. */
  readonly openEnded: boolean
  /** What a comment behind everything else of a whole dump says; `null` where none need be. */
  readonly lastComment: RegExp | null
}

const SQL: SqlDialect = {
  name: 'SQL',
  escapes: false,
  names: ['"'],
  hashComments: false,
  dollars: false,
  shellLines: false,
  openEnded: false,
  lastComment: null,
}
const MYSQL: SqlDialect = { ...SQL, name: 'MySQL', escapes: true, names: [], hashComments: true }
const POSTGRES: SqlDialect = { ...SQL, name: 'PostgreSQL', dollars: true, shellLines: true }
const SQL_SERVER: SqlDialect = { ...SQL, name: 'SQL Server', names: ['"', '['], openEnded: true }

// Signs stand at the start of a line: a dialect that is only named may be named in somebody's text.
const IS_MYSQL =
  /^-- (?:MySQL|MariaDB|phpMyAdmin)|^\/\*!\d{5}|^\)\s*ENGINE\s*=|^(?:INSERT\s+INTO|CREATE\s+TABLE(?:\s+IF\s+NOT\s+EXISTS)?)\s+`/im
const IS_POSTGRES =
  /^-- PostgreSQL|^COPY\s[^\n]*\bFROM\s+stdin\b|^SET\s+standard_conforming_strings|^SELECT\s+pg_catalog\./im
const IS_SQL_SERVER = /^GO\s*$|^INSERT\s+(?:INTO\s+)?\[|^CREATE\s+TABLE\s+\[|\(N'/im
const ESCAPED_QUOTE = /\\'/
const DUMPED_BY_MYSQL = /^-- (?:MySQL|MariaDB) dump /m
const DUMPED_BY_POSTGRES = /^-- PostgreSQL database dump\s*$/m

export function sqlDialect(head: string): SqlDialect {
  if (IS_MYSQL.test(head)) {
    return { ...MYSQL, lastComment: DUMPED_BY_MYSQL.test(head) ? /Dump completed/ : null }
  }
  if (IS_POSTGRES.test(head)) {
    const lastComment = DUMPED_BY_POSTGRES.test(head) ? /database dump complete/ : null
    return { ...POSTGRES, lastComment }
  }
  if (IS_SQL_SERVER.test(head)) return SQL_SERVER
  return { ...SQL, escapes: ESCAPED_QUOTE.test(head) }
}

const ESCAPE = /\\(?:x[\da-f]{1,2}|u[\da-f]{4}|[0-7]{3}|[\s\S])/gi
const CONTROLS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  Z: '\u001A',
  '0': '\0',
}

/** A literal without its backslashes, as MySQL and PostgreSQL write them. */
export const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(ESCAPE, escaped) : text

function escaped(written: string): string {
  const code = written.slice(1)
  if (/^[xu][\da-f]/i.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  if (/^[0-7]{3}$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8))
  return CONTROLS[code] ?? code
}

const HEXADECIMAL = /^0x(?:[\da-f]{2})+$/i

/** A number as it is written, or the text that hexadecimal digits spell in UTF-8. */
export function numberOrText(literal: string): string {
  if (!HEXADECIMAL.test(literal)) return literal
  const text = Buffer.from(literal.slice(2), 'hex').toString('utf8')
  return /[\uFFFD\0]/.test(text) ? literal : text
}

const NOTHING = '\\N'

/** The cells of a line of PostgreSQL's `COPY`. */
export const copiedCells = (line: string): string[] =>
  line.split('\t').map((cell) => (cell === NOTHING ? '' : unescaped(cell)))
