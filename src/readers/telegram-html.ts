/** Telegram Desktop's pages (`messages.html`, `messages2.html`, …), which is what it exports unless told otherwise. */
import type { Reader } from './reader.ts'
import { PageParser } from './telegram-page.ts'
import { TelegramReading } from './telegram-reading.ts'

const PAGE = /<html\b/i
const HISTORY = /class="page_body chat_page"/
const MESSAGE = /class="message (?:default|service)\b/

export const telegramHtml: Reader = {
  name: 'telegram-html',
  sniff(head) {
    if (!PAGE.test(head) || !HISTORY.test(head)) return 0
    return MESSAGE.test(head) ? 1 : 0.8
  },
  read: (input) => new TelegramReading(input, new PageParser()),
}
