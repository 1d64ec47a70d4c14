/** Logs of stealers: a block a login (`URL`, `Username`, `Password`) or a field of a form; what is secret is read past and never taken. */
import { WHOLE } from '../evidence/ending.ts'
import { splitLines } from './csv-lines.ts'
import { foreignFormat } from './foreign.ts'
import { type LineParser, LineReading } from './line-reading.ts'
import type { Reader } from './reader.ts'
import type { Entry } from './table-rows.ts'
import type { Tables } from './tables.ts'

/** What a key of a block says, whatever the program that wrote it calls it. */
const KEYS = {
  url: 'url, host, hostname, site, website, web site, link, origin, domain',
  login: 'username, user name, user, login, user login, usr, email',
  password: 'password, pass, passwd, pwd, user password',
  application: 'soft, software, application, app, browser, storage',
  profile: 'profile, browser profile',
  field: 'name, form, field, form field',
  value: 'value',
} as const
type Key = keyof typeof KEYS

const KNOWN: ReadonlyMap<string, Key> = new Map(
  (Object.keys(KEYS) as Key[]).flatMap((key) =>
    KEYS[key].split(', ').map((word) => [word, key] as const),
  ),
)

const ENTRY = /^[^\p{L}\p{Nd}]{0,8}(\p{L}[\p{L} _-]{0,19}?)\s{0,8}[:=]\s*(.*)$/u
const BREAK = /^[^\p{L}\p{Nd}]*$/u
/** Of a line: keys stand at its beginning, and no login is longer. */
const LONGEST = 4096
const SAMPLE_LINES = 200
/** Share of the lines of a key and a value whose key is known. */
const KNOWN_SHARE = 0.7
const SCORE = 0.9

interface Line {
  readonly key: Key
  readonly value: string
}

function readLine(line: string): Line | null {
  const [, word = '', value = ''] = ENTRY.exec(line.slice(0, LONGEST)) ?? []
  const key = KNOWN.get(word.toLowerCase().replace(/[\s_-]+/g, ' '))
  return key === undefined ? null : { key, value: value.trim() }
}

export const stealerLog: Reader = {
  name: 'stealer-log',
  isOfLines: true,
  sniff(head) {
    if (foreignFormat(head) !== null) return 0
    const entries = splitLines(head)
      .slice(0, SAMPLE_LINES)
      .filter((line) => ENTRY.test(line.slice(0, LONGEST)))
    const keys = entries.flatMap((line) => readLine(line)?.key ?? [])
    const isKnown = keys.length >= KNOWN_SHARE * entries.length
    return isKnown && (areLogins(keys) || areFields(keys)) ? SCORE : 0
  },
  read: (input) => new LineReading(input, new StealerLog()),
}

const areLogins = (keys: readonly Key[]): boolean =>
  (['url', 'login', 'password'] as const).every((key) => keys.includes(key))

/** A name and a value in turns, and nothing else: persons have more to say. */
const areFields = (keys: readonly Key[]): boolean =>
  keys.length >= 4 && keys.every((key, at) => key === (at % 2 === 0 ? 'field' : 'value'))

class StealerLog implements LineParser {
  readonly dialect = 'blocks of logins'
  /** Many machines hold no login that tells who somebody is. */
  readonly mayHoldNobody = true
  #block = new Map<Key, string>()

  read(line: string | null, tables: Tables): void {
    if (line === null) {
      this.close(tables)
      tables.named('').rejects.add('record-too-long')
      return
    }
    const entry = readLine(line)
    if (BREAK.test(line) || (entry !== null && this.#block.has(entry.key))) this.close(tables)
    // Of a secret only that there was one.
    if (entry !== null) this.#block.set(entry.key, entry.key === 'password' ? '' : entry.value)
  }

  close(tables: Tables) {
    const block = this.#block
    this.#block = new Map()
    if (block.size === 0) return WHOLE
    const table = tables.named('')
    const entries = block.has('field') ? fieldOf(block) : loginOf(block)
    if (entries === 'secret' || entries.length === 0) {
      table.rejects.add(entries === 'secret' ? 'secret' : 'not-understood')
    } else table.addEntries(entries)
    return WHOLE
  }
}

const SECRET = /pass|pwd|otp|cvv|cvc|\bpin\b|secret|token|captcha|card|answer/i

/** A field of a form under its own name: `email`, `mobile`, `firstname`. */
function fieldOf(block: ReadonlyMap<Key, string>): readonly Entry[] | 'secret' {
  const [name, value] = [block.get('field') ?? '', block.get('value') ?? '']
  if (name === '' || value === '') return []
  return SECRET.test(name) ? 'secret' : [[name, value]]
}

const NUMBER = /^[+(]?\d[\d\s()./-]{6,19}$/

/** A login is an address, a number or a word of its own: three columns, as one would hold nothing for sure. */
function loginOf(block: ReadonlyMap<Key, string>): readonly Entry[] {
  const login = block.get('login') ?? ''
  const column = login.includes('@') ? 'email' : NUMBER.test(login) ? 'mobile' : 'username'
  const all: readonly Entry[] = [
    ['url', block.get('url') ?? ''],
    [column, login],
    ['application', block.get('application') ?? ''],
    ['profile', block.get('profile') ?? ''],
  ]
  return login === '' && !block.has('url') ? [] : all.filter(([, value]) => value !== '')
}
