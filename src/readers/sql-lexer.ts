/** SQL cut into words, names, literals and marks, whatever the pieces it arrives in; what has no end is not kept. */
import { LIMITS } from '../core/limits.ts'
import { closingQuote } from './sql-closing-quote.ts'
import { type SqlDialect, unescaped } from './sql-dialect.ts'

export interface Lexeme {
  /** `text`: a literal in quotes; `number`: digits or hexadecimal. */
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'mark'
  readonly text: string
  /** Over the limit of a record: the text is not all of it. */
  readonly tooLong: boolean
}

const SPACE = /\s+/y
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy
const NUMBER = /0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy
/** `N'…'` national, `E'…'` with escapes, `X'…'` hexadecimal, `B'…'` bits. */
const PREFIX = /[nexb](?=')/iy
const DOLLAR = /\$[\p{L}_]*\$/uy
/** Characters of a comment by which the end of a dump is known. */
const COMMENT_CHARACTERS = 200

/** The line that ends the rows of a `COPY`. */
export const COPY_END = '\\.'
/** What stands last may be the first half of an escape, of a doubled quote or of a closing tag. */
const UNDECIDED = /[\\'"`\]$\w]*$/
const LAST_CHARACTERS = 64

/** What closes a quote, and what the quoted is. */
interface Quote {
  readonly end: string
  readonly kind: 'name' | 'text'
  readonly escapes: boolean
  readonly prefix: string
}

export class SqlLexer {
  /** Whether a comment said that the dump is complete, or none need say so. */
  isComplete: boolean
  readonly #dialect: SqlDialect
  #held = ''
  #at = 0
  #ended = false
  /** What is being read is over the limit, and was not kept whole. */
  #tooLong = false

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect
    this.isComplete = dialect.lastComment === null
  }

  write(text: string): void {
    this.#held = this.#held.slice(this.#at) + text
    this.#at = 0
  }

  /** No more text comes: what ends here ends. */
  end(): void {
    this.#ended = true
  }

  /** Whether nothing but white space and comments is left. To be called after `next` gave `null`. */
  get isEmpty(): boolean {
    return this.#at >= this.#held.length
  }

  /** The next lexeme, or `null` where more must be read first. */
  next(): Lexeme | null {
    if (!this.#skipSpace()) return null
    const quote = this.#quote()
    if (quote !== null) return this.#quoted(quote)
    const word = this.#match(WORD)
    if (word !== null) return this.#taken(word, 'word', word)
    const number = this.#match(NUMBER)
    if (number !== null) return this.#taken(number, 'number', number)
    const mark = this.#held[this.#at] ?? ''
    return mark === '' ? null : this.#taken(mark, 'mark', mark)
  }

  /** The next line without its end, or `null` where more must be read first. */
  line(): { readonly text: string; readonly tooLong: boolean } | null {
    const end = this.#held.indexOf('\n', this.#at)
    if (end < 0) {
      const isLast = this.#ended && this.#held.slice(this.#at) === COPY_END
      if (!isLast) this.#forget(this.#at, '')
      return isLast ? this.#rest() : null
    }
    const line = { text: this.#held.slice(this.#at, end), tooLong: this.#tooLong }
    this.#at = end + 1
    this.#tooLong = false
    return line
  }

  #rest(): { readonly text: string; readonly tooLong: boolean } {
    this.#at = this.#held.length
    return { text: COPY_END, tooLong: false }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#held)?.[0] ?? null
  }

  /** A lexeme that ends where the text does so far may go on. */
  #taken(written: string, kind: Lexeme['kind'], text: string): Lexeme | null {
    const end = this.#at + written.length
    if (end === this.#held.length && !this.#ended) {
      this.#forget(this.#at, written.slice(0, 2))
      return null
    }
    return this.#lexeme(end, kind, text)
  }

  #lexeme(end: number, kind: Lexeme['kind'], text: string): Lexeme {
    const lexeme = { kind, text, tooLong: this.#tooLong }
    this.#at = end
    this.#tooLong = false
    return lexeme
  }

  /** Passes over white space and comments; false where one of them has no end yet. */
  #skipSpace(): boolean {
    for (;;) {
      const end = this.#spaceEnd()
      if (end === this.#at) return true
      if (end === null) return false
      this.#at = end
    }
  }

  /** The position behind the white space or the comment that begins here; `null` where more must be read first. */
  #spaceEnd(): number | null {
    const space = this.#match(SPACE)
    if (space !== null) return this.#at + space.length
    if (this.#held.startsWith('/*', this.#at)) return this.#commentEnd('/*', '*/')
    if (this.#held.startsWith('--', this.#at)) return this.#commentEnd('--', '\n')
    const first = this.#held[this.#at]
    if (first === '#' && this.#dialect.hashComments) return this.#commentEnd(first, '\n')
    if (first === '\\' && this.#dialect.shellLines) return this.#commentEnd(first, '\n')
    return this.#at
  }

  #commentEnd(begin: string, end: string): number | null {
    const found = this.#held.indexOf(end, this.#at + begin.length)
    if (found >= 0 || (this.#ended && end === '\n')) {
      const to = found >= 0 ? found + end.length : this.#held.length
      const comment = this.#held.slice(this.#at, Math.min(to, this.#at + COMMENT_CHARACTERS))
      this.isComplete ||= this.#dialect.lastComment?.test(comment) === true
      this.#tooLong = false
      return to
    }
    const last = this.#held.length - 1
    this.#forget(this.#at, last - this.#at > begin.length ? begin + this.#held[last] : begin)
    return null
  }

  #quote(): Quote | null {
    const prefix = this.#match(PREFIX)?.toUpperCase() ?? ''
    const sign = this.#held[this.#at + prefix.length]
    const { escapes, names } = this.#dialect
    if (sign === "'") {
      return { end: sign, kind: 'text', escapes: escapes || prefix === 'E', prefix }
    }
    if (sign === '"') {
      return { end: sign, kind: names.includes(sign) ? 'name' : 'text', escapes, prefix }
    }
    if (sign === '`') return { end: sign, kind: 'name', escapes: false, prefix }
    if (sign === '[' && names.includes(sign)) {
      return { end: ']', kind: 'name', escapes: false, prefix }
    }
    const dollar = this.#dialect.dollars ? this.#match(DOLLAR) : null
    return dollar === null ? null : { end: dollar, kind: 'text', escapes: false, prefix: dollar }
  }

  #quoted({ end, kind, escapes, prefix }: Quote): Lexeme | null {
    const from = this.#at + (prefix === end ? prefix.length : prefix.length + 1)
    const closing = closingQuote(this.#held, from, end, escapes)
    const mayGoOn = closing + end.length === this.#held.length && !this.#ended
    if (closing < 0 || mayGoOn) {
      this.#forget(from, this.#held.slice(this.#at, from))
      return null
    }
    const inner = this.#held.slice(from, closing).replaceAll(end + end, end)
    const after = closing + end.length
    if (prefix === 'X') return this.#lexeme(after, 'number', `0x${inner}`)
    return this.#lexeme(after, kind, escapes ? unescaped(inner) : inner)
  }

  /** Of what is over the limit, keeps how it begins and what may decide how it goes on. */
  #forget(from: number, beginning: string): void {
    if (this.#held.length - from <= LIMITS.recordBytes) return
    const [rest = ''] = UNDECIDED.exec(this.#held.slice(-LAST_CHARACTERS)) ?? []
    this.#held = beginning + (beginning === '' ? '' : rest)
    this.#at = 0
    this.#tooLong = true
  }
}
