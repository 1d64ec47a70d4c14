/** A Telegram Desktop export (`result.json`) of a chat in which somebody asks a bot about numbers. */
import { isoDay } from './days.ts'
import type { Random } from './random.ts'

/** One answer: `Key: value` lines in order. */
export type Reply = readonly (readonly [key: string, value: string])[]

export interface Exchange {
  readonly asked: string
  /** The people found; `null` where the bot never answered. */
  readonly found: readonly Reply[] | null
}

type Piece =
  | string
  | { readonly type: 'bold' | 'phone' | 'email' | 'bot_command'; readonly text: string }

interface Message {
  readonly id: number
  readonly type: 'message'
  readonly date: string
  readonly date_unixtime: string
  readonly from: string
  readonly from_id: string
  readonly reply_to_message_id?: number
  readonly text: string | readonly Piece[]
  readonly text_entities: readonly { readonly type: string; readonly text: string }[]
}

type Author = readonly [name: string, id: string]

const ASKER: Author = ['Desk', 'user5028841907']
const BOT: Author = ['Number Search', 'user6143390275']
const CHAT_ID = 6143390275
const FIRST_MESSAGE = 48211
const IST_SECONDS = 5.5 * 3600
const DAY_SECONDS = 86_400
const MISSES = ['No data found', 'No data found for this number.', 'Sorry, no records found.']
const RULE = '\n──────────\n'

/** The export as Telegram Desktop writes it, the first question asked at nine in the evening of `day`. */
export function exportChat(exchanges: readonly Exchange[], day: number, random: Random): string {
  const messages: Message[] = []
  let second = day * DAY_SECONDS + 21 * 3600
  const say = (author: Author, pieces: readonly Piece[], replyTo?: number): number => {
    const id = FIRST_MESSAGE + messages.length * 2
    messages.push(writeMessage(id, second, author, pieces, replyTo))
    return id
  }
  say(ASKER, [{ type: 'bot_command', text: '/start' }])
  say(BOT, ['Welcome. Send a mobile or Aadhaar number.'])
  for (const { asked, found } of exchanges) {
    second += random.between(8, 240)
    const id = say(ASKER, linked(asked))
    if (found === null) continue
    second += random.between(1, 4)
    const replyTo = random.chance(0.6) ? id : undefined
    say(BOT, found.length === 0 ? [random.pick(MISSES)] : written(found, random), replyTo)
  }
  const chat = { name: BOT[0], type: 'bot_chat', id: CHAT_ID, messages }
  return `${JSON.stringify(chat, null, 1)}\n`
}

function writeMessage(
  id: number,
  second: number,
  [from, fromId]: Author,
  pieces: readonly Piece[],
  replyTo: number | undefined,
): Message {
  const [only] = pieces
  const plain = pieces.length === 1 && typeof only === 'string' ? only : null
  return {
    id,
    type: 'message',
    date: localTime(second),
    date_unixtime: String(second - IST_SECONDS),
    from,
    from_id: fromId,
    ...(replyTo === undefined ? {} : { reply_to_message_id: replyTo }),
    text: plain ?? pieces,
    text_entities: pieces.map((piece) =>
      typeof piece === 'string' ? { type: 'plain', text: piece } : piece,
    ),
  }
}

function localTime(second: number): string {
  const inDay = second % DAY_SECONDS
  const parts = [inDay / 3600, (inDay / 60) % 60, inDay % 60]
  const clock = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
  return `${isoDay(Math.floor(second / DAY_SECONDS))}T${clock}`
}

/** Telegram marks numbers with a country code as entities of their own. */
const linked = (value: string): Piece[] =>
  value.startsWith('+') ? [{ type: 'phone', text: value }] : [value]

/** One message for all who were found: as one string, or with bold keys and linked numbers. */
function written(found: readonly Reply[], random: Random): Piece[] {
  const joint = random.pick(['\n\n', '\n\n', RULE])
  if (random.chance(0.5)) {
    return [
      found.map((reply) => reply.map(([key, value]) => `${key}: ${value}`).join('\n')).join(joint),
    ]
  }
  const pieces = found.flatMap((reply, i) => [
    ...(i === 0 ? [] : [joint]),
    ...reply.flatMap(([key, value], line) => [
      ...(line === 0 ? [] : ['\n']),
      { type: 'bold', text: `${key}:` } as const,
      ' ',
      ...linked(value),
    ]),
  ])
  return joined(pieces)
}

/** Neighbouring strings as one, as Telegram writes them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (typeof piece === 'string' && typeof last === 'string')
      whole[whole.length - 1] = last + piece
    else whole.push(piece)
  }
  return whole
}
