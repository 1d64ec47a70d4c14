/** Telegram Desktop's `result.json`. */
import type { Reader } from './reader.ts'
import { ExportParser } from './telegram-export.ts'
import { TelegramReading } from './telegram-reading.ts'

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
  read: (input) => new TelegramReading(input, new ExportParser()),
}
