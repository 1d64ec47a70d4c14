/** What every export of Telegram Desktop is read as: the people whom a bot named, and what it had been asked. */
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

  constructor({ text, signal }: TextInput, parser: MessageParser) {
    this.batches = this.#read(text, signal, parser)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return `Telegram Desktop export, ${this.#chats} ${this.#chats === 1 ? 'chat' : 'chats'}`
  }

  async *#read(
    text: AsyncIterable<string>,
    signal: AbortSignal,
    parser: MessageParser,
  ): AsyncGenerator<RowBatch> {
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
        `${parser.syntax} breaks off or is damaged`,
        `after message ${progress.messages}`,
      )
    } else if (!parser.hasMessages) {
      throw new AppError('INPUT_UNREADABLE', `${parser.syntax} holds no chat`)
    }
    yield* chat?.close(progress.bytes, this.#ending.whole && !parser.goesOn) ?? []
  }
}
