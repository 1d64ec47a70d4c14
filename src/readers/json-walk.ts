/** JSON as a walk over its values, one or many to a file: brackets, keys and texts in order, numbers with all their digits. */
import { Tokenizer, TokenType } from '@streamparser/json'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { Extent, type Token, tooLarge } from './json-extent.ts'

/** An object or an array that is open. */
export interface Frame {
  readonly kind: 'object' | 'array'
  /** Of an object, the key whose value comes or came last. */
  key: string | null
  /** Values so far. */
  values: number
  expects: 'key' | 'colon' | 'value' | 'comma'
}

export interface Visitor {
  /** An object or array begins; `frames` ends with it. */
  open(frames: readonly Frame[]): void
  /** A text, a number as it was written, `true`, `false`, or `null`. */
  scalar(frames: readonly Frame[], text: string | null): void
  /** The last of `frames` is complete. */
  close(frames: readonly Frame[]): void
}

/** Keeps the digits that a JavaScript number would lose. */
class DigitTokenizer extends Tokenizer {
  override parseNumber(digits: string): number {
    if (digits.length > LIMITS.jsonNumberDigits) throw tooLarge('a number')
    return digits as unknown as number
  }
}

export class JsonWalk {
  readonly #tokenizer = new DigitTokenizer({ emitPartialTokens: true })
  readonly #visitor: Visitor
  readonly #extent: Extent
  readonly #frames: Frame[] = []

  /** @param recordDepths how deep in the brackets a record may begin, for its limit */
  constructor(visitor: Visitor, recordDepths: readonly number[]) {
    this.#visitor = visitor
    this.#extent = new Extent(recordDepths)
    this.#tokenizer.onToken = (token) => {
      this.#extent.check(token)
      if (!token.partial) this.#step(token)
    }
  }

  /** False where the text is no JSON. Throws INPUT_LIMIT. The library's own message quotes the text, and stays here. */
  write(text: string): boolean {
    return isIntact(() => this.#tokenizer.write(text))
  }

  /** Whether the text ends where a value does. To be called once, after the text. */
  isWhole(): boolean {
    return isIntact(() => this.#tokenizer.end()) && this.#frames.length === 0
  }

  #step({ token, value }: Token): void {
    switch (token) {
      case TokenType.LEFT_BRACE:
        this.#open({ kind: 'object', key: null, values: 0, expects: 'key' })
        break
      case TokenType.LEFT_BRACKET:
        this.#open({ kind: 'array', key: null, values: 0, expects: 'value' })
        break
      case TokenType.RIGHT_BRACE:
        this.#close('object', 'key')
        break
      case TokenType.RIGHT_BRACKET:
        this.#close('array', 'value')
        break
      case TokenType.COLON:
        this.#move('colon', 'value')
        break
      case TokenType.COMMA:
        this.#move('comma', this.#frames.at(-1)?.kind === 'object' ? 'key' : 'value')
        break
      default:
        this.#text(value === null ? null : String(value), token)
    }
  }

  #open(frame: Frame): void {
    this.#expect('value')
    this.#frames.push(frame)
    this.#visitor.open(this.#frames)
  }

  #close(kind: Frame['kind'], empty: Frame['expects']): void {
    const frame = this.#frames.at(-1)
    const ends = frame?.expects === 'comma' || frame?.expects === empty
    if (frame?.kind !== kind || !ends) throw new Error('no bracket to close')
    this.#visitor.close(this.#frames)
    this.#frames.pop()
    this.#count()
  }

  #text(text: string | null, token: TokenType): void {
    const frame = this.#frames.at(-1)
    if (frame?.expects === 'key' && token === TokenType.STRING) {
      frame.key = text
      frame.expects = 'colon'
      return
    }
    this.#expect('value')
    this.#visitor.scalar(this.#frames, text)
    this.#count()
  }

  #count(): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined) return
    frame.values++
    frame.expects = 'comma'
  }

  /** Commas between the values of a file are passed over. */
  #move(from: Frame['expects'], to: Frame['expects']): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined && from === 'comma') return
    this.#expect(from)
    if (frame !== undefined) frame.expects = to
  }

  #expect(what: Frame['expects']): void {
    if ((this.#frames.at(-1)?.expects ?? 'value') !== what) throw new Error('out of order')
  }
}

/** Whether something ended without an error; limits are thrown on. */
function isIntact(step: () => void): boolean {
  try {
    step()
    return true
  } catch (error) {
    if (error instanceof AppError) throw error
    return false
  }
}
