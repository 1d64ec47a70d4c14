/** One page of Telegram Desktop's HTML export as a stream of messages. Memory holds one message. */
import { Parser } from 'htmlparser2'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Chat, Message, MessageParser } from './telegram-message.ts'

/** `12.06.2023 10:00:01 UTC+05:30`: local time, day first. */
const TIME = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)/
const MESSAGE_ID = /^message(-?\d+)$/
const REPLY_TO = /#go_to_message(\d+)$/
const LAYOUT = /[\t\n\f\r]/g
/** No page nests deeper; what does is none. */
const DEPTH = 256

/** What the text inside an element is. */
type Role = 'title' | 'message' | 'author' | 'reply' | 'text' | 'forwarded' | null

interface Draft {
  readonly id: string | null
  time: string | null
  author: string
  replyTo: string | null
  text: string
  /** Whether it follows its author's last message, and so does not name him again. */
  readonly joined: boolean
}

export class PageParser implements MessageParser {
  readonly syntax = 'the page'
  hasMessages = false
  isWhole = false
  /** A page ends with a link to the next one where there is one. */
  goesOn = false
  readonly #parser = new Parser(
    {
      onopentag: (name, attributes) => this.#open(name, attributes),
      ontext: (text) => this.#read(text),
      onclosetag: (name, implied) => this.#close(name, implied),
    },
    { decodeEntities: true },
  )
  /** The elements that are open, by what their text is. */
  readonly #roles: Role[] = []
  #messages: Message[] = []
  #draft: Draft | null = null
  #title = ''
  #chat: Chat = { name: null, type: null, id: null }
  #author: string | null = null
  #hasBegun = false
  /** Characters since anything was understood: a tag without end must not be kept for ever. */
  #pending = 0

  write(text: string): boolean {
    this.#pending += text.length
    this.#parser.write(text)
    if (this.#pending > LIMITS.recordBytes) throw tooLarge('a tag')
    return true
  }

  take(): Message[] {
    const messages = this.#messages
    this.#messages = []
    return messages
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#pending = 0
    if (name === 'br') this.#read('\n', true)
    if (this.#roles.length === DEPTH) throw tooLarge('the nesting')
    const classes = attributes['class']?.split(/\s+/) ?? []
    const role = this.#roleOf(classes)
    if (role === 'message') this.#begin(classes, attributes['id'] ?? '')
    if (classes.includes('pagination') && this.#hasBegun) this.goesOn = true
    if (this.#draft !== null) note(this.#draft, this.#roles, classes, attributes)
    this.#roles.push(role)
  }

  #roleOf(classes: readonly string[]): Role {
    if (classes.includes('page_body')) this.hasMessages = true
    if (classes.includes('message')) return 'message'
    if (this.#draft === null)
      return !this.hasMessages && isTitle(classes) ? 'title' : (this.#roles.at(-1) ?? null)
    if (classes.includes('forwarded')) return 'forwarded'
    if (classes.includes('from_name')) return this.#isForwarded() ? null : 'author'
    if (classes.includes('reply_to')) return 'reply'
    if (classes.includes('text')) return 'text'
    // Links and markup inside a text belong to it; other elements say nothing.
    const outer = this.#roles.at(-1) ?? null
    return outer === 'text' ? outer : null
  }

  #isForwarded(): boolean {
    return this.#roles.lastIndexOf('forwarded') > this.#roles.lastIndexOf('message')
  }

  /** White space in the source is layout; only `<br>` ends a line. */
  #read(text: string, isBreak = false): void {
    this.#pending = 0
    const said = isBreak ? text : text.replace(LAYOUT, ' ')
    const role = this.#roles.at(-1)
    if (role === 'title') this.#title = bounded(this.#title + said)
    if (this.#draft === null) return
    if (role === 'author') this.#draft.author = bounded(this.#draft.author + said)
    if (role === 'text') this.#draft.text = bounded(this.#draft.text + said)
  }

  #close(name: string, implied: boolean): void {
    this.#pending = 0
    if (name === 'html' && !implied) this.isWhole = true
    const role = this.#roles.pop()
    if (role === 'message') this.#finish()
    if (role === 'text' && this.#draft !== null && this.#roles.at(-1) !== 'text') {
      this.#draft.text += '\n'
    }
  }

  #begin(classes: readonly string[], id: string): void {
    // Where the end of a message is lost, the next one is its end.
    this.#finish()
    this.#hasBegun = true
    this.#draft = classes.includes('service')
      ? null
      : {
          id: MESSAGE_ID.exec(id)?.[1] ?? null,
          time: null,
          author: '',
          replyTo: null,
          text: '',
          joined: classes.includes('joined'),
        }
  }

  #finish(): void {
    const draft = this.#draft
    this.#draft = null
    if (draft === null) return
    const { id, time, replyTo, joined } = draft
    const named = tidy(draft.author)
    if (named !== '' || !joined) this.#author = named === '' ? null : named
    const title = tidy(this.#title)
    if (this.#chat.name === null && title !== '') {
      this.#chat = { name: title, type: null, id: null }
    }
    const text = tidy(draft.text)
    this.#messages.push({ chat: this.#chat, id, time, author: this.#author, replyTo, text })
  }
}

const isTitle = (classes: readonly string[]): boolean =>
  classes.includes('text') && classes.includes('bold')

/** Takes the time and the message that is replied to from an element inside a message. */
function note(
  draft: Draft,
  roles: readonly Role[],
  classes: readonly string[],
  { title = '', href = '' }: Readonly<Record<string, string>>,
): void {
  if (classes.includes('date') && draft.time === null) draft.time = timeOf(title)
  if (roles.at(-1) === 'reply') draft.replyTo = REPLY_TO.exec(href)?.[1] ?? draft.replyTo
}

function timeOf(title: string): string | null {
  const [, day, month, year, time] = TIME.exec(title) ?? []
  return day === undefined ? null : `${year}-${month}-${day}T${time}`
}

const tidy = (text: string): string =>
  text
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()

function bounded(text: string): string {
  if (text.length > LIMITS.recordBytes) throw tooLarge('a message')
  return text
}

const tooLarge = (what: string): AppError =>
  new AppError('INPUT_LIMIT', `${what} in the page is over the limit`)
