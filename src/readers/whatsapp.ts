/** Chats as WhatsApp exports them as text: who asked what, and whom the replies name. */

import { splitLines } from './csv-lines.ts'
import type { Reader } from './reader.ts'
import { TelegramReading } from './telegram-reading.ts'
import { isMessage, WhatsappParser } from './whatsapp-messages.ts'

const SAMPLE_LINES = 100

export const whatsapp: Reader = {
  name: 'whatsapp',
  sniff(head) {
    const lines = splitLines(head).slice(0, SAMPLE_LINES)
    const messages = lines.filter(isMessage).length
    return isMessage(lines[0] ?? '') && messages >= 2 ? 0.95 : 0
  },
  read: (input) => new TelegramReading(input, new WhatsappParser(), 'WhatsApp export'),
}
