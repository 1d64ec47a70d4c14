/** Records that never end, in the formats whose records go over many lines: counted or refused, never held. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { vcard } from '../../src/readers/vcard.ts'
import { whatsapp } from '../../src/readers/whatsapp.ts'
import { readAll } from './reading.ts'

const MEBIBYTES = 16

async function* endless(opening: string, line: string, closing: string): AsyncGenerator<string> {
  const piece = line.repeat(Math.ceil(2 ** 18 / line.length))
  yield opening
  for (let written = 0; written < MEBIBYTES * 2 ** 20; written += piece.length) yield piece
  yield closing
}

const CARD = 'BEGIN:VCARD\nFN:Asha Bhide\nTEL:9822011201\n'

test.each([
  ['properties', CARD, 'TEL:9822011201\n'],
  ['a line that goes on', `${CARD}NOTE:x`, '\n x'],
  ['a line of quoted-printable', `${CARD}NOTE;ENCODING=QUOTED-PRINTABLE:x`, '=\nx'],
])('a card of endless %s', async (_, opening, line) => {
  const text = endless(opening, line, `\nEND:VCARD\n${CARD}END:VCARD\n`)
  const { rows, rejected, whole } = await readAll(vcard, text)
  expect(rows.at(-1)?.slice(0, 2)).toEqual(['Asha Bhide', '9822011201'])
  expect(rows).toHaveLength(1)
  expect(Object.values(rejected)).toEqual([1])
  expect(whole).toBe(true)
})

test('a picture of any size leaves its card as it is', async () => {
  const picture = `PHOTO;ENCODING=b:${' QUJD\n'.repeat(LIMITS.recordBytes / 4)}`
  const { rows, rejected } = await readAll(vcard, endlessOnce(`${CARD}${picture}END:VCARD\n`))
  expect({ rows, rejected }).toEqual({ rows: [['Asha Bhide', '9822011201']], rejected: {} })
})

async function* endlessOnce(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 2 ** 16) yield text.slice(at, at + 2 ** 16)
}

test.each([
  ['lines', 'and so on\n'],
  ['one line', 'x'],
])('a message of endless %s is refused', async (_, line) => {
  const text = endless('12/06/2023, 21:41 - Asha: 9822011201\n', line, '\n')
  await expect(readAll(whatsapp, text)).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
})
