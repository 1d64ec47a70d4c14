/** Contacts as vCards 2.1, 3 and 4: each card a record, its properties under words of their own. */

import { LIMITS } from '../core/limits.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { type LineParser, LineReading } from './line-reading.ts'
import type { Reader } from './reader.ts'
import type { Entry } from './table-rows.ts'
import type { Tables } from './tables.ts'
import { type Property, propertyOf } from './vcard-property.ts'

const BEGIN = /^\s*BEGIN:VCARD[ \t]*[\r\n]/i

export const vcard: Reader = {
  name: 'vcard',
  sniff: (head) => (BEGIN.test(head) ? 1 : 0),
  read: (input) => new LineReading(input, new CardParser()),
}

/** What leakcheck calls them; others keep their own names. */
const WORDS: Readonly<Record<string, string>> = {
  FN: 'name',
  TEL: 'phone',
  EMAIL: 'email',
  ADR: 'address',
  BDAY: 'dob',
  GENDER: 'gender',
}

class CardParser implements LineParser {
  readonly dialect = 'cards'
  #card: Property[] | null = null
  /** A logical line, which may go over several. */
  #line = ''
  #cards = 0

  read(line: string | null, tables: Tables): void {
    if (line === null) {
      this.#line = ''
      this.#card = null
      tables.named('').rejects.add('record-too-long')
      return
    }
    const goesOn = /^[ \t]/.test(line)
    if (goesOn && this.#line.length <= LIMITS.recordBytes) this.#line += line.slice(1)
    else if (isSoftlyBroken(this.#line)) this.#line = `${this.#line.slice(0, -1)}${line}`
    else {
      this.#property(tables)
      this.#line = line
    }
  }

  close(tables: Tables): Ending {
    this.#property(tables)
    if (this.#card === null) return WHOLE
    tables.named('').rejects.add('truncated')
    return brokenOff('the last card has no end', `after card ${this.#cards}`)
  }

  #property(tables: Tables): void {
    const property = propertyOf(this.#line)
    this.#line = ''
    if (property === null) return
    const { name, value } = property
    if (name === 'BEGIN') this.#card = []
    else if (name !== 'END') this.#card?.push(property)
    else if (value.toUpperCase() === 'VCARD' && this.#card !== null) {
      this.#cards++
      tables.named('').addEntries(entriesOf(this.#card))
      this.#card = null
    }
  }
}

/** A line of quoted-printable that an equals sign joins to the next one. */
const isSoftlyBroken = (line: string): boolean =>
  line.endsWith('=') && /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(line)

const SKIPPED = new Set(['VERSION', 'PRODID', 'REV', 'UID', 'N', 'PHOTO', 'LOGO', 'SOUND', 'KEY'])

function entriesOf(card: readonly Property[]): Entry[] {
  const hasName = card.some(({ name, value }) => name === 'FN' && value !== '')
  const values = new Map<string, string>()
  for (const { name, value } of card) {
    if (value === '' || (SKIPPED.has(name) && (name !== 'N' || hasName))) continue
    const key = name === 'N' ? 'name' : (WORDS[name] ?? name.toLowerCase().replace(/^x-/, ''))
    const text = name === 'ADR' || name === 'N' ? partsOf(name, value) : value
    const known = values.get(key)
    values.set(key, known === undefined ? text : `${known}\n${text}`)
  }
  return [...values]
}

/** Family, given and further names, or the lines of an address, in the order in which they are said. */
function partsOf(name: string, value: string): string {
  const parts = value.split(';').map((part) => part.trim())
  const [family = '', given = '', ...more] = parts
  const ordered = name === 'N' ? [given, ...more.slice(0, 1), family] : parts
  return ordered.filter((part) => part !== '').join(name === 'N' ? ' ' : ', ')
}
