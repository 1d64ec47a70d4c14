/**
 * Telegram Desktop's `result.json` as a stream of messages: one chat, or every chat of a full export. Memory holds one
 * message; what else the export holds passes by.
 */
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'

/** What an export says of a chat before its messages. */
export interface Chat {
  readonly name: string | null
  /** `bot_chat`, `personal_chat`, `private_supergroup`, … */
  readonly type: string | null
  readonly id: string | null
}

export interface Message {
  /** The same object for all messages of a chat that follow each other. */
  readonly chat: Chat
  readonly id: string | null
  /** Local date and time as the export has it, or `null`. */
  readonly time: string | null
  readonly author: string | null
  readonly replyTo: string | null
  readonly text: string
}

/** One chat lies at the root; a full export has lists of them. */
const CHATS = ['$', '$.chats.list.*', '$.left_chats.list.*']
const HEAD_KEYS = ['name', 'type', 'id']
const PATHS = CHATS.flatMap((chat) => [
  `${chat}.messages.*`,
  ...HEAD_KEYS.map((key) => `${chat}.${key}`),
])
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/

/** How deep in the braces a message begins, in one chat and in a full export. */
const MESSAGE_DEPTHS = [3, 6]

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json }
type Token = Parameters<Tokenizer['onToken']>[0]

export class ExportParser {
  /** Whether a list of messages was seen at all. */
  hasMessages = false
  readonly #tokenizer = new Tokenizer({ emitPartialTokens: true })
  readonly #values = new TokenParser({ paths: PATHS, keepStack: false })
  readonly #extent = new Extent()
  #messages: Message[] = []
  #chat: Chat = { name: null, type: null, id: null }
  #chatPath = ''
  #lastString = ''

  constructor() {
    this.#tokenizer.onToken = (token) => this.#onToken(token)
    this.#values.onValue = ({ value, key, stack }) => {
      const path = stack.slice(1).map((level) => level.key)
      if (path.at(-1) === 'messages') this.#onMessage(path.slice(0, -1).join('.'), value as Json)
      else this.#onChat(path.join('.'), String(key), value as Json)
    }
  }

  /** False where the text is no JSON. Throws INPUT_LIMIT. The library's own message quotes the text, and stays here. */
  write(text: string): boolean {
    try {
      this.#tokenizer.write(text)
      return true
    } catch (error) {
      if (error instanceof AppError) throw error
      return false
    }
  }

  /** Whether the outermost brace was closed. */
  get isWhole(): boolean {
    return this.#values.isEnded
  }

  /** The messages since the last time. */
  take(): Message[] {
    const messages = this.#messages
    this.#messages = []
    return messages
  }

  #onToken(token: Token): void {
    this.#extent.check(token)
    if (token.partial) return
    if (token.token === TokenType.STRING) this.#lastString = String(token.value)
    if (token.token === TokenType.LEFT_BRACKET && this.#lastString === 'messages') {
      this.hasMessages = true
    }
    this.#values.write(token)
  }

  #onChat(path: string, key: string, value: Json): void {
    this.#enter(path)
    this.#chat = { ...this.#chat, [key]: asText(value) }
  }

  #onMessage(path: string, value: Json): void {
    this.#enter(path)
    const message = messageOf(value, this.#chat)
    if (message !== null) this.#messages.push(message)
  }

  #enter(path: string): void {
    if (path === this.#chatPath) return
    this.#chatPath = path
    this.#chat = { name: null, type: null, id: null }
  }
}

/** How deep and how long the JSON that is being read may be; throws INPUT_LIMIT beyond. */
class Extent {
  /** Keys so far of each open object; an array has none. */
  readonly #keys: number[] = []
  #message: { readonly start: number; readonly depth: number } | null = null

  check({ token, value, partial, offset }: Token): void {
    if (typeof value === 'string' && value.length > LIMITS.recordBytes) throw tooLarge('a text')
    if (this.#message !== null && offset - this.#message.start > LIMITS.recordBytes) {
      throw tooLarge('a message')
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
        if (this.#keys.length === this.#message?.depth) this.#message = null
        this.#keys.pop()
        break
      case TokenType.COLON:
        this.#countKey()
    }
  }

  #open(token: TokenType, offset: number): void {
    const depth = this.#keys.push(0)
    if (depth > LIMITS.jsonDepth) throw tooLarge('the nesting')
    if (this.#message !== null || token !== TokenType.LEFT_BRACE) return
    if (MESSAGE_DEPTHS.includes(depth)) this.#message = { start: offset, depth }
  }

  #countKey(): void {
    const keys = (this.#keys.pop() ?? 0) + 1
    if (keys > LIMITS.jsonKeysPerObject) throw tooLarge('an object')
    this.#keys.push(keys)
  }
}

const tooLarge = (what: string): AppError =>
  new AppError('INPUT_LIMIT', `${what} in the JSON is over the limit`)

function messageOf(value: Json, chat: Chat): Message | null {
  if (!isObject(value) || value['type'] === 'service') return null
  const time = asText(value['date'])
  return {
    chat,
    id: asText(value['id']),
    time: time !== null && TIME.test(time) ? time : null,
    author: asText(value['from_id']) ?? asText(value['from']),
    replyTo: asText(value['reply_to_message_id']),
    text: textOf(value['text']),
  }
}

/** Text is a string, or an array of strings and of entities that hold theirs. */
function textOf(text: Json): string {
  if (typeof text === 'string') return text
  if (!Array.isArray(text)) return ''
  return text
    .map((part) => (isObject(part) ? (asText(part['text']) ?? '') : (asText(part) ?? '')))
    .join('')
}

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asText = (value: Json): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null
