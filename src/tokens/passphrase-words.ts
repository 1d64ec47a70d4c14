/**
 * Generated passphrases: words that can be said and written down, 16 bits each. Proquints (Wilkerson, arXiv:0901.4016) rather
 * than a list of real words: five letters for 16 bits, no list to carry, none of them a name.
 */
import { randomBytes } from 'node:crypto'

const CONSONANTS = 'bdfghjklmnprstvz'
const VOWELS = 'aiou'
/** 8 words are 128 bits. */
const WORDS = 8

export const generatePassphrase = (): string => passphraseWords(randomBytes(2 * WORDS)).join(' ')

/** One word for every two bytes: consonant, vowel, consonant, vowel, consonant of 4, 2, 4, 2 and 4 bits. */
export function passphraseWords(bytes: Uint8Array): string[] {
  return Array.from({ length: bytes.length / 2 }, (_, i) => {
    const bits = ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)
    const consonant = (shift: number) => CONSONANTS.charAt((bits >> shift) & 15)
    const vowel = (shift: number) => VOWELS.charAt((bits >> shift) & 3)
    return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0)
  })
}
