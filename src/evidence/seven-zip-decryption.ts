/** Encrypted data in a 7z archive: AES-256, its key drawn from the password by many rounds of SHA-256. */
import { createDecipheriv, createHash } from 'node:crypto'
import { Damage } from '../core/damage.ts'
import type { ByteSource } from './byte-source.ts'

const SLICE_BYTES = 64 * 1024
const AES_BLOCK_BYTES = 16
/** 7-Zip writes 19; above this a file could keep us busy for minutes. */
const MOST_ROUND_BITS = 22
const KEY_IN_CLEAR = 0x3f
const COUNTER_BYTES = 8
const ROUNDS_AT_ONCE = 1024

interface Settings {
  readonly roundBits: number
  readonly salt: Uint8Array
  readonly start: Uint8Array
}

/** @param properties of the coder. Throws Damage. */
export async function* decryptSevenZip(
  source: ByteSource,
  properties: Uint8Array,
  password: string,
): AsyncGenerator<Uint8Array> {
  const { start, ...settings } = settingsOf(properties)
  const cipher = createDecipheriv('aes-256-cbc', keyOf(password, settings), start)
  cipher.setAutoPadding(false)
  for (;;) {
    const slice = await source.peek(SLICE_BYTES)
    const blocks = slice.subarray(0, slice.length - (slice.length % AES_BLOCK_BYTES))
    if (blocks.length === 0) return
    source.skip(blocks.length)
    yield cipher.update(blocks)
  }
}

function settingsOf(properties: Uint8Array): Settings {
  const [first = 0, second = 0] = properties
  const saltBytes = (first >> 7) + (second >> 4)
  const startBytes = ((first >> 6) & 1) + (second & 0x0f)
  const roundBits = first & 0x3f
  const isKnown = roundBits <= MOST_ROUND_BITS || roundBits === KEY_IN_CLEAR
  if (!isKnown || properties.length !== 2 + saltBytes + startBytes) throw new Damage()
  const start = new Uint8Array(AES_BLOCK_BYTES)
  start.set(properties.subarray(2 + saltBytes))
  return { roundBits, salt: properties.subarray(2, 2 + saltBytes), start }
}

function keyOf(password: string, { roundBits, salt }: Omit<Settings, 'start'>): Uint8Array {
  const seed = Buffer.concat([salt, Buffer.from(password, 'utf16le')])
  if (roundBits === KEY_IN_CLEAR) return Buffer.concat([seed, Buffer.alloc(32)]).subarray(0, 32)
  const rounds = 2 ** roundBits
  const together = Math.min(rounds, ROUNDS_AT_ONCE)
  const step = seed.length + COUNTER_BYTES
  const block = Buffer.alloc(step * together)
  const hash = createHash('sha256')
  for (let round = 0; round < together; round++) seed.copy(block, round * step)
  for (let done = 0; done < rounds; done += together) {
    for (let i = 0; i < together; i++) block.writeUInt32LE(done + i, i * step + seed.length)
    hash.update(block)
  }
  return hash.digest()
}
