/** One parenthesis of values on its way into a row of cells. */
import { LIMITS } from '../core/limits.ts'
import { numberOrText } from './sql-dialect.ts'
import type { Lexeme } from './sql-lexer.ts'

const WRITTEN = new Set(['TRUE', 'FALSE'])

export class SqlTuple {
  /** Whether a value or all of them together are over a limit. */
  isTooLong = false
  readonly #cells: string[] = []
  #cell: string | null = null
  #sign = ''
  /** Parentheses that are open, the tuple's own among them. */
  #depth = 1
  #characters = 0
  /** Whether literals are joined to the one before. */
  #joins = false

  /** True with the parenthesis that closes the tuple. */
  take({ kind, text, tooLong }: Lexeme): boolean {
    this.isTooLong ||= tooLong
    if (kind === 'mark') return this.#mark(text)
    if (kind === 'text') this.#literal(text)
    if (kind === 'number') this.#literal(this.#sign + numberOrText(text))
    if (kind === 'word' && WRITTEN.has(text.toUpperCase())) this.#literal(text)
    this.#sign = ''
    return false
  }

  get cells(): readonly string[] {
    return this.#cells
  }

  #mark(mark: string): boolean {
    this.#sign = mark === '-' ? mark : ''
    this.#joins = mark === '|' && this.#depth === 1
    if (mark === '(') this.#depth++
    if (mark === ')') this.#depth--
    if (this.#depth === 0 || (this.#depth === 1 && mark === ',')) this.#next()
    return this.#depth === 0
  }

  /** Of a call (`CAST(N'2021-01-01' AS date)`) the first literal is the value. */
  #literal(text: string): void {
    this.#characters += text.length
    this.isTooLong ||= this.#characters > LIMITS.recordBytes
    if (this.isTooLong) return
    if (this.#cell === null) this.#cell = text
    else if (this.#joins) this.#cell += text
  }

  #next(): void {
    this.#cells.push(this.#cell ?? '')
    if (this.#cells.length > LIMITS.columns) this.isTooLong = true
    this.#cell = null
  }
}
