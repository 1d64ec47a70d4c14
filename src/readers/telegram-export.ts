/**
 * Telegram Desktop's `result.json` as a stream of messages: one chat, or every chat of a full export. Memory holds one
 * message; what else the export holds passes by.
 */
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { AppError } from '../core/error.ts'
import { Extent, type Token } from './json-extent.ts'
import type { Chat, Message, MessageParser } from './telegram-message.ts'

/** One chat lies at the root; a full export has lists of them. */
const CHATS = ['$', '$.chats.list.*', '$.left_chats.list.*']
const HEAD_KEYS = ['name', 'type', 'id']
const PATHS = CHATS.flatMap((chat) => [
  `${chat}.messages.*`,
  ...HEAD_KEYS.map((key) => `${chat}.${key}`),
])
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/

/** How deep in the brackets a message begins, in one chat and in a full export. */
const MESSAGE_DEPTHS = [3, 6]

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json }

export class ExportParser implements MessageParser {
  readonly syntax = 'the JSON'
  readonly goesOn = false
  hasMessages = false
  readonly #tokenizer = new Tokenizer({ emitPartialTokens: true })
  readonly #values = new TokenParser({ paths: PATHS, keepStack: false })
  readonly #extent = new Extent(MESSAGE_DEPTHS)
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

  /** The library's own message quotes the text, and stays here. */
  write(text: string): boolean {
    try {
      this.#tokenizer.write(text)
      return true
    } catch (error) {
      if (error instanceof AppError) throw error
      return false
    }
  }

  get isWhole(): boolean {
    return this.#values.isEnded
  }

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
