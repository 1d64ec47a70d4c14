/** A message of a chat, whichever export it comes from, and what parses exports into them. */

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

/** An export on its way into messages, piece by piece. */
export interface MessageParser {
  /** What the export is written in, in words of ours. */
  readonly syntax: string
  /** Whether the place of messages was seen at all. */
  readonly hasMessages: boolean
  /** Whether the end of the export was seen. */
  readonly isWhole: boolean
  /** Whether the chat goes on in another file. */
  readonly goesOn: boolean
  /** False where the text is not in the syntax. Throws INPUT_LIMIT. */
  write(text: string): boolean
  /** No more text comes. */
  close?(): void
  /** The messages since the last time. */
  take(): Message[]
}
