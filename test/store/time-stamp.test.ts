/** Time stamps: what openssl asks for and answers, every way in which a reply can be wrong, and every byte of one changed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkedStamp, stampRequest } from '../../src/store/time-stamp.ts'

const folder = new URL('stamps/', import.meta.url)
const reply = (name: string): Buffer => readFileSync(new URL(`${name}.tsr`, folder))
const over = readFileSync(new URL('over.hex', folder), 'latin1')
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

test.skipIf(!hasOpenssl)('a request is what openssl asks for', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'leakcheck-tsq-')), 'tsq')
  const options = ['-digest', over, '-sha256', '-cert', '-no_nonce', '-out', path]
  execFileSync('openssl', ['ts', '-query', ...options], { stdio: 'ignore' })
  expect(stampRequest(Buffer.from(over, 'hex')).equals(readFileSync(path))).toBe(true)
})

describe('a reply holds', () => {
  test.each(['rsa', 'ec', 'rsa-pss', 'rsa-older-attribute'])('signed by %s', (name) => {
    const { imprint, time, signer, certificate } = checkedStamp(reply(name))
    expect(imprint.toString('hex')).toBe(over)
    expect(time).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(signer).toMatch(/^O=Invented, CN=Stamps of the (rsa|ec)$/)
    expect(certificate).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('a reply is refused', () => {
  test.each([
    ['not-granted', 'it was not granted'],
    ['without-certificate', 'the signer’s certificate is not in it'],
    ['over-sha-384', 'it is over another kind of hash'],
    ['of-a-server', 'the certificate is for something else'],
    ['of-no-named-certificate', 'it does not name its signer’s certificate'],
    ['after-its-certificate', 'the certificate was not valid at that time'],
  ])('%s', (name, why) => {
    expect(() => checkedStamp(reply(name))).toThrow(`the time stamp does not hold: ${why}`)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('granted, at noon')],
    ['a structure that is cut short', reply('rsa').subarray(0, -1)],
    ['a structure with something after it', Buffer.concat([reply('rsa'), Buffer.of(0)])],
    ['a thousand nested structures', nested(1000)],
  ])('%s', (_what, bytes) => {
    expect(() => checkedStamp(bytes)).toThrow('it is no reply of a time-stamping authority')
  })
})

function nested(depth: number): Buffer {
  let bytes = Buffer.alloc(0)
  for (let i = 0; i < depth; i++) {
    const length = Buffer.of(0x82, bytes.length >> 8, bytes.length & 0xff)
    bytes = Buffer.concat([Buffer.of(0x30), length, bytes])
  }
  return bytes
}

test.each(['rsa', 'ec'])(
  'no byte of a reply by %s can be changed to say something else',
  (name) => {
    const whole = reply(name)
    const said = JSON.stringify(checkedStamp(whole))
    let refused = 0
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole)
      bytes[at] = (whole[at] ?? 0) ^ (1 << (at % 8))
      try {
        expect(JSON.stringify(checkedStamp(bytes)), `byte ${at}`).toBe(said)
      } catch (error) {
        expect(error).toMatchObject({ code: 'STAMP_INVALID', exit: 3 })
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(0.9 * whole.length)
  },
)
