/** Which reader a file gets: by its content, by the user's word, or none. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseReader, READERS } from '../../src/readers/index.ts'

const TELEGRAM = '{"name":"Lookup","type":"bot_chat","id":5,"messages":[]}'

test.each([
  ['csv', 'name,mobile\nAsha,9822011201\n'],
  ['csv', '9822011201\n9845022302\n'],
  ['csv', 'asha@example.in\nravi@example.in\n'],
  ['csv', 'Asha\t9822011201\nRavi\t9845022302\n'],
  ['telegram', TELEGRAM],
  ['telegram', JSON.stringify({ about: 'x', chats: { list: [JSON.parse(TELEGRAM)] } }, null, 1)],
  ['json', '{"name":"Asha","mobile":"9822011201"}\n{"name":"Ravi","mobile":"9845022302"}\n'],
  ['json', '[{"name":"Asha","mobile":"9822011201"},\n{"name":"Ravi","mobile":"9845022302"}]'],
  ['sql', "INSERT INTO users VALUES (1,'Asha'),(2,'Ravi');\nINSERT INTO users VALUES (3,'x');\n"],
  ['sql', '-- MySQL dump 10.13\n\nDROP TABLE IF EXISTS `users`;\n'],
  ['vcard', 'BEGIN:VCARD\nFN:Asha\nTEL:9822011201\nEND:VCARD\n'],
  [
    'html-table',
    '<html><body><table><tr><td>Asha</td><td>9822011201</td></tr></table></body></html>',
  ],
  ['whatsapp', '12/06/2023, 21:41 - A: 9822011201\n12/06/2023, 21:42 - B: Name: Asha\n'],
  ['blocks', 'Name: Asha\nMobile: 9822011201\n\nName: Ravi\nMobile: 9845022302\n'],
  ['text', 'Dear all\nplease call Asha on 9822011201 today\n'],
  ['sql', 'COPY public.users (id, name) FROM stdin;\n1\tAsha\n2\tRavi\n'],
])('%s', (name, head) => {
  expect(chooseReader(head).name).toBe(name)
})

describe('refused by name', () => {
  test.each([
    ['JSON file', '[2023-06-12 10:00] user 5 logged in\n'],
    ['web page', '<!DOCTYPE html>\n<html><body>a,b</body></html>'],
    ['XML file', '<?xml version="1.0"?>\n<rows/>'],
    ['binary file', '\u0000\u0001\u0002a,b\u0003\n'.repeat(9)],
  ])('%s', (name, head) => {
    expect(() => chooseReader(head)).toThrow(
      expect.objectContaining({
        code: 'INPUT_UNREADABLE',
        message: expect.stringContaining(name),
      }),
    )
  })

  test('prose and nothing', () => {
    const prose = 'Dear all\n\nThis was found yesterday\nPlease look into it.\n'
    for (const head of [prose, '', ' \n']) {
      expect(() => chooseReader(head)).toThrow(
        expect.objectContaining({ code: 'INPUT_UNREADABLE' }),
      )
    }
  })
})

test('the format that is named overrules', () => {
  for (const { name } of READERS) expect(chooseReader('anything', name).name).toBe(name)
  expect(() => chooseReader(TELEGRAM, 'docx')).toThrow(expect.objectContaining({ code: 'USAGE' }))
})

test('no head is too strange to be looked at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (head) => {
      for (const reader of READERS) {
        expect(reader.sniff(head)).toBeGreaterThanOrEqual(0)
        expect(reader.sniff(head)).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 500 },
  )
})
