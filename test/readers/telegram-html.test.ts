/** Pages of Telegram Desktop: the same as its JSON, whatever the markup; where pages begin and end. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { telegram } from '../../src/readers/telegram.ts'
import { telegramHtml } from '../../src/readers/telegram-html.ts'
import { pieces, type Read, readAll } from './reading.ts'
import { toPage, type Written } from './telegram-page.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const chat = readFileSync(join(FIXTURES, 'telegram/bot-chat.json'), 'utf8')
const page = readFileSync(join(FIXTURES, 'telegram-html/messages.html'), 'utf8')
const read = (text: string): Promise<Read> => readAll(telegramHtml, pieces(text))

const said = ({ queries }: Read): unknown[] =>
  queries.map(({ text, time, firstRow, rows, answered }) => [
    text.expose(),
    time,
    firstRow,
    rows,
    answered,
  ])

test('a chat reads the same from its page and from its JSON', async () => {
  const fromJson = await readAll(telegram, pieces(chat))
  const fromPage = await read(page)
  expect(fromPage.rows).toEqual(fromJson.rows)
  expect(fromPage.columns).toEqual(fromJson.columns)
  expect(said(fromPage)).toEqual(said(fromJson))
  expect(fromPage.whole).toBe(true)
})

const message = (id: number, from: string, text: unknown): Written => ({
  id,
  date: `2023-06-12T10:00:${String(10 + id)}`,
  from,
  text,
})
const asked = message(1, 'Responder', '9822011201')
const answer = message(2, 'Lookup', 'Name: Asha Bhide\nMobile: 9822011201')

describe('markup', () => {
  test('entities are decoded, and what looks like markup in a text is text', async () => {
    const text = 'Name: A & B <i>"Bhide"</i>\nMobile: 9822011201'
    const { rows } = await read(
      toPage({ title: 'x', messages: [asked, message(2, 'Lookup', text)] }),
    )
    expect(rows).toEqual([['A & B <i>"Bhide"</i>', '9822011201']])
  })

  test('a forwarded message is its forwarder’s', async () => {
    const forwarded = toPage({ title: 'x', messages: [asked, answer] }).replace(
      '<div class="text">\nName',
      '<div class="forwarded body">\n<div class="from_name">\nOther <span class="date details" title="01.01.2020 00:00:00 UTC+05:30">01.01.2020</span>\n</div>\n<div class="text">\nName',
    )
    const result = await read(forwarded.replace(/Mobile: 9822011201/, '$&</div>'))
    expect(said(result)).toEqual([['9822011201', '2023-06-12T10:00:11', 0, 1, true]])
    expect(result.rows).toEqual([['Asha Bhide', '9822011201']])
  })

  test('a lost end tag loses no message', async () => {
    const damaged = toPage({ title: 'x', messages: [asked, answer] }).replace(
      '9822011201\n       </div>',
      '9822011201\n',
    )
    expect((await read(damaged)).rows).toEqual([['Asha Bhide', '9822011201']])
  })

  test('a reply names its question, on this page', async () => {
    const other = message(3, 'Second', '9845022302')
    const reply = { ...answer, id: 4, reply_to_message_id: 1, text: 'Name: Ravi\nCity: Pune' }
    const result = await read(toPage({ title: 'x', messages: [asked, other, reply] }))
    expect(said(result).map((query) => (query as unknown[])[3])).toEqual([1, 0])
  })
})

describe('ends', () => {
  test('a cut at any byte before the end of the page is told', async () => {
    const short = toPage({ title: 'x', messages: [asked, answer] })
    const end = short.indexOf('</html>') + '</html>'.length
    for (let cut = 1; cut < end; cut += 3) {
      const result = await read(short.slice(0, cut)).catch((error: unknown) => error)
      expect(result).not.toMatchObject({ whole: true })
    }
    expect(await read(short.slice(0, end))).toMatchObject({ whole: true })
  })

  test('a page without a chat is refused', async () => {
    const other = '<!DOCTYPE html><html><body><p>Mobile: 9822011201</p></body></html>'
    await expect(read(other)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' })
  })

  test.each([
    ['a tag', `<div class="${'x'.repeat(LIMITS.recordBytes + 10_000)}`],
    ['a message', `<div class="text">${'x'.repeat(LIMITS.recordBytes + 10)}`],
    ['the nesting', '<div>'.repeat(300)],
  ])('%s over the limit is refused by it', async (_, piece) => {
    const [before = ''] = page.split('Searching')
    await expect(read(before + piece)).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
  })
})
