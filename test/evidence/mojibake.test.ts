/** UTF-8 that was taken for Windows-1252: turned back where it is certain, in pieces of any length, and nowhere else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMojibake, MojibakeRepair } from '../../src/evidence/mojibake.ts'
import { readBytes } from './scratch.ts'

const garbled = (text: string): string =>
  new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))

const TABLE = 'नाम,मोबाइल\nआशा भिड़े,9822011201\nरवि मेनन,9845022302\nJosé,9841044504\n'

describe('a file that was saved so', () => {
  test.each([
    ['once', garbled(TABLE)],
    ['twice', garbled(garbled(TABLE))],
    ['with a mark of byte order', `\uFEFF${garbled(TABLE)}`],
  ])('%s is read as it was, and says so', async (_, text) => {
    const { text: read, ...finished } = await readBytes(Buffer.from(text))
    expect(read).toBe(TABLE)
    expect(finished).toMatchObject({
      encoding: 'utf-8, read as windows-1252 before',
      undecodable: 0,
    })
  })
})

test.each([
  ['Hindi', TABLE],
  ['Portuguese', 'nome\nJosé Lobo\nInês\nJoão\nConceição\n'],
  ['both', `Ã© and é, ${garbled('é')}, naïve, café, Ürün\n`],
  ['too little', `${garbled('é')}\n`],
])('%s stays as it is', async (_, text) => {
  expect(isMojibake(text)).toBe(false)
  expect((await readBytes(Buffer.from(text))).text).toBe(text)
})

test('any text comes back from what it was garbled into, in pieces of any length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(9), (text, length) => {
      fc.pre(/^[^\u0080-\u009f]*$/.test(text))
      const repair = new MojibakeRepair()
      const whole = garbled(text)
      let read = ''
      for (let at = 0; at < whole.length; at += length + 1) {
        read += repair.write(whole.slice(at, at + length + 1))
      }
      expect(read + repair.end()).toBe(text)
    }),
  )
})
