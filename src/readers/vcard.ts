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
  /** Characters of it. */
  #size = 0
  /** A logical line, which may go over several, and its length. */
  #parts: string[] = []
  #length = 0
  #cards = 0

  read(line: string | null, tables: Tables): void {
    if (line === null) {
      this.#leaveOut(tables)
      return
    }
    const goesOn = line.startsWith(' ') || line.startsWith('\t')
    const isFull = this.#length > LIMITS.recordBytes
    if (goesOn && isFull) return
    if (!goesOn && !isFull && isSoftlyBroken(this.#parts)) {
      this.#parts.push(this.#parts.pop()?.slice(0, -1) ?? '')
    } else if (!goesOn) this.#property(tables)
    this.#goOn(goesOn ? line.slice(1) : line)
  }

  close(tables: Tables): Ending {
    this.#property(tables)
    if (this.#card === null) return WHOLE
    tables.named('').rejects.add('truncated')
    return brokenOff('the last card has no end', `after card ${this.#cards}`)
  }

  /** What goes on beyond the limit is left out: the cell that it makes is over its own, and rejects the card. */
  #goOn(line: string): void {
    this.#parts.push(line)
    this.#length += line.length + 1
  }

  /** A card over the limit is none, up to where the next one begins. */
  #leaveOut(tables: Tables): void {
    this.#parts = []
    this.#length = 0
    this.#card = null
    tables.named('').rejects.add('record-too-long')
  }

  #property(tables: Tables): void {
    const property = propertyOf(this.#parts.join(''))
    this.#parts = []
    this.#length = 0
    if (property === null) return
    const { name, value } = property
    if (name === 'BEGIN') this.#begin()
    else if (name !== 'END') this.#keep(property, tables)
    else if (value.toUpperCase() === 'VCARD' && this.#card !== null) {
      this.#cards++
      tables.named('').addEntries(entriesOf(this.#card))
      this.#card = null
    }
  }

  #begin(): void {
    this.#card = []
    this.#size = 0
  }

  #keep(property: Property, tables: Tables): void {
    if (this.#card === null || isSkipped(property)) return
    this.#size += property.name.length + property.value.length
    if (this.#size > LIMITS.recordBytes) this.#leaveOut(tables)
    else this.#card.push(property)
  }
}

/** A line of quoted-printable that an equals sign joins to the next one. */
const isSoftlyBroken = (parts: readonly string[]): boolean =>
  parts.at(-1)?.endsWith('=') === true && QUOTED_PRINTABLE.test(parts[0] ?? '')

const QUOTED_PRINTABLE = /^[^:]*QUOTED-PRINTABLE[^:]*:/i
const SKIPPED = new Set(['VERSION', 'PRODID', 'REV', 'UID', 'PHOTO', 'LOGO', 'SOUND', 'KEY'])
const isSkipped = ({ name, value }: Property): boolean => value === '' || SKIPPED.has(name)

function entriesOf(card: readonly Property[]): Entry[] {
  const hasName = card.some(({ name }) => name === 'FN')
  const values = new Map<string, string>()
  for (const { name, value } of card) {
    if (name === 'N' && hasName) continue
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
