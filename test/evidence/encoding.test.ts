/** Bytes into text: each encoding found or named, cut anywhere, and what fits none counted. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DecodedText, JUDGED_BYTES } from '../../src/evidence/decoded-text.ts'
import { textOf } from '../../src/readers/head-of.ts'
import { readBytes } from './scratch.ts'

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const windows = (text: string): Buffer => Buffer.from(text, 'latin1')
const TABLE = 'नाम,मोबाइल\nआशा भिड़े,9822011201\nरवि मेनन,9845022302\n'
const LATIN = 'nome,telefone\nJosé Lobo,9822011201\nInês,9845022302\n'

async function* chunks(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += length)
    yield bytes.subarray(start, start + length)
}

async function decode(bytes: Uint8Array, length: number, encoding: string | null = null) {
  const decoded = new DecodedText(chunks(bytes, length), bytes.subarray(0, 65_536), encoding)
  const text = (await Array.fromAsync(decoded)).join('')
  const { undecodable, endsInCharacter } = decoded
  const read = { text, encoding: decoded.encoding, undecodable, endsInCharacter }
  expect(await decodePieces(bytes, length, encoding)).toEqual(read)
  return read
}

/** The same where whole lines of UTF-8 come as their bytes. */
async function decodePieces(bytes: Uint8Array, length: number, encoding: string | null) {
  const decoded = new DecodedText(chunks(bytes, length), bytes.subarray(0, 65_536), encoding)
  const pieces = await Array.fromAsync(decoded.pieces())
  for (const piece of pieces) if (typeof piece !== 'string') expect(piece.at(-1)).toBe(0x0a)
  const text = pieces.map(textOf).join('')
  const { undecodable, endsInCharacter } = decoded
  return { text, encoding: decoded.encoding, undecodable, endsInCharacter }
}

describe('found by themselves', () => {
  test.each([
    ['utf-8', 'UTF-8', Buffer.from(TABLE), TABLE],
    ['utf-8', 'UTF-8 with a mark', Buffer.from(`\uFEFF${TABLE}`), TABLE],
    ['utf-16le', 'UTF-16 with a mark', Buffer.from(`\uFEFF${TABLE}`, 'utf16le'), TABLE],
    ['utf-16be', 'big-endian UTF-16 with a mark', utf16be(`\uFEFF${TABLE}`), TABLE],
    ['utf-16le', 'UTF-16', Buffer.from(TABLE, 'utf16le'), TABLE],
    ['utf-16be', 'big-endian UTF-16', utf16be(TABLE), TABLE],
    ['windows-1252', 'Windows-1252', windows(LATIN), LATIN],
    ['utf-8', 'ASCII', Buffer.from('name,mobile\n'), 'name,mobile\n'],
  ])('%s: %s', async (encoding, _, bytes, text) => {
    const whole = { text, encoding, undecodable: 0, endsInCharacter: false }
    for (const length of [1, 2, 3, 5, bytes.length])
      expect(await decode(bytes, length)).toEqual(whole)
    expect(await readBytes(bytes)).toMatchObject({
      text,
      head: text,
      encoding,
      undecodable: 0,
      ending: { whole: true },
    })
  })

  test('where the first accent stands far behind the first 64 KiB', async () => {
    const ascii = 'Asha,9822011201\n'.repeat(10_000)
    for (const [bytes, encoding, tail] of [
      [windows(ascii + LATIN), 'windows-1252', LATIN],
      [Buffer.from(ascii + TABLE), 'utf-8', TABLE],
    ] as const) {
      for (const length of [1000, 65_536, bytes.length]) {
        expect(await decode(bytes, length)).toMatchObject({
          text: ascii + tail,
          encoding,
          undecodable: 0,
        })
      }
    }
  })

  test('a decision holds for the rest of the file, however it is cut', async () => {
    const bytes = Buffer.concat([Buffer.from('é'.repeat(JUDGED_BYTES)), windows('é,')])
    for (const length of [999, 65_536, 65_537, bytes.length]) {
      expect(await decode(bytes, length)).toMatchObject({ encoding: 'utf-8', undecodable: 1 })
    }
  })
})

describe('any text', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 200 })
    .filter((string) => !string.startsWith('\uFEFF'))

  test('of UTF-8 comes back, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (string, length) => {
        expect(await decode(Buffer.from(string), length, 'utf-8')).toMatchObject({
          text: string,
          endsInCharacter: false,
        })
      }),
      { numRuns: 300 },
    )
  })

  test('bytes of any kind decode the same in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 80 }),
        fc.integer({ min: 1, max: 9 }),
        async (bytes, length) => {
          expect(await decode(bytes, length)).toEqual(await decode(bytes, bytes.length + 1))
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('bytes that fit no encoding', () => {
  test('in UTF-8 are counted and leave their mark', async () => {
    const bytes = Buffer.concat([
      Buffer.from('आशा,'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(',रवि\n'),
    ])
    expect(await decode(bytes, 3)).toMatchObject({
      text: 'आशा,\uFFFD\uFFFD,रवि\n',
      undecodable: 2,
      encoding: 'utf-8',
    })
  })

  test('in Windows-1252 are the five that it leaves free', async () => {
    const bytes = Buffer.from([0xe9, 0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xe8])
    expect(await decode(bytes, 2, 'windows-1252')).toMatchObject({ undecodable: 5 })
  })

  test('in UTF-16 are halves of pairs', async () => {
    expect(await decode(Buffer.from('a\uD800b', 'utf16le'), 1, 'utf-16le')).toMatchObject({
      undecodable: 1,
    })
  })
})

describe('an end inside a character', () => {
  test.each([
    ['utf-8', Buffer.from('आशा,रवि')],
    ['utf-16le', Buffer.from('आशा,रवि', 'utf16le')],
  ])('%s is not whole', async (encoding, bytes) => {
    const { ending, undecodable } = await readBytes(bytes.subarray(0, -1), { encoding })
    expect(ending).toMatchObject({ whole: false, why: 'the text ends inside a character' })
    expect(undecodable).toBe(1)
    expect((await readBytes(bytes, { encoding })).ending.whole).toBe(true)
  })

  test('the head is cut by us, and is none', async () => {
    const text = `a${'न'.repeat(50_000)}`
    const { head, ending } = await readBytes(text)
    expect(text.startsWith(head)).toBe(true)
    expect(head.length).toBe(Math.floor(65_535 / 3) + 1)
    expect(ending.whole).toBe(true)
  })
})

describe('named by the user', () => {
  test('overrules what is found', async () => {
    const { text, encoding } = await readBytes(windows(LATIN), { encoding: 'latin1' })
    expect({ text, encoding }).toEqual({ text: LATIN, encoding: 'windows-1252' })
    expect((await readBytes(Buffer.from(TABLE), { encoding: 'UTF-16' })).encoding).toBe('utf-16le')
  })

  test('must be known', async () => {
    await expect(readBytes('a,b\n', { encoding: 'klingon' })).rejects.toMatchObject({
      code: 'USAGE',
      exit: 2,
    })
  })
})
