/** Telegram Desktop's `result.json`: the people whom a bot named, and what it had been asked. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { Plaintext, PlaintextRows } from '../core/secret.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import {
  type Query,
  type Reader,
  type Reading,
  type RowBatch,
  rowsPerBatch,
  type Table,
} from './reader.ts'
import { Rejects } from './rejects.ts'
import { Conversation, type Exchange } from './telegram-conversation.ts'
import { type Chat, ExportParser } from './telegram-export.ts'
import { keyForm, type Person } from './telegram-reply.ts'

const OBJECT = /^\s*\{/
const MESSAGES = /"messages"\s*:\s*\[/
const CHAT_TYPE = /"type"\s*:\s*"(?:bot_chat|personal_chat|saved_messages|(?:private|public)_\w+)"/
/** A full export begins with what it holds beside chats. */
const FULL_EXPORT = /"(?:personal_information|frequent_contacts|left_chats|chats)"\s*:\s*\{/

export const telegram: Reader = {
  name: 'telegram',
  sniff(head) {
    if (!OBJECT.test(head)) return 0
    if (CHAT_TYPE.test(head) && MESSAGES.test(head)) return 1
    if (FULL_EXPORT.test(head)) return 0.9
    return MESSAGES.test(head) ? 0.6 : 0
  },
  read: ({ text, signal }) => new TelegramReading(text, signal),
}

class TelegramReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #chats = 0

  constructor(text: AsyncIterable<string>, signal: AbortSignal) {
    this.batches = this.#read(text, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return `Telegram Desktop export, ${this.#chats} ${this.#chats === 1 ? 'chat' : 'chats'}`
  }

  async *#read(text: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<RowBatch> {
    const parser = new ExportParser()
    const progress = { bytes: 0, messages: 0 }
    let chat: ChatRows | null = null
    let intact = true
    for await (const piece of text) {
      stopIfAborted(signal)
      progress.bytes += Buffer.byteLength(piece)
      intact = parser.write(piece)
      for (const message of parser.take()) {
        progress.messages++
        if (chat?.chat !== message.chat) {
          yield* chat?.close(progress.bytes, true) ?? []
          chat = new ChatRows(message.chat, this.#chats++)
        }
        chat.conversation.hear(message)
        yield* chat.full(progress.bytes)
      }
      if (!intact) break
    }
    if (!intact || !parser.isWhole) {
      this.#ending = brokenOff(
        'the JSON breaks off or is damaged',
        `after message ${progress.messages}`,
      )
    } else if (!parser.hasMessages) {
      throw new AppError('INPUT_UNREADABLE', 'the JSON holds no chat')
    }
    yield* chat?.close(progress.bytes, this.#ending.whole) ?? []
  }
}

/** The rows of one chat, collected into batches; a question and its rows stay in one batch. */
class ChatRows {
  readonly chat: Chat
  readonly conversation = new Conversation()
  readonly #table: Table
  readonly #columns = new Map<string, number>()
  readonly #rejects = new Rejects()
  #rows: string[][] = []
  #queries: Query[] = []

  constructor(chat: Chat, ordinal: number) {
    this.chat = chat
    const name = chat.name === null ? null : new Plaintext(chat.name)
    this.#table = { ordinal, name, columns: [] }
  }

  /** The batches that are full. */
  *full(bytes: number): Generator<RowBatch> {
    for (const exchange of this.conversation.take()) {
      const held = Math.max(this.#rows.length, this.#queries.length)
      const added = Math.max(1, exchange.persons.length)
      if (held > 0 && held + added > rowsPerBatch(this.#columns.size)) yield this.#batch(bytes)
      this.#add(exchange)
    }
  }

  /** All that is left; the chat is over. */
  *close(bytes: number, whole: boolean): Generator<RowBatch> {
    this.conversation.close(whole)
    yield* this.full(bytes)
    this.#count()
    if (this.#rows.length + this.#queries.length > 0 || !this.#rejects.isEmpty) {
      yield this.#batch(bytes)
    }
  }

  #add({ query, persons, answered }: Exchange): void {
    const firstRow = this.#rows.length
    for (const person of persons) this.#addPerson(person)
    if (query === null) return
    this.#queries.push({
      text: new Plaintext(query.text),
      time: query.time,
      firstRow,
      rows: this.#rows.length - firstRow,
      answered,
    })
  }

  #addPerson(person: Person): void {
    const row: string[] = []
    for (const [key, value] of person) {
      const column = this.#column(key)
      if (column === null || Buffer.byteLength(value) > LIMITS.cellBytes) {
        this.#rejects.add(column === null ? 'too-many-columns' : 'cell-too-long')
        return
      }
      row[column] = value
    }
    this.#rows.push(row)
  }

  /** The column of a key, new at its first appearance; `null` beyond the limit. */
  #column(key: string): number | null {
    const form = keyForm(key)
    const known = this.#columns.get(form)
    if (known !== undefined) return known
    if (this.#columns.size === LIMITS.columns) return null
    this.#columns.set(form, this.#columns.size)
    this.#table.columns.push(new Plaintext(key))
    return this.#columns.size - 1
  }

  #batch(bytes: number): RowBatch {
    this.#count()
    const columns = this.#columns.size
    const rows = this.#rows.map((row) =>
      Array.from({ length: columns }, (_, index) => row[index] ?? ''),
    )
    const queries = this.#queries
    this.#rows = []
    this.#queries = []
    return {
      table: this.#table,
      rows: new PlaintextRows(rows),
      rejected: this.#rejects.take(),
      queries,
      bytes,
    }
  }

  #count(): void {
    const { conversation } = this
    if (conversation.surplus > 0) this.#rejects.add('too-many-persons', conversation.surplus)
    if (conversation.notUnderstood > 0)
      this.#rejects.add('not-understood', conversation.notUnderstood)
    conversation.surplus = 0
    conversation.notUnderstood = 0
  }
}
