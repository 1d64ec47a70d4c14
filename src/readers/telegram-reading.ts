/** What every export of a chat is read as: the people whom a bot named, and what it had been asked. */
import { AppError } from '../core/error.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import type { Reading, RowBatch, TextInput } from './reader.ts'
import { ChatRows } from './telegram-chat.ts'
import type { MessageParser } from './telegram-message.ts'

export class TelegramReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #chats = 0
  readonly #export: string

  /** @param what the export is, in words of ours */
  constructor(
    { text, signal }: TextInput,
    parser: MessageParser,
    what = 'Telegram Desktop export',
  ) {
    this.#export = what
    this.batches = this.#read(text, signal, parser)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return `${this.#export}, ${this.#chats} ${this.#chats === 1 ? 'chat' : 'chats'}`
  }

  async *#read(
    text: AsyncIterable<string>,
    signal: AbortSignal,
    parser: MessageParser,
  ): AsyncGenerator<RowBatch> {
    const progress = { bytes: 0, messages: 0 }
    let chat: ChatRows | null = null
    let intact = true
    for await (const piece of withEnd(text)) {
      stopIfAborted(signal)
      progress.bytes += Buffer.byteLength(piece ?? '')
      if (piece === null) parser.close?.()
      else intact = parser.write(piece)
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
        `${parser.syntax} breaks off or is damaged`,
        `after message ${progress.messages}`,
      )
    } else if (!parser.hasMessages) {
      throw new AppError('INPUT_UNREADABLE', `${parser.syntax} holds no chat`)
    }
    yield* chat?.close(progress.bytes, this.#ending.whole && !parser.goesOn) ?? []
  }
}

/** The pieces of a text, and `null` behind the last one. */
async function* withEnd(text: AsyncIterable<string>): AsyncGenerator<string | null> {
  yield* text
  yield null
}
