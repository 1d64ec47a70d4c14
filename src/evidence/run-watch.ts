/** Watches UTF-8 go by, chunk by chunk, for the letters by which mojibake is told, without decoding what holds none. */
import { TextDecoder } from 'node:util'
import { RUN_LEADS } from './mojibake.ts'

/** Bytes of a character at most. */
const LONGEST = 4

export class RunWatch {
  /** The beginning of a character that the last chunk cut. */
  #cut: Buffer = Buffer.alloc(0)

  /** The text that a streaming decoder would give for a chunk, or `null` where it holds no such letter. */
  text(chunk: Uint8Array): string | null {
    const own = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    const bytes = this.#cut.length === 0 ? own : Buffer.concat([this.#cut, own])
    const end = wholeCharacters(bytes)
    this.#cut = Buffer.from(bytes.subarray(end))
    if (!RUN_LEADS.some((lead) => bytes.includes(lead))) return null
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end))
  }
}

/** The position behind the last character that is not cut. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back < LONGEST && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length
    if (byte < 0x80) break
  }
  return bytes.length
}

function lengthOf(lead: number): number {
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : LONGEST
}
