import { hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { crc32c } from '../../src/tokens/crc32c.ts'
import { KeyDerivation, lengthPrefixed, PURPOSES, type Purpose } from '../../src/tokens/derive.ts'
import { SipHash } from '../../src/tokens/siphash.ts'
import { Fingerprinter, Tokeniser } from '../../src/tokens/tokenise.ts'

interface Vectors {
  caseId: string
  caseKey: string
  subkeys: [Purpose, string, string, string][]
  tokens: [string, string][]
  fingerprints: [string, string][]
}

// Made by vectors.py, which shares no code with ours.
const vectors: Vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'))
const derivation = new KeyDerivation(
  Buffer.from(vectors.caseId, 'hex'),
  Buffer.from(vectors.caseKey, 'hex'),
)
const hex = (low: number, high: number) =>
  high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')

describe('subkeys', () => {
  test.each(vectors.subkeys)('%s %s %s', (purpose, subject, version, expected) => {
    expect(derivation.subkey(purpose, subject, version).toString('hex')).toBe(expected)
  })

  test('agree with the platform’s HKDF', () => {
    const info = Buffer.concat([
      Buffer.from('leakcheck/kdf/1'),
      ...['token', 'phone', '1'].map(lengthPrefixed),
    ])
    const key = hkdfSync(
      'sha256',
      Buffer.from(vectors.caseKey, 'hex'),
      Buffer.from(vectors.caseId, 'hex'),
      info,
      32,
    )
    expect(derivation.subkey('token', 'phone', '1')).toEqual(Buffer.from(key))
  })

  test('no two uses share a subkey', () => {
    const use = fc.tuple(fc.constantFrom(...PURPOSES), fc.string(), fc.string())
    fc.assert(
      fc.property(use, use, (a, b) => {
        const isSame = derivation.subkey(...a).equals(derivation.subkey(...b))
        expect(isSame).toBe(a.join('\0') === b.join('\0'))
      }),
    )
  })
})

describe('tokens and fingerprints', () => {
  test.each(vectors.tokens)('token of %s', (canonical, expected) => {
    const token = new Tokeniser(derivation, 'phone', '1').token(canonical)
    expect(Buffer.from(token).toString('hex')).toBe(expected)
  })

  test.each(vectors.fingerprints)('fingerprint of %s', (text, expected) => {
    const { low, high } = new Fingerprinter(derivation, 'name/folded', '1').hash64(text)
    expect(hex(low, high)).toBe(expected)
  })

  // Aumasson and Bernstein's own vectors: key 00..0f, input 00..n-1.
  test.each([
    [0, '726fdb47dd0e0e31'],
    [1, '74f839c593dc67fd'],
    [8, '93f5f5799a932462'],
    [15, 'a129ca6149be45e5'],
    [63, '958a324ceb064572'],
  ])('SipHash-2-4 of %i bytes', (length, expected) => {
    const count = (n: number) => Uint8Array.from({ length: n }, (_, i) => i)
    const { low, high } = new SipHash(count(16)).hash(count(length))
    expect(hex(low, high)).toBe(expected)
  })
})

describe('the key line', () => {
  // RFC 3720, B.4: the CRC of "123456789" is e3069283.
  test('its checksum is CRC-32C', () => expect(crc32c('123456789')).toBe('e3069283'))

  test('round trip', () => {
    const key = CaseKey.generate()
    const read = CaseKey.parse(key.exposeLine())
    expect(read.caseId).toBe(key.caseId)
    expect(read.opens(key.checkValue())).toBe(true)
    expect(CaseKey.generate().opens(key.checkValue())).toBe(false)
  })

  test('any changed, missing or added character is told', () => {
    const line = CaseKey.generate().exposeLine()
    for (let at = 0; at < line.length - 1; at++) {
      const other = line[at] === 'a' ? 'b' : 'a'
      expect(() => CaseKey.parse(line.slice(0, at) + other + line.slice(at + 1))).toThrow(
        /key file/,
      )
      expect(() => CaseKey.parse(line.slice(0, at))).toThrow(/not a whole/)
    }
    expect(() => CaseKey.parse(`${line}x`)).toThrow(/not a whole/)
  })

  test('prints nothing of the key', () => {
    const key = CaseKey.generate()
    const secret = key.exposeLine().split(' ')[2] ?? ''
    expect(JSON.stringify({ key })).not.toContain(secret)
    expect(JSON.stringify(key)).toBe('"[redacted]"')
  })
})
