/** Exports of Telegram Desktop: questions and their answers, what is counted, limits, and how they end. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { ROWS_PER_BATCH } from '../../src/readers/reader.ts'
import { telegram } from '../../src/readers/telegram.ts'
import { pieces, type Read, readAll } from './reading.ts'

const BOT = 'user555001'
const read = (text: string): Promise<Read> => readAll(telegram, pieces(text))

interface Said {
  readonly by?: string
  readonly text: unknown
  readonly replyTo?: number
}

/** A chat in which message n, from 1, was sent at second n. */
function chat(messages: readonly Said[], type = 'bot_chat'): string {
  return JSON.stringify({
    name: 'Lookup',
    type,
    id: 555001,
    messages: messages.map(({ by, text, replyTo }, index) => ({
      id: index + 1,
      type: 'message',
      date: new Date(1_686_564_000_000 + 1000 * (index + 1)).toISOString().slice(0, 19),
      from_id: by ?? BOT,
      ...(replyTo === undefined ? {} : { reply_to_message_id: replyTo }),
      text,
    })),
  })
}

const ask = (text: unknown, by = 'user1'): Said => ({ by, text })
const person = (name: string, mobile: string): string => `Name: ${name}\nMobile: ${mobile}`
const asked = ({ queries }: Read): unknown[] =>
  queries.map(({ text, rows, answered }) => [text.expose(), rows, answered])

describe('questions', () => {
  test('are tied to the reply behind them, with their time', async () => {
    const result = await read(chat([ask('9822011201'), { text: person('Asha', '9822011201') }]))
    expect(asked(result)).toEqual([['9822011201', 1, true]])
    expect(result.queries[0]?.time).toBe('2023-06-12T10:00:01')
  })

  test('that found nothing and that nobody answered are told apart', async () => {
    const result = await read(
      chat([ask('9822011201'), { text: 'No data found' }, ask('9845022302')]),
    )
    expect(asked(result)).toEqual([
      ['9822011201', 0, true],
      ['9845022302', 0, false],
    ])
  })

  test('in a group are not answered by talk', async () => {
    const messages = [ask('9822011201'), ask('no details found there, I think', 'user2')]
    expect(asked(await read(chat(messages, 'private_group')))).toEqual([['9822011201', 0, false]])
    const reply = { text: 'No details found', replyTo: 1 }
    expect(asked(await read(chat([ask('9822011201'), reply], 'private_group')))).toEqual([
      ['9822011201', 0, true],
    ])
  })

  test('lose the bot’s command; talk is none', async () => {
    const result = await read(
      chat([ask('/start'), ask('hello'), ask('/mobile@lookup 9822011201'), { text: 'Wait…' }]),
    )
    expect(asked(result)).toEqual([['9822011201', 0, false]])
  })

  test('in a group, a reply that names its question goes to it', async () => {
    const messages = [ask('9822011201', 'user1'), ask('9845022302', 'user2')]
    const replies = [
      { text: person('Ravi', '9800000001'), replyTo: 2 },
      { text: person('Asha', '9800000002'), replyTo: 1 },
    ]
    const result = await read(chat([...messages, ...replies], 'private_supergroup'))
    expect(asked(result)).toEqual([
      ['9822011201', 1, true],
      ['9845022302', 1, true],
    ])
    expect(result.rows.map(([name]) => name)).toEqual(['Asha', 'Ravi'])
  })

  test('two at once are told apart by the number in the reply', async () => {
    const result = await read(
      chat([
        ask('98220 11201'),
        ask('9845022302'),
        { text: person('Asha', '+91 9822011201') },
        { text: person('Ravi', '+91 9845022302') },
      ]),
    )
    expect(asked(result)).toEqual([
      ['98220 11201', 1, true],
      ['9845022302', 1, true],
    ])
  })

  test('keep several replies', async () => {
    const replies = ['Asha', 'Ravi', 'Meena'].map((name) => ({ text: person(name, '9822011201') }))
    expect(asked(await read(chat([ask('9822011201'), ...replies])))).toEqual([
      ['9822011201', 3, true],
    ])
  })

  test('by words are questions once they are answered', async () => {
    const result = await read(
      chat([ask('Asha Bhide'), { text: person('Asha Bhide', '9822011201') }]),
    )
    expect(asked(result)).toEqual([['Asha Bhide', 1, true]])
  })
})

describe('text', () => {
  test('may be an array of strings and entities', async () => {
    const text = [
      { type: 'bold', text: 'Name' },
      ': Asha\n',
      { type: 'code', text: 'Mobile: 9822011201' },
      '',
    ]
    const { rows, columns } = await read(
      chat([ask([{ type: 'phone', text: '9822011201' }]), { text }]),
    )
    expect(columns).toEqual(['Name', 'Mobile'])
    expect(rows).toEqual([['Asha', '9822011201']])
  })

  test('of any other shape is passed over', async () => {
    const strange = [null, 5, {}, [null, [], { text: {} }]].map((text) => ({ text }))
    expect(await read(chat(strange))).toMatchObject({ rows: [], whole: true })
  })

  test('columns grow with the keys; rows that lack one have a blank', async () => {
    const result = await read(
      chat([{ text: 'Name: Asha\nMobile: 9822011201' }, { text: 'NAME: Ravi\nDistrict: Kochi' }]),
    )
    expect(result.columns).toEqual(['Name', 'Mobile', 'District'])
    expect(result.rows).toEqual([
      ['Asha', '9822011201', ''],
      ['Ravi', '', 'Kochi'],
    ])
  })
})

describe('counted', () => {
  test('a number from the bot that nobody asked and no line names', async () => {
    const result = await read(
      chat([
        ask('9822011201'),
        { text: 'Searching 9822011201' },
        { text: 'He is on 98450 22302 now' },
      ]),
    )
    expect(result.rejected).toEqual({ 'not-understood': 1 })
  })

  test('people beyond the limit of a message', async () => {
    const text = 'Name: Asha\nCity: Pune\n'.repeat(LIMITS.personsPerMessage + 3)
    const result = await read(chat([{ text }]))
    expect(result.rows).toHaveLength(LIMITS.personsPerMessage)
    expect(result.rejected).toEqual({ 'too-many-persons': 3 })
  })

  test('a cell over its limit', async () => {
    const result = await read(
      chat([{ text: `Name: Asha\nAddress: ${'x'.repeat(LIMITS.cellBytes)}y` }]),
    )
    expect(result).toMatchObject({ rows: [], rejected: { 'cell-too-long': 1 } })
  })

  test('people with more kinds of key than there can be columns', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
    const keys = letters
      .flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
      .slice(0, LIMITS.columns + 2)
    const messages = keys
      .map((key) => ({ text: `k${key}: 9822011201\nz${key}: 1` }))
      .slice(0, LIMITS.columns / 2 + 3)
    const result = await read(chat(messages))
    expect(result.columns).toHaveLength(LIMITS.columns)
    expect(result.rejected).toEqual({ 'too-many-columns': 3 })
  })
})

describe('limits of the JSON', () => {
  test.each([
    ['nesting', `{"messages":[${'['.repeat(10_000_000)}`],
    ['a text', chat([{ text: 'x'.repeat(LIMITS.recordBytes + 1) }])],
    [
      'a message',
      chat([{ text: Array.from({ length: 50_000 }, () => ({ type: 'plain', text: 'x' })) }]),
    ],
    [
      'keys',
      `{"messages":[{${Array.from({ length: LIMITS.jsonKeysPerObject + 1 }, (_, n) => `"k${n}":1`).join()}}]}`,
    ],
  ])('%s', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
  })

  test('a question and its rows share a batch, and no batch is over its size', async () => {
    const messages = Array.from({ length: 3000 }, (_, index) => [
      ask(String(9_800_000_000 + index)),
      { text: `${person('Asha', '9822011201')}\n\n${person('Ravi', '9845022302')}` },
    ]).flat()
    const { batches, rows, queries } = await read(chat(messages))
    expect(rows).toHaveLength(6000)
    expect(queries).toHaveLength(3000)
    expect(batches.every((batch) => batch.rows.length <= ROWS_PER_BATCH)).toBe(true)
    for (const batch of batches) {
      for (const query of batch.queries) {
        expect(query.rows).toBe(2)
        expect(query.firstRow + query.rows).toBeLessThanOrEqual(batch.rows.length)
      }
    }
  })
})

describe('an end that is none', () => {
  const path = join(import.meta.dirname, '../../fixtures/telegram/bot-chat.json')
  const whole = readFileSync(path, 'utf8').trimEnd()

  test('a cut at any byte is told, and keeps the people before it', async () => {
    const all = await read(whole)
    for (let end = 1; end < whole.length; end++) {
      const part = await read(whole.slice(0, end))
      expect(part.whole).toBe(false)
      expect(part.rows).toEqual(
        all.rows.slice(0, part.rows.length).map((row) => row.slice(0, part.columns.length)),
      )
      expect(
        part.queries.every((query) => query.answered || end > whole.indexOf('9814055605')),
      ).toBe(true)
    }
    expect(all.whole).toBe(true)
  })

  test('so is damage inside, and anything behind the end', async () => {
    const middle = whole.indexOf('"text"', whole.length / 2)
    expect((await read(`${whole.slice(0, middle)}}${whole.slice(middle)}`)).whole).toBe(false)
    expect((await read(`${whole}\n \n`)).whole).toBe(true)
    expect((await read(`${whole}{}`)).whole).toBe(false)
  })

  test('JSON without a chat is not understood', async () => {
    await expect(read('{"people":[{"name":"Asha"}]}')).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    })
  })

  test('a chat without messages is whole and empty', async () => {
    expect(await read(chat([]))).toMatchObject({ rows: [], whole: true })
  })
})
