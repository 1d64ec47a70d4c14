import { describe, expect, test } from 'vitest'
import { generatePassphrase, passphraseWords } from '../../src/tokens/passphrase-words.ts'

describe('passphrase words', () => {
  // Wilkerson, arXiv:0901.4016, section 2.
  test.each([
    [[127, 0, 0, 1], 'lusab babad'],
    [[63, 84, 220, 193], 'gutih tugad'],
    [[140, 98, 193, 141], 'mudof sakat'],
    [[198, 81, 129, 136], 'sinid makam'],
  ])('%j', (bytes, words) => {
    expect(passphraseWords(Uint8Array.from(bytes)).join(' ')).toBe(words)
  })

  test('every two bytes have a word of their own', () => {
    const words = Array.from(
      { length: 65_536 },
      (_, i) => passphraseWords(Uint8Array.of(i >> 8, i & 255))[0],
    )
    expect(new Set(words).size).toBe(65_536)
  })

  test('a generated one has eight words and is not generated twice', () => {
    const made = Array.from({ length: 100 }, generatePassphrase)
    for (const words of made) expect(words).toMatch(/^([a-z]{5} ){7}[a-z]{5}$/)
    expect(new Set(made).size).toBe(100)
  })
})
