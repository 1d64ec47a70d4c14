/** How deep and how long the JSON that is being read may be. */
import { type Tokenizer, TokenType } from '@streamparser/json'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'

export type Token = Parameters<Tokenizer['onToken']>[0]

/** Looks at every token, the unfinished ones too, and throws INPUT_LIMIT beyond a limit. */
export class Extent {
  readonly #recordDepths: readonly number[]
  /** Keys so far of each open object; an array has none. */
  readonly #keys: number[] = []
  #record: { readonly start: number; readonly depth: number } | null = null

  /** @param recordDepths how deep in the brackets a record may begin */
  constructor(recordDepths: readonly number[]) {
    this.#recordDepths = recordDepths
  }

  check({ token, value, partial, offset }: Token): void {
    if (typeof value === 'string' && value.length > LIMITS.recordBytes) throw tooLarge('a text')
    if (this.#record !== null && offset - this.#record.start > LIMITS.recordBytes) {
      throw tooLarge('a record')
    }
    if (!partial) this.#follow(token, offset)
  }

  #follow(token: TokenType, offset: number): void {
    switch (token) {
      case TokenType.LEFT_BRACE:
      case TokenType.LEFT_BRACKET:
        this.#open(token, offset)
        break
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        if (this.#keys.length === this.#record?.depth) this.#record = null
        this.#keys.pop()
        break
      case TokenType.COLON:
        this.#countKey()
    }
  }

  #open(token: TokenType, offset: number): void {
    const depth = this.#keys.push(0)
    if (depth > LIMITS.jsonDepth) throw tooLarge('the nesting')
    if (this.#record !== null || token !== TokenType.LEFT_BRACE) return
    if (this.#recordDepths.includes(depth)) this.#record = { start: offset, depth }
  }

  #countKey(): void {
    const keys = (this.#keys.pop() ?? 0) + 1
    if (keys > LIMITS.jsonKeysPerObject) throw tooLarge('an object')
    this.#keys.push(keys)
  }
}

export const tooLarge = (what: string): AppError =>
  new AppError('INPUT_LIMIT', `${what} in the JSON is over the limit`)
