/** The rows of one chat, collected into batches; a question and its rows stay in one batch. */
import { Plaintext } from '../core/secret.ts'
import type { RowBatch } from './reader.ts'
import { TableRows } from './table-rows.ts'
import { Conversation, type Exchange } from './telegram-conversation.ts'
import type { Chat } from './telegram-message.ts'
import { keyForm } from './telegram-reply.ts'

export class ChatRows {
  readonly chat: Chat
  readonly conversation = new Conversation()
  readonly #rows: TableRows

  constructor(chat: Chat, ordinal: number) {
    this.chat = chat
    this.#rows = new TableRows(ordinal, chat.name, keyForm)
  }

  /** The batches that are full. */
  *full(bytes: number): Generator<RowBatch> {
    for (const exchange of this.conversation.take()) {
      if (!this.#rows.hasRoom(Math.max(1, exchange.persons.length))) yield this.#batch(bytes)
      this.#add(exchange)
    }
  }

  /** All that is left; the chat is over. Where it is not whole, what is open may be answered in what is missing. */
  *close(bytes: number, whole: boolean): Generator<RowBatch> {
    this.conversation.close(whole)
    yield* this.full(bytes)
    this.#count()
    if (!this.#rows.isEmpty) yield this.#batch(bytes)
  }

  #add({ query, persons, answered }: Exchange): void {
    const firstRow = this.#rows.length
    for (const person of persons) this.#rows.addEntries(person)
    if (query === null) return
    this.#rows.addQuery({
      text: new Plaintext(query.text),
      time: query.time,
      firstRow,
      rows: this.#rows.length - firstRow,
      answered,
    })
  }

  #batch(bytes: number): RowBatch {
    this.#count()
    return this.#rows.batch(bytes)
  }

  #count(): void {
    const { conversation } = this
    const { rejects } = this.#rows
    if (conversation.surplus > 0) rejects.add('too-many-persons', conversation.surplus)
    if (conversation.notUnderstood > 0) rejects.add('not-understood', conversation.notUnderstood)
    conversation.surplus = 0
    conversation.notUnderstood = 0
  }
}
