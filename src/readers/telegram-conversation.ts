/** Who asked what in a chat, and which reply belongs to which question. Pure. */
import type { Message } from './telegram-message.ts'
import { foundNothing, type Person, type Reply, readReply } from './telegram-reply.ts'

/** A question and what came of it, or people who were named without one. */
export interface Exchange {
  readonly query: { readonly text: string; readonly time: string | null } | null
  readonly persons: readonly Person[]
  readonly answered: boolean
}

/** Questions that are kept open for an answer; one in a busy group may come after many others. */
const OPEN_QUESTIONS = 64
/** People that are kept with one question; those beyond follow without it. */
const PERSONS_PER_QUESTION = 1024

interface Question {
  readonly id: string | null
  readonly author: string | null
  readonly text: string
  readonly time: string | null
  /** The numbers in its text, their separators taken out. */
  readonly numbers: readonly string[]
  readonly persons: Person[]
  answered: boolean
}

const GROUP = /^(?:private|public)_/
/** A message to a bot begins with the bot's command. */
const COMMAND = /^\/[\w@]+\s*/
const DIGITS = /\p{Nd}/gu
/** Separators between the digits of one number. */
const JOINTS = /[\s().+-]/g
const NUMBER = /\p{Nd}{6,}/gu
/** A text that asks for nothing else than one number, address or identifier. */
const ASKED = /^(?:[+\p{Nd}\s().-]{6,24}|[^\s@]+@[^\s@]+|[a-z]{3,5}[\s-]?\p{Nd}{4,7}[a-z]?)$/iu

export class Conversation {
  /** Messages of a bot that hold a number which was not asked, and could not be read. */
  notUnderstood = 0
  /** People in messages of more than the limit. */
  surplus = 0
  #exchanges: Exchange[] = []
  #open: Question[] = []
  readonly #bots = new Set<string>()
  #peer: string | null = null

  hear(message: Message): void {
    const { chat, author, text } = message
    if (text.trim() === '') return
    // In a chat with a bot, the chat bears the bot's own number.
    this.#peer = chat.type === 'bot_chat' && chat.id !== null ? `user${chat.id}` : null
    const reply = readReply(text)
    const lines = reply?.lines ?? 0
    if (lines <= 1 && foundNothing(text) && this.#mayAnswer(message)) this.#answer(message, null)
    else if (reply !== null && (lines > 1 || this.#isBot(author))) this.#answer(message, reply)
    else if (this.#isBot(author) && !this.#mayAsk(message)) this.#noteUnread(text)
    else this.#ask(message)
  }

  /** The exchanges that are complete. */
  take(): Exchange[] {
    const exchanges = this.#exchanges
    this.#exchanges = []
    return exchanges
  }

  /** No more messages come. Where the file broke off, the answers to what is still open may be in the missing part. */
  close(whole: boolean): void {
    for (const question of this.#open.splice(0)) {
      if (whole || question.answered) this.#settle(question)
    }
  }

  #isBot(author: string | null): boolean {
    return this.#peer === null ? author !== null && this.#bots.has(author) : author === this.#peer
  }

  /** Whoever pasted a reply counts as a bot in a group, and may still ask. */
  #mayAsk({ author, text }: Message): boolean {
    return author !== this.#peer && ASKED.test(text.replace(COMMAND, '').trim())
  }

  /** In a group anybody may say that nothing was found; between two it is the other one. */
  #mayAnswer({ author, replyTo, chat }: Message): boolean {
    const question = this.#open.at(-1)
    const isOther = question !== undefined && question.author !== author
    return this.#isBot(author) || replyTo !== null || (isOther && !GROUP.test(chat.type ?? ''))
  }

  #ask({ id, author, text, time }: Message): void {
    const asked = text.replace(COMMAND, '').trim()
    if (asked === '') return
    const numbers = numbersOf(asked)
    this.#open.push({ id, author, text: asked, time, numbers, persons: [], answered: false })
    const oldest = this.#open.length > OPEN_QUESTIONS ? this.#open.shift() : undefined
    if (oldest !== undefined) this.#settle(oldest)
  }

  #answer(message: Message, reply: Reply | null): void {
    if (message.author !== null && reply !== null) this.#bots.add(message.author)
    this.surplus += reply?.surplus ?? 0
    const persons = reply?.persons ?? []
    const question = this.#questionOf(message)
    if (question !== null) question.answered = true
    if (question === null || question.persons.length + persons.length > PERSONS_PER_QUESTION) {
      if (persons.length > 0) this.#exchanges.push({ query: null, persons, answered: true })
      return
    }
    question.persons.push(...persons)
  }

  /** The question that is replied to, or else, of those before, one whose number is answered, one with a number, the last. */
  #questionOf({ author, replyTo, text }: Message): Question | null {
    const direct = this.#open.find(({ id }) => replyTo !== null && id === replyTo)
    if (direct !== undefined) return direct
    const others = this.#open.filter((question) => question.author !== author)
    const answered = digitsOf(text)
    const same = others.findLast(({ numbers }) => numbers.some((n) => answered.includes(n)))
    return same ?? others.findLast(isShaped) ?? others.at(-1) ?? null
  }

  /** Talk ("please wait") is no answer; a number that nobody asked for may be one. */
  #noteUnread(text: string): void {
    const asked = this.#open.flatMap(({ numbers }) => numbers).join(' ')
    if (numbersOf(text).some((number) => !asked.includes(number))) this.notUnderstood++
  }

  /** What nobody answered was a question only if it holds a number or an address. */
  #settle(question: Question): void {
    const { text, time, persons, answered } = question
    if (!answered && !isShaped(question)) return
    this.#exchanges.push({ query: { text, time }, persons, answered })
  }
}

const digitsOf = (text: string): string => text.normalize('NFKC').match(DIGITS)?.join('') ?? ''

const numbersOf = (text: string): string[] =>
  text.normalize('NFKC').replace(JOINTS, '').match(NUMBER) ?? []

const isShaped = ({ text, numbers }: Question): boolean => numbers.length > 0 || ASKED.test(text)
