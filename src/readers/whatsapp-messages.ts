/** A WhatsApp export as a stream of messages: a line that begins with a time begins one, others go on with it. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { Lines } from './lines.ts'
import type { Chat, Message, MessageParser } from './telegram-message.ts'

/** `12/06/2023, 9:41 pm - ` and `[12/06/23, 21:41:07] `, with the marks of direction that telephones put before them. */
const TIME =
  /^[\u200e\u200f\ufeff]?\[?(\d{1,2})[/.](\d{1,2})[/.](\d{2,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[\s\u202f]?([ap])\.?m\.?)?(?:\] | - )/i
const AUTHOR = /^[\u200e\u200f]?([^:\n]{1,80}): /

export const isMessage = (line: string): boolean => TIME.test(line.slice(0, 64))

export class WhatsappParser implements MessageParser {
  readonly syntax = 'the chat'
  readonly isWhole = true
  readonly goesOn = false
  hasMessages = false
  readonly #chat: Chat = { name: null, type: null, id: null }
  readonly #lines = new Lines()
  #messages: Message[] = []
  #draft: { time: string | null; author: string | null; text: string } | null = null

  write(text: string): boolean {
    for (const line of this.#lines.write(text)) this.#read(line ?? overLimit())
    return true
  }

  take(): Message[] {
    const messages = this.#messages
    this.#messages = []
    return messages
  }

  close(): void {
    for (const line of this.#lines.end()) this.#read(line)
    this.#finish()
  }

  #read(line: string): void {
    const found = TIME.exec(line.slice(0, 64))
    if (found === null) {
      const draft = this.#draft
      if (draft === null) return
      draft.text += `\n${line}`
      if (draft.text.length > LIMITS.recordBytes) overLimit()
      return
    }
    this.#finish()
    this.hasMessages = true
    const said = line.slice(found[0].length)
    const author = AUTHOR.exec(said)
    // What nobody said is news of the chat itself.
    this.#draft =
      author === null
        ? null
        : {
            time: timeOf(found),
            author: author[1]?.trim() ?? null,
            text: said.slice(author[0].length),
          }
  }

  #finish(): void {
    const draft = this.#draft
    this.#draft = null
    if (draft !== null) this.#messages.push({ chat: this.#chat, id: null, replyTo: null, ...draft })
  }
}

function overLimit(): never {
  throw new AppError('INPUT_LIMIT', 'a message of the chat is over the limit')
}

/** Day first, as telephones in India write it; `null` where that is no date. */
function timeOf([
  ,
  day = '',
  month = '',
  year = '',
  hour = '',
  minute = '',
  second,
  half,
]: RegExpExecArray): string | null {
  if (Number(month) > 12 || Number(day) > 31) return null
  const two = (text: string): string => text.padStart(2, '0')
  const added = half?.toLowerCase() === 'p' && Number(hour) < 12 ? 12 : 0
  const hours = half?.toLowerCase() === 'a' && Number(hour) === 12 ? 0 : Number(hour) + added
  return `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}T${two(String(hours))}:${minute}:${second ?? '00'}`
}
